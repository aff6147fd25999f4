using System.Globalization;

namespace Noroshi.Benchmarks.Logs.Web;

/// <summary>A search engine: every page in turn, old links among them.</summary>
internal sealed class Crawler(Chance chance, Site site, string address, double everyMs) : Actor
{
    internal override long Act(long now, Timeline log)
    {
        var page = chance.Is(0.01) ? "/robots.txt" : site.AnyPage(chance);
        var isGone = chance.Is(0.12);
        var isSame = !isGone && chance.Is(0.3);
        Request.Write(log, now, address, "GET", isGone ? "/2019" + page : page, isGone ? 404 : isSame ? 304 : 200, isGone ? 153 : isSame ? 0 : Request.SizeOf(page), "", "Mozilla/5.0 (compatible; ExampleBot/2.1; +http://www.example.org/bot.html)");
        return now + chance.Wait(everyMs);
    }
}

/// <summary>Looks whether the links that others have to this site still work: HEAD, many of them dead.</summary>
internal sealed class LinkChecker(Chance chance, Site site, string address, double everyMs) : Actor
{
    internal override long Act(long now, Timeline log)
    {
        var isGone = chance.Is(0.3);
        var page = site.AnyPage(chance);
        Request.Write(log, now, address, "HEAD", isGone ? "/archive" + page : page, isGone ? 404 : 200, 0, "", "LinkChecker/10.2 (+https://www.example.net/)");
        return now + chance.Wait(everyMs);
    }
}

/// <summary>A load balancer or a monitoring service.</summary>
internal sealed class HealthCheck(string address, long everyMs) : Actor
{
    internal override long Act(long now, Timeline log)
    {
        Request.Write(log, now, address, "GET", "/healthz", 200, 2, "", "kube-probe/1.31");
        return now + everyMs;
    }
}

/// <summary>A feed reader.</summary>
internal sealed class FeedReader(Chance chance, string address, double everyMs) : Actor
{
    internal override long Act(long now, Timeline log)
    {
        var isSame = chance.Is(0.9);
        Request.Write(log, now, address, "GET", "/feed.xml", isSame ? 304 : 200, isSame ? 0 : 14_212, "", "FeedFetcher/1.4 (12 subscribers)");
        return now + chance.Wait(everyMs);
    }
}

/// <summary>A node of a content delivery network: assets and pages for thousands of people, in bursts.</summary>
internal sealed class Edge(Chance chance, Site site, string address, double everyMs) : Actor
{
    internal override long Act(long now, Timeline log)
    {
        var path = chance.Is(0.5) ? site.Asset(chance) : site.Page(chance);
        Request.Write(log, now, address, "GET", path, 200, Request.SizeOf(path), "https://www.example.jp/", Site.Agent(chance));
        return now + (chance.Is(0.3) ? chance.Between(1, 15) : chance.Wait(everyMs * 1.4));
    }
}

/// <summary>An application that polls an interface, and renews its token when it is refused.</summary>
internal sealed class Application(Chance chance, string address, double everyMs) : Actor
{
    private bool _isRefused;

    internal override long Act(long now, Timeline log)
    {
        if (_isRefused) Request.Write(log, now, address, "POST", "/api/v1/token", 200, 812, "", "ExampleApp/4.2 okhttp/4.12.0");
        else if (chance.Is(0.03))
        {
            Request.Write(log, now, address, "GET", "/api/v1/items", 401, 31, "", "ExampleApp/4.2 okhttp/4.12.0");
            _isRefused = true;
            return now + 200;
        }
        else if (chance.Is(0.5)) Request.Write(log, now, address, "GET", string.Create(CultureInfo.InvariantCulture, $"/api/v1/items/{chance.Below(5000)}"), 200, chance.Is(0.5) ? 21 : 340, "", "ExampleApp/4.2 okhttp/4.12.0");
        else Request.Write(log, now, address, "GET", string.Create(CultureInfo.InvariantCulture, $"/api/v1/items?filter%5Bstatus%5D=open&filter%5Bowner%5D={chance.Below(900)}&fields%5Bitems%5D=id,title,status,updated_at&sort=-updated_at&page%5Bsize%5D=50&page%5Bafter%5D={Site.Letters(chance, 48)}"), 200, chance.Is(0.5) ? 21 : 9400, "", "ExampleApp/4.2 okhttp/4.12.0");
        _isRefused = false;
        return now + chance.Wait(everyMs);
    }
}
