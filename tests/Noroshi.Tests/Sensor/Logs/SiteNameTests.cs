using System.Text;
using Noroshi.Sensor.Logs;

namespace Noroshi.Tests.Sensor.Logs;

public sealed class SiteNameTests
{
    [Theory]
    [InlineData("www.example.org", "www.example.org")]
    [InlineData("www.example.org:8443", "www.example.org")]
    [InlineData("192.0.2.1:80", "192.0.2.1")]
    [InlineData("[2001:db8::1]:8080", "2001:db8::1")]
    [InlineData("[2001:db8::1]", "2001:db8::1")]
    [InlineData("2001:db8::1", "2001:db8::1")]
    [InlineData("[2001:db8::1", "[2001:db8::1")]
    [InlineData("[]:80", "[]:80")]
    [InlineData(":80", "")]
    [InlineData("", "")]
    public void HostOf_AnySpelling_IsTheHostWithoutItsPort(string site, string host) => Assert.Equal(host, Encoding.UTF8.GetString(SiteName.HostOf(Encoding.UTF8.GetBytes(site))));

    [Theory]
    [InlineData("www.example.org/a:b", "www.example.org")]
    [InlineData("user:word@www.example.org:81/a@b", "www.example.org")]
    [InlineData("[2001:db8::1]:8080/a?b=[::1]", "2001:db8::1")]
    [InlineData("[2001:db8::1]?x", "2001:db8::1")]
    public void HostOfAddress_AnySpelling_IsTheHost(string address, string host) => Assert.Equal(host, Encoding.UTF8.GetString(SiteName.HostOfAddress(Encoding.UTF8.GetBytes(address))));

    [Theory]
    [InlineData("2001:db8::1", "2001:db8::1", true)]
    [InlineData("2001:DB8:0:0::1", "2001:db8::1", true)]
    [InlineData("2001:db8::1", "2001:db8::2", false)]
    [InlineData("2001:db8::1", "2001:db8:1::1", false)]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1", true)]
    [InlineData("2001", "2001:db8::1", false)]
    [InlineData("shop.example.org", "www.example.org", true)]
    [InlineData("example.org", "notexample.org", false)]
    public void IsSame_Hosts_AreComparedWhole(string host, string other, bool isSame) => Assert.Equal(isSame, SiteName.IsSame(Encoding.UTF8.GetBytes(host), Encoding.UTF8.GetBytes(other)));
}
