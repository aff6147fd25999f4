using System.Text;
using Noroshi.Sensor.Detectors.Web;

namespace Noroshi.Tests.Sensor.Detectors.Web;

/// <summary>Identifiers of sessions in paths: how many parameters of a path are looked at, which bounds the work for a line made of semicolons.</summary>
public sealed class SessionFixationTests
{
    private const string Foreign = "http://attacker.example/";

    [Theory]
    [InlineData(0, true)]
    [InlineData(WebJudge.MaxParameters - 1, true)]
    [InlineData(WebJudge.MaxParameters, false)]
    [InlineData(30_000, false)]
    public void Judge_PathParameters_AreLookedAtUpToTheBound(int before, bool isFound)
    {
        var evidence = new Evidence();
        var target = "/login" + new string(';', before) + ";jsessionid=abc123";

        SessionFixation.Judge(Encoding.ASCII.GetBytes(target), Encoding.ASCII.GetBytes(Foreign), "shop.example"u8, evidence);

        Assert.Equal(isFound ? WebAttack.SessionFixation : WebAttack.None, evidence.Classes);
    }

    [Theory]
    [InlineData("http://[2001:db8::1]:8080/", "[2001:db8::1]:8080", false)]
    [InlineData("http://[2001:db8::1]/", "[2001:DB8:0::1]:8080", false)]
    [InlineData("http://[2001:db8::2]:8080/", "[2001:db8::1]:8080", true)]
    [InlineData("http://[2001:db8::1]:8080/", "[2001:db8::1:8080]", true)]
    [InlineData("http://www.shop.example/", "shop.example:443", false)]
    public void Judge_PageOfAnotherAddress_IsAnotherSite(string referer, string site, bool isFound)
    {
        var evidence = new Evidence();

        SessionFixation.Judge("/login;jsessionid=abc123"u8, Encoding.ASCII.GetBytes(referer), Encoding.ASCII.GetBytes(site), evidence);

        Assert.Equal(isFound ? WebAttack.SessionFixation : WebAttack.None, evidence.Classes);
    }

    [Theory]
    [InlineData("/login?PHPSESSID=hacker1", true)]
    [InlineData("/login?jsessionid=abc", true)]
    [InlineData("/login?PHPSESSID=0123456789abcdef0123456789", false)]
    [InlineData("/login?cfid=1234&cftoken=56789012", false)]
    [InlineData("/login?sessionid=abc123", false)]
    [InlineData("/login?symfony=best1", false)]
    [InlineData("/login;jsessionid=abc123", false)]
    public void Judge_NoPageLedThere_OnlyAParameterSomebodyTypedCounts(string target, bool isFound)
    {
        var evidence = new Evidence();

        SessionFixation.Judge(Encoding.ASCII.GetBytes(target), [], [], evidence);

        Assert.Equal(isFound ? WebAttack.SessionFixation : WebAttack.None, evidence.Classes);
    }

    [Theory]
    [InlineData("/login?jsessionid=74B0CB414BD77D17B5680A6386EF1666", true)]
    [InlineData("/login?a=1&connect.sid=s%3A0123456789abcdef0123456789", true)]
    [InlineData("/login?laravel_session=0123456789abcdef0123456789", true)]
    [InlineData("/login?PHPSESSID=0123456789abcdef0123456789", false)]
    [InlineData("/login;jsessionid=74B0CB414BD77D17B5680A6386EF1666", false)]
    public void Judge_PageOfAnUnknownSiteLedThere_CountsWhereServersDoNotWriteIt(string target, bool isFound)
    {
        var evidence = new Evidence();

        SessionFixation.Judge(Encoding.ASCII.GetBytes(target), Encoding.ASCII.GetBytes(Foreign), [], evidence);

        Assert.Equal(isFound ? WebAttack.SessionFixation : WebAttack.None, evidence.Classes);
    }

    [Fact]
    public void Judge_OwnPageLedThere_IsSilent()
    {
        var evidence = new Evidence();

        SessionFixation.Judge("/login?PHPSESSID=hacker1"u8, "https://shop.example/"u8, "shop.example"u8, evidence);

        Assert.Equal(WebAttack.None, evidence.Classes);
    }
}
