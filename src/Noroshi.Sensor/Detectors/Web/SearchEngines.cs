namespace Noroshi.Sensor.Detectors.Web;

/// <summary>Addresses of search results, which carry the visitor's own words.</summary>
internal static class SearchEngines
{
    private static readonly byte[][] Hosts = [.. "google. bing. yahoo. duckduckgo. baidu. yandex. ecosia. naver. goo.ne.".Split(' ').Select(System.Text.Encoding.ASCII.GetBytes)];

    /// <summary>Whether a referer is a page of results.</summary>
    internal static bool IsResult(ReadOnlySpan<byte> referer)
    {
        var scheme = referer.IndexOf("://"u8);
        if (scheme is < 4 or > 5) return false;
        var rest = referer[(scheme + 3)..];
        var end = rest.IndexOfAny("/?#"u8);
        if (end < 0 || rest[end..].IndexOf((byte)'?') < 0) return false;
        foreach (var host in Hosts)
        {
            var at = rest[..end].IndexOf(host);
            if (at == 0 || (at > 0 && rest[at - 1] == '.')) return true;
        }
        return false;
    }
}
