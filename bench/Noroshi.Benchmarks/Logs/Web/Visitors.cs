namespace Noroshi.Benchmarks.Logs.Web;

/// <summary>Visitors come, more by day than by night.</summary>
internal sealed class Arrivals(Chance chance, Addresses addresses, Site site, double everyMs) : Actor
{
    internal override long Act(long now, Timeline log)
    {
        var address = addresses.Next();
        log.Labels.Source(address, "benign");
        log.Add(now, new Visitor(chance.Fork(), site, address));
        return now + chance.Wait(everyMs * 0.5 / Math.Max(0.1, Timeline.Daylight(now)));
    }
}

/// <summary>Looks at some pages with their assets, searches, may log in, and leaves.</summary>
internal sealed class Visitor(Chance chance, Site site, string address) : Actor
{
    internal const int LinesEach = 17;

    private readonly string _agent = Site.Agent(chance);
    private int _pages = chance.Between(1, 5);
    private int _assets;
    private bool _sawForm;
    private int _logins = chance.Is(0.06) ? chance.Is(0.1) ? chance.Between(2, 4) : 1 : 0;
    private string _page = "";

    internal override long Act(long now, Timeline log)
    {
        if (_assets > 0) return Fetch(now, log);
        if (_pages-- > 0) return Look(now, log);
        return _logins > 0 ? LogIn(now, log) : Never;
    }

    private long Look(long now, Timeline log)
    {
        var before = _page.Length == 0 ? "https://www.example.org/" : "https://www.example.jp" + _page;
        var isFirst = _page.Length == 0;
        _page = chance.Is(0.08) ? Site.Search(chance) : site.Page(chance);
        var size = Request.SizeOf(_page);
        if (isFirst && !_page.Contains('?', StringComparison.Ordinal) && chance.Is(0.5)) _page += Site.Campaign(chance);
        var isMissing = chance.Is(0.01);
        Request.Write(log, now, address, "GET", isMissing ? "/old" + _page : _page, isMissing ? 404 : 200, isMissing ? 153 : size, before, _agent);
        _assets = isMissing ? 0 : chance.Between(2, 8);
        return now + chance.Between(20, 400);
    }

    private long Fetch(long now, Timeline log)
    {
        var asset = _assets == 1 && chance.Is(0.1) ? "/apple-touch-icon.png" : site.Asset(chance);
        var status = asset.Length == 21 ? 404 : chance.Is(0.2) ? 304 : 200;
        Request.Write(log, now, address, "GET", asset, status, status == 200 ? Request.SizeOf(asset) : status == 404 ? 153 : 0, "https://www.example.jp" + _page, _agent);
        return --_assets > 0 ? now + chance.Between(5, 80) : now + chance.Wait(25_000);
    }

    private long LogIn(long now, Timeline log)
    {
        if (!_sawForm)
        {
            _sawForm = true;
            _page = "/account/login";
            Request.Write(log, now, address, "GET", _page, 200, 5120, "https://www.example.jp/", _agent);
            _assets = chance.Between(2, 4);
            return now + chance.Between(20, 400);
        }
        var isRight = --_logins == 0;
        Request.Write(log, now, address, "POST", "/account/login", isRight ? 302 : 200, isRight ? 0 : 5120, "https://www.example.jp/account/login", _agent);
        return _logins > 0 ? now + chance.Between(5000, 20_000) : Never;
    }
}

/// <summary>Many people behind one address.</summary>
internal sealed class Office(Chance chance, Site site, string address, double everyMs) : Actor
{
    internal override long Act(long now, Timeline log)
    {
        if (chance.Is(Timeline.Daylight(now) * 0.2)) log.Add(now, new Visitor(chance.Fork(), site, address));
        return now + chance.Wait(everyMs * 2);
    }
}
