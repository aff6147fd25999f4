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
}
