using Noroshi.Sensor.Detectors;
using Noroshi.Tests.Content;

namespace Noroshi.Tests.Sensor.Detectors;

public sealed class ListedContactTests
{
    private const string Vhost = """SITE 192.0.2.7 - - [17/May/2026:10:05:03 +0000] "GET / HTTP/1.1" 200 10""";
    private const string Proxy = "1796000000.123    100 192.0.2.7 TCP_MISS/200 512 GET http://SITE/x?y=1 - HIER_DIRECT/198.51.100.1 text/html";

    [Theory]
    [InlineData("2001:db8::1", Vhost, "[2001:db8::1]:8080", true)]
    [InlineData("[2001:db8::1]", Proxy, "[2001:DB8::1]:8080", true)]
    [InlineData("2001:db8::1", Proxy, "[2001:db8::12]:8080", false)]
    [InlineData("2001:db8::1", Proxy, "[2001:db8::]", false)]
    [InlineData("bad.example.net", Vhost, "www.bad.example.net:443", true)]
    public void Findings_ListedSiteWithAPort_IsAContact(string listed, string line, string site, bool isFound)
    {
        WatchSettings settings = new(BuiltInContent.Catalog.Behaviours.Select(b => b.Setting)) { Seed = 42, Indicators = Indicators.Read(System.Text.Encoding.UTF8.GetBytes(listed)) };

        Assert.Equal(isFound, Watched.Findings([line.Replace("SITE", site, StringComparison.Ordinal)], settings).Any(f => f.Rule == "contact.listed"));
    }
}
