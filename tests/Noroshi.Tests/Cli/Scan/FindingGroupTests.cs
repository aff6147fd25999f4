using System.Globalization;
using System.Text.Json.Nodes;
using Noroshi.Cli;
using Noroshi.Cli.Scan;
using Noroshi.Core.Vocabulary;
using Noroshi.Sensor.Detectors;

namespace Noroshi.Tests.Cli.Scan;

public sealed class FindingGroupTests : IDisposable
{
    private readonly ScanFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Of_ManySourcesOfOneRule_AreOneThatNamesThemAll()
    {
        var findings = Enumerable.Range(1, 40).Select(i => FindingOf.Shown(FindingOf.Source($"192.0.2.{i}", i == 1 ? Severity.High : Severity.Low, first: 1_790_000_000_000 + i))).ToArray();
        var group = Assert.Single(FindingGroup.Of(findings, Show));
        Assert.Equal((40, Severity.High, 480L), (group.Head.Finding.SourceCount, group.Head.Finding.Severity, group.Head.Finding.Count));
        Assert.Equal(findings, group.Members);
        Assert.Equal(findings.Select(f => f.Finding.Sources[0]), group.Head.Finding.Sources);
    }

    [Theory]
    [InlineData(3, 3)]
    [InlineData(4, 1)]
    public void Of_Successes_StayAloneUnlessTheyAreMany(int successes, int groups)
    {
        var findings = Enumerable.Range(1, successes + 2).Select(i => FindingOf.Shown(FindingOf.Source($"192.0.2.{i}", hasSucceeded: i <= successes))).ToArray();
        var all = FindingGroup.Of(findings, Show);
        Assert.Equal(groups + 1, all.Count);
        Assert.All(all[..groups], g => Assert.True(g.Head.Finding.HasSucceeded));
        Assert.False(all[^1].Head.Finding.HasSucceeded);
    }

    [Fact]
    public async Task Scan_ManyGuessers_AreFewLinesForPeopleAndAllInTheJson()
    {
        var lines = Enumerable.Range(1, 60).SelectMany(s => Enumerable.Range(0, 12).Select(i => string.Create(CultureInfo.InvariantCulture, $"Oct 12 {s / 3:D2}:{s % 3 * 15:D2}:{i:D2} gate sshd[77]: Failed password for root from 198.51.100.{s} port {2000 + i} ssh2")));
        var log = _folder.Write("auth.log", [.. lines, .. ScanFolder.BreakIn()]);
        var page = Path.Combine(_folder.Path, "page.html");
        foreach (var language in (string[])["en", "ja"])
        {
            var said = await TestTerminal.RunAsync(null, "scan", log, "--zone", "UTC", "--lang", language, "--report", page);
            Assert.True(said.Output.Count(c => c == '\n') < 40, said.Output);
            Assert.DoesNotContain('⟦', said.Output);
            Assert.True(said.Output.IndexOf("192.0.2.9", StringComparison.Ordinal) is > 0 and var success && success < said.Output.IndexOf("198.51.100.", StringComparison.Ordinal), said.Output);
            var html = await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken);
            Assert.All(Enumerable.Range(1, 60), s => Assert.Contains($"198.51.100.{s}", html, StringComparison.Ordinal));
        }
        var json = (await TestTerminal.RunAsync(null, "scan", log, "--zone", "UTC", "--json")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonNode.Parse(l)!).ToArray();
        var named = json.SelectMany(f => f["sources"]?.AsArray().Select(s => (string)s!) ?? [(string)f["source"]!["ip"]!]).ToHashSet();
        Assert.Superset(Enumerable.Range(1, 60).Select(s => $"198.51.100.{s}").Append("192.0.2.9").ToHashSet(), named);
    }

    [Theory]
    [InlineData("en", "Log-ins since: 0. This log does not say as whom.", " ,", "as ,", "about 0")]
    [InlineData("ja", "このログには残っていません", " として", "およそ 0", "、 の")]
    public async Task Scan_AFormWhoseAccountsTheLogDoesNotName_IsToldWithoutHoles(string language, string expected, params string[] holes)
    {
        var tries = Enumerable.Range(0, 90).Select(i => string.Create(CultureInfo.InvariantCulture, $"192.0.2.9 - - [12/Oct/2026:10:{i / 60:D2}:{i % 60:D2} +0000] \"POST /wp-login.php HTTP/1.1\" 200 {5000 + (i % 3)} \"-\" \"x\""));
        var visits = Enumerable.Range(0, 40).SelectMany(i => (string[])
        [
            $"198.51.100.{i} - - [12/Oct/2026:09:{i:D2}:00 +0000] \"GET / HTTP/1.1\" 200 900 \"-\" \"x\"",
            $"198.51.100.{i} - - [12/Oct/2026:09:{i:D2}:10 +0000] \"POST /wp-login.php HTTP/1.1\" 302 0 \"-\" \"x\"",
        ]);
        var log = _folder.Write("access.log", [.. visits, .. tries, "192.0.2.9 - - [12/Oct/2026:10:02:00 +0000] \"POST /wp-login.php HTTP/1.1\" 302 0 \"-\" \"x\"", "192.0.2.9 - - [12/Oct/2026:10:02:02 +0000] \"GET /wp-admin/ HTTP/1.1\" 200 9000 \"-\" \"x\""]);
        var said = (await TestTerminal.RunAsync(null, "scan", log, "--lang", language)).Output;
        Assert.Contains(expected, said, StringComparison.Ordinal);
        Assert.All(holes, hole => Assert.DoesNotContain(hole, said, StringComparison.Ordinal));
        Assert.DoesNotContain("/wp-login.php /wp-login.php", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("After 1 failures on about 1 accounts, 1 tries (1 times).", "After 1 failure on 1 account, 1 try (1 time).", Language.En)]
    [InlineData("21 accounts and 1,001 files, 1 address", "21 accounts and 1,001 files, 1 address", Language.En)]
    [InlineData("利用者 ID はおよそ 1 個、そのサーバー の接続、root の鍵", "利用者 ID は 1 個、そのサーバーの接続、root の鍵", Language.Ja)]
    public void Smooth_FilledSentences_ReadAsWritten(string filled, string smooth, Language language) => Assert.Equal(smooth, Wording.Smooth(filled, language));

    [Theory]
    [InlineData(0, "1 s", "1 秒")]
    [InlineData(119_999, "119 s", "119 秒")]
    [InlineData(3_600_000, "60 min", "60 分")]
    [InlineData(7_200_000, "2 h", "2 時間")]
    [InlineData(864_000_000, "10 days", "10 日")]
    public void Duration_InEitherLanguage_HasItsUnits(long milliseconds, string english, string japanese)
    {
        Assert.Equal((english, japanese), (Wording.Duration(milliseconds, Terminal("en")), Wording.Duration(milliseconds, Terminal("ja"))));

        static Terminal Terminal(string language) => new(TextWriter.Null, TextWriter.Null, _ => null, language == "ja" ? Language.Ja : Language.En, isJson: false);
    }

    private static ShownFinding Show(Finding finding, IReadOnlyList<ProvingLine> lines) => FindingOf.Shown(finding) with { Lines = lines };
}
