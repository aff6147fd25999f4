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
        _assets = [.. Enumerable.Range(0, 200).Select(i => AssetName(chance, i))];
    }

    internal string Page(Chance chance) => _pages[Math.Min(chance.Skewed(1, _pages.Length), _pages.Length) - 1];

    internal string AnyPage(Chance chance) => chance.Of(_pages);

    internal string Asset(Chance chance) => chance.Of(_assets);

    // Half by their content's hash alone, half as bundlers and content systems lay them out.
    private static string AssetName(Chance chance, int number)
    {
        var hash = chance.Next();
        var type = (number % 3) switch { 0 => "css", 1 => "js", _ => "png" };
        return chance.Below(4) switch
        {
            0 => string.Create(CultureInfo.InvariantCulture, $"/static/build/{hash & 0xFFFFFF:x6}/components/{chance.Of(Words)}-{chance.Of(Words)}.{hash >> 24:x10}.chunk.{type}?v=2026.5.{number}"),
            1 => string.Create(CultureInfo.InvariantCulture, $"/content/uploads/2026/0{chance.Between(1, 5)}/{chance.Of(Words)}_{chance.Of(Words)}-{number}-1024x683.{type}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"/assets/{hash & 0xFFFFFF:x6}.{type}"),
        };
    }

    /// <summary>What is put behind an address by those who send visitors: marks of campaigns, numbers of clicks, and, of one in eight, a whole signed statement of another site.</summary>
    internal static string Campaign(Chance chance) => chance.Below(8) switch
    {
        0 => $"?SAMLResponse={Letters(chance, 900)}%3D%3D&RelayState=https%3A%2F%2Fwww.example.jp%2Faccount%2F",
        < 3 => $"?utm_source=newsletter&utm_medium=email&utm_campaign=2026_06_{chance.Of(Words)}&utm_content=button-2&mc_eid={Letters(chance, 10)}",
        < 5 => $"?gclid={Letters(chance, 91)}&gad_source=1&gbraid={Letters(chance, 38)}",
        _ => $"?fbclid={Letters(chance, 61)}_aem_{Letters(chance, 22)}&utm_source=social&utm_medium=paid&utm_id={chance.Next() % 1_000_000_000_000}",
    };

    /// <summary>Letters and digits as tokens are made of.</summary>
    internal static string Letters(Chance chance, int count) => string.Create(count, chance, static (text, chance) =>
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        foreach (ref var letter in text) letter = Alphabet[chance.Below(Alphabet.Length)];
    });

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

    /// <summary>One of some hundred thousand user agents. Browsers have named no more than their major version since 2023; apps and what is built on browsers still name all of it.</summary>
    internal static string Agent(Chance chance)
    {
        var system = string.Format(CultureInfo.InvariantCulture, chance.Of(Systems), chance.Below(8));
        var major = chance.Between(118, 141);
        var whole = string.Create(CultureInfo.InvariantCulture, $"{major}.0.{5993 + ((major - 118) * 64)}.{chance.Between(10, 240)}");
        var version = chance.Is(0.2) ? whole : string.Create(CultureInfo.InvariantCulture, $"{major}.0.0.0");
        var minor = chance.Between(10, 90);
        return chance.Below(8) switch
        {
            0 => string.Create(CultureInfo.InvariantCulture, $"Mozilla/5.0 (iPhone; CPU iPhone OS 18_{major % 6} like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/22{(char)('A' + (major % 6))}{60 + (major % 6)} [FBAN/FBIOS;FBAV/{380 + major}.0.0.{minor}.{minor * 7 % 120};FBBV/{(major * 4_127_311) + (minor * 7919)};FBDV/iPhone16,{chance.Between(1, 5)};FBMD/iPhone;FBSN/iOS;FBSV/18.{major % 6};FBSS/3;FBID/phone;FBLC/ja_JP;FBOP/80]"),
            1 => string.Create(CultureInfo.InvariantCulture, $"Mozilla/5.0 (Linux; Android 15; SM-S92{chance.Below(9)}Q Build/AP3A.240905.015.A2; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/{whole} Mobile Safari/537.36 Line/15.{chance.Below(20)}.{chance.Below(4)}/IAB"),
            2 or 3 => string.Create(CultureInfo.InvariantCulture, $"Mozilla/5.0 ({system}; rv:{major}.0) Gecko/20100101 Firefox/{major}.0"),
            4 => $"Mozilla/5.0 ({system}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{version} Safari/537.36 Edg/{version}",
            _ => $"Mozilla/5.0 ({system}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{version} Safari/537.36",
        };
    }
}
