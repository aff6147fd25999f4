using Noroshi.Sensor.Detectors.Web;

namespace Noroshi.Tests.Sensor.Detectors.Web;

/// <summary>Whether an attack seems to have worked, by what was answered.</summary>
public sealed class SuccessTests
{
    [Theory]
    [InlineData("/x?f=../../../etc/passwd", 200, 1800, true)]
    [InlineData("/x?f=../../../etc/passwd", 404, 1800, false)]
    [InlineData("/x?f=../../../etc/passwd", 403, 199, false)]
    [InlineData("/x?f=../../../etc/passwd", 200, 0, false)]
    [InlineData("/x?f=../../../etc/passwd", 302, 300, false)]
    [InlineData("/.env", 200, 900, true)]
    [InlineData("/.git/config", 404, 900, false)]
    [InlineData("/uploads/c99.php", 200, 0, true)]
    [InlineData("/uploads/c99.php", 404, 300, false)]
    [InlineData("/item?id=1%27+union+select+1,2--", 200, 5000, false)]
    [InlineData("/item?id=1%27+union+select+1,2--", 500, 5000, false)]
    [InlineData("/index.html", 200, 5000, false)]
    public void Judge_StatusAndSize_SayWhetherItWorked(string target, int status, long bytes, bool expected) =>
        Assert.Equal(expected, Judged.Of(target, Judged.Browser, "", status, bytes).HasLikelySucceeded);

    [Theory]
    [InlineData("https://www.example.org/x?f=../../../etc/passwd", Judged.Browser)]
    [InlineData("", "() { :; }; /bin/cat /etc/passwd")]
    public void Judge_AttackInReferrerOrAgent_PageIsNoSignOfSuccess(string referer, string agent)
    {
        var verdict = Judged.Of("/index.html", agent, referer, 200, 5000);
        Assert.NotEqual(Tier.None, verdict.Tier);
        Assert.False(verdict.HasLikelySucceeded);
    }
}
