using System.Globalization;

namespace Noroshi.Benchmarks.Logs.Web;

/// <summary>Walks a list of names that might be there; nearly none is. Its lines look harmless one by one.</summary>
internal sealed class Scanner(Chance chance, Site site, string address, int lines) : Actor
{
    private static readonly string[] Stems = ["admin", "backup", "test", "dev", "old", "tmp", "api", "data", "db", "config", "console", "panel", "portal", "private", "stats", "status", "user", "users", "home", "mail", "shop", "cgi", "app", "web", "site", "manager"];
    private static readonly string[] Ends = ["", "/", ".php", ".zip", ".bak", ".txt", ".html", "2", "-old", "_new", ".asp", ".jsp", "/index.html", ".tar.gz"];

    private readonly string _agent = chance.Is(0.5) ? Site.Agent(chance) : "Mozilla/5.0";
    private readonly int _every = chance.Between(15, 4000);
    private int _left = lines;

    internal override long Act(long now, Timeline log)
    {
        if (_left-- <= 0) return Never;
        var isThere = chance.Is(0.04);
        var target = isThere ? site.AnyPage(chance) : string.Create(CultureInfo.InvariantCulture, $"/{chance.Of(Stems)}{(chance.Is(0.4) ? "/" + chance.Of(Stems) : "")}{chance.Of(Ends)}");
        var status = isThere ? 200 : chance.Is(0.08) ? 403 : 404;
        log.Labels.Line(log.Writer.Lines + 1, "scanner", address);
        Request.Write(log, now, address, chance.Is(0.2) ? "HEAD" : "GET", target, status, isThere ? Request.SizeOf(target) : 153, "", _agent);
        return now + 1 + (long)(_every * (0.5 + chance.Part()));
    }
}

/// <summary>Tries weaknesses one by one.</summary>
internal sealed class WebAttacker(Chance chance, Site site, string address, int lines) : Actor
{
    private readonly string _agent = Site.Agent(chance);
    private int _left = lines;

    internal override long Act(long now, Timeline log)
    {
        if (_left-- <= 0) return Never;
        var (kind, target) = Payloads.Next(chance, site);
        var status = chance.Below(4) switch { 0 => 200, 1 => 403, 2 => 400, _ => 404 };
        log.Labels.Line(log.Writer.Lines + 1, kind, address);
        Request.Write(log, now, address, "GET", target, status, status == 200 ? Request.SizeOf(target) : 153, "", _agent);
        return now + chance.Wait(4000);
    }
}

/// <summary>Guesses at a log-in form.</summary>
internal sealed class FormGuesser(Chance chance, string address, int tries, int everyMs, bool isBreakIn) : Actor
{
    private int _left = tries;

    internal override long Act(long now, Timeline log)
    {
        var isOver = _left-- <= 0;
        if (isOver && !isBreakIn) return Never;
        log.Labels.Line(log.Writer.Lines + 1, isOver ? "break-in" : "brute", address);
        Request.Write(log, now, address, "POST", "/wp-login.php", isOver ? 302 : 200, isOver ? 0 : 4211, "https://www.example.jp/wp-login.php", "Mozilla/5.0 (Windows NT 10.0; Win64; x64)");
        return isOver ? Never : now + 1 + (long)(everyMs * (0.5 + chance.Part()));
    }
}

/// <summary>One of hundreds that try a stolen list at the log-in form: the form's target only, never a page or an image.</summary>
internal sealed class FormLister(Chance chance, string address, int tries, bool isBreakIn) : Actor
{
    private readonly string _agent = Site.Agent(chance);
    private int _left = isBreakIn ? Math.Max(2, tries) : tries;

    internal override long Act(long now, Timeline log)
    {
        var isIn = --_left == 0 && isBreakIn;
        log.Labels.Line(log.Writer.Lines + 1, isIn ? "break-in" : "list", address);
        Request.Write(log, now, address, "POST", "/account/login", isIn ? 302 : 200, isIn ? 0 : 5120, "https://www.example.jp/account/login", _agent);
        return _left > 0 ? now + chance.Wait(1_200_000) : Never;
    }
}
