using System.Globalization;

namespace Noroshi.Benchmarks.Logs.Web;

/// <summary>The pages of the site, and the programs that ask for them.</summary>
internal sealed class Site
{
    private static readonly string[] Words = ["news", "product", "guide", "about", "contact", "event", "report", "press", "recruit", "library", "region", "school", "health", "tax", "garbage", "library-search", "o'reilly-books", "select-a-plan", "union-members"];
    private static readonly string[] Systems = ["Windows NT 10.0; Win64; x64", "Macintosh; Intel Mac OS X 10_15_7", "X11; Linux x86_64", "iPhone; CPU iPhone OS 18_{0} like Mac OS X", "Linux; Android 1{0}; Pixel 9", "Linux; Android 14; SM-S92{0}B", "iPad; CPU OS 17_{0} like Mac OS X"];

    private readonly string[] _pages;
    private readonly string[] _assets;

    internal Site(Chance chance)
    {
        _pages = [.. Enumerable.Range(0, 3000).Select(i => string.Create(CultureInfo.InvariantCulture, $"/{chance.Of(Words)}/{i}.html"))];
        _assets = [.. Enumerable.Range(0, 200).Select(i => string.Create(CultureInfo.InvariantCulture, $"/assets/{chance.Next() & 0xFFFFFF:x6}.{(i % 3 == 0 ? "css" : i % 3 == 1 ? "js" : "png")}"))];
    }

    internal string Page(Chance chance) => _pages[Math.Min(chance.Skewed(1, _pages.Length), _pages.Length) - 1];

    internal string AnyPage(Chance chance) => chance.Of(_pages);

    internal string Asset(Chance chance) => chance.Of(_assets);

    /// <summary>A search as people type it: quotes, brackets and words of SQL among them.</summary>
    internal static string Search(Chance chance) => chance.Below(6) switch
    {
        0 => "/search?q=o%27reilly+books",
        1 => "/search?q=select+the+best+plan+from+5",
        2 => "/search?q=1%2B1%3D2&sort=price%20desc",
        3 => "/search?q=%E5%9C%B0%E9%9C%87+%E6%83%85%E5%A0%B1",
        4 => "/search?q=%22exact+phrase%22+-without",
        _ => string.Create(CultureInfo.InvariantCulture, $"/search?q={chance.Of(Words)}&page={chance.Between(1, 30)}"),
    };

    /// <summary>One of some two hundred thousand user agents.</summary>
    internal static string Agent(Chance chance)
    {
        var system = string.Format(CultureInfo.InvariantCulture, chance.Of(Systems), chance.Below(8));
        var version = string.Create(CultureInfo.InvariantCulture, $"{chance.Between(118, 141)}.0.{chance.Between(5000, 7400)}.{chance.Between(10, 240)}");
        return chance.Below(4) switch
        {
            0 => string.Create(CultureInfo.InvariantCulture, $"Mozilla/5.0 ({system}; rv:{chance.Between(115, 143)}.0) Gecko/20100101 Firefox/{chance.Between(115, 143)}.0"),
            1 => $"Mozilla/5.0 ({system}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{version} Safari/537.36 Edg/{version}",
            _ => $"Mozilla/5.0 ({system}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{version} Safari/537.36",
        };
    }
}
