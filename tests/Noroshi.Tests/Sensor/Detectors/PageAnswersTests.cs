using System.Collections.Immutable;
using System.Globalization;
using Noroshi.Sensor.Detectors;

namespace Noroshi.Tests.Sensor.Detectors;

/// <summary>What a site answers otherwise decides whether an attack answered with 200 may have worked.</summary>
public sealed class PageAnswersTests
{
    private const string Passwd = "/view.php?page=../../../../etc/passwd";

    [Theory]
    [InlineData(5000, false)]
    [InlineData(5040, false)]
    [InlineData(1843, true)]
    public void TraversalAnsweredWithTwoHundred_HasWorkedOnlyWhenThePageIsNotTheUsualOne(int bytes, bool hasSucceeded) =>
        Assert.Equal(hasSucceeded, HasSucceeded([.. Visits("/view.php?page=1", 5000), .. Repeated(Passwd, bytes)]));

    [Theory]
    [InlineData(3000, false)]
    [InlineData(9000, false)]
    [InlineData(1843, true)]
    public void PageOfSeveralSizes_AnyOfThemIsUsual(int bytes, bool hasSucceeded) =>
        Assert.Equal(hasSucceeded, HasSucceeded([.. Visits("/view.php?page=1", 3000), .. Visits("/view.php?page=2", 9000), .. Visits("/view.php?page=1", 5000), .. Repeated(Passwd, bytes)]));

    [Fact]
    public void UsualAnswerSeenOnlyAfterwards_CountsAsWell() => Assert.False(HasSucceeded([.. Repeated(Passwd, 5000), .. Visits("/view.php?page=1", 5000)]));

    [Theory]
    [InlineData(5000, 5000, 5004, false)]
    [InlineData(412, 4301, 977, true)]
    public void OnePageForEverything_HidesNoSuccess(int first, int second, int third, bool hasSucceeded) =>
        Assert.Equal(hasSucceeded, HasSucceeded([Line("/.env", first), Line("/.git/config", second), Line("/wp-config.php.bak", third)]));

    [Fact]
    public void OnePageForEverythingOfSomebodyElse_HidesNoSuccessEither()
    {
        string[] scanner = [Line("/.env", 5000), Line("/.git/config", 5000), Line("/wp-config.php.bak", 5000)];

        Assert.DoesNotContain(Judge([.. scanner, Line("/.aws/credentials", 5000, "203.0.113.5")]), f => f.HasSucceeded);
        Assert.Equal("203.0.113.5", Assert.Single(Judge([.. scanner, Line("/.aws/credentials", 116, "203.0.113.5")]), f => f.HasSucceeded).Sources[0]);
    }

    [Fact]
    public void StartPageInsteadOfAFile_IsNoSuccess() => Assert.False(HasSucceeded([.. Visits("/", 12_345), Line("/.env", 12_345)]));

    [Fact]
    public void OneFileReadThroughManyPaths_IsNotAPageForEverything() => Assert.True(HasSucceeded(
        [.. new[] { "icons", "cgi-bin", "images", "static" }.Select(folder => Line($"/{folder}/.%2e/.%2e/.%2e/.%2e/etc/passwd", 1843))]));

    [Fact]
    public void SizeThatGrowsWithWhatIsAsked_IsAnEcho()
    {
        string[] echoes = [.. Enumerable.Range(3, 6).Select(depth => Up(depth * 4)).Select(target => Line(target, 6000 + (2 * target.Length)))];

        Assert.False(HasSucceeded(echoes));
        Assert.True(HasSucceeded([.. echoes, Line(Up(13), 1843)]));

        static string Up(int depth) => "/search.php?q=" + string.Concat(Enumerable.Repeat("../", depth)) + "etc/passwd";
    }

    [Fact]
    public void ScriptThatWasMissingAndAnswersAfterAttacks_IsAWebShell()
    {
        string[] before = [Line("/x1.php", 153, status: 404), Line("/index.php?f=../../../../etc/passwd", 199, status: 403)];

        Assert.Contains(Judge([.. before, Line("/x1.php", 48, method: "POST")]), f => f is { Rule: "web.webshell-use", HasSucceeded: true } && f.Target.Url == "/x1.php");
        Assert.DoesNotContain(Judge([.. before, Line("/x1.php", 48, "192.0.2.77", method: "POST")]), f => f.Rule == "web.webshell-use");
        Assert.DoesNotContain(Judge([.. before, Line("/x2.php", 48, method: "POST")]), f => f.Rule == "web.webshell-use");
    }

    [Fact]
    public void EmptyPageThatAnswersACommand_HasRunIt() =>
        Assert.True(HasSucceeded([.. Visits("/up.php", 0), Line("/up.php?c=;cat%20/etc/hostname;id", 54), Line("/up.php?c=;cat%20/etc/issue;id", 81), Line("/up.php?c=;cat%20/etc/passwd", 1843)]));

    private static bool HasSucceeded(string[] lines) => Judge(lines).Any(f => f is { Rule: "web.attacks", HasSucceeded: true });

    private static ImmutableArray<Finding> Judge(IEnumerable<string> lines) => Watched.Judged(lines, Web.Judged.NewJudge());

    private static IEnumerable<string> Visits(string target, int bytes) => Enumerable.Range(0, 20).Select(i => Line(target, bytes, $"192.0.2.{i}", agent: "Mozilla/5.0"));

    private static IEnumerable<string> Repeated(string target, int bytes) => Enumerable.Repeat(Line(target, bytes), 5);

    private static string Line(string target, int bytes, string source = "198.51.100.7", int status = 200, string method = "GET", string agent = "curl/8") =>
        string.Create(CultureInfo.InvariantCulture, $"{source} - - [17/May/2026:11:00:00 +0000] \"{method} {target} HTTP/1.1\" {status} {bytes} \"-\" \"{agent}\"");
}
