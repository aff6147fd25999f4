using System.Text.RegularExpressions;
using Noroshi.Cli;
using Noroshi.Cli.Scan;
using Noroshi.Cli.Scan.Send;
using Noroshi.Core.Vocabulary;
using Noroshi.Sensor.Detectors;

namespace Noroshi.Tests.Cli.Scan;

public sealed partial class FindingPromptTests
{
    private const int Rows = 10;

    private static readonly ShownFinding[] Findings =
    [
        .. Enumerable.Range(1, 3000).Select(i => FindingOf.Shown(FindingOf.Source($"192.0.2.{i}", i == 1 ? Severity.High : Severity.Low, i == 1))),
        FindingOf.Shown(FindingOf.Source("2001:db8::7") with { Rule = "web.attacks" }) with { Title = "Attacks on web servers" },
    ];

    [Fact]
    public void Ask_Thousands_ShowsOnePageAndSaysHowManyMore()
    {
        var (chosen, said) = Ask("2");

        Assert.Equal("192.0.2.2", Assert.Single(chosen).Finding.Sources[0]);
        Assert.Equal(Rows, Numbers(said).Length);
        Assert.Contains("2,991 more of 3,001", said, StringComparison.Ordinal);
    }

    [Fact]
    public void Ask_More_GoesOnAndNumbersStay()
    {
        var (chosen, said) = Ask("more", "ｍ", "21,1");

        Assert.Equal(["192.0.2.1", "192.0.2.21"], chosen.Select(f => f.Finding.Sources[0]));
        Assert.Equal(Enumerable.Range(1, 3 * Rows), Numbers(said));
    }

    [Theory]
    [InlineData("/web.")]
    [InlineData("/attacks on")]
    [InlineData("／2001:DB8:")]
    public void Ask_NarrowedDown_ListsWhatFitsByRuleTitleOrSource(string answer)
    {
        var (chosen, said) = Ask(answer, "all");

        Assert.Equal("2001:db8::7", Assert.Single(chosen).Finding.Sources[0]);
        Assert.Equal([.. Enumerable.Range(1, Rows), 3001], Numbers(said));
        Assert.Contains("Listed: 1 of 3,001", said, StringComparison.Ordinal);
    }

    [Fact]
    public void Ask_NarrowedDownAndUndone_AllAreMeantAgain()
    {
        Assert.Equal(3001, Ask("/web.", "/", "all").Chosen.Count);
        Assert.Equal("192.0.2.1", Assert.Single(Ask("succeeded").Chosen).Finding.Sources[0]);
        Assert.Empty(Ask("/web.", "succeeded", "").Chosen);
    }

    [Fact]
    public void Ask_NothingFitsOrNothingIsLeft_IsSaidAndTheListStays()
    {
        var (chosen, said) = Ask("/nobody", "/web.", "more", "all");

        Assert.Single(chosen);
        Assert.Contains("Nothing fits 'nobody'.", said, StringComparison.Ordinal);
        Assert.Contains("That was the end of the list.", said, StringComparison.Ordinal);
    }

    [Fact]
    public void Ask_FewFindings_SaysNothingOfPages()
    {
        using var output = new StringWriter();
        new FindingPrompt(TerminalOf(output, Language.En), new StringReader("1\n"), Rows).Ask(Findings[..Rows], TimeZoneInfo.Utc);

        Assert.DoesNotContain("more of", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Ask_InputEnds_ChoosesNothing() => Assert.Empty(Ask().Chosen);

    [Fact]
    public void Ask_Japanese_SaysTheSame()
    {
        using var output = new StringWriter();
        var chosen = new FindingPrompt(TerminalOf(output, Language.Ja), new StringReader("次\n／web\n全部\nall\n"), Rows).Ask(Findings, TimeZoneInfo.Utc);

        Assert.Single(chosen);
        Assert.Contains("ほかに 2,991 件", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("「全部」という検出はありません", output.ToString(), StringComparison.Ordinal);
    }

    private static (IReadOnlyList<ShownFinding> Chosen, string Said) Ask(params string[] answers)
    {
        using var output = new StringWriter();
        var chosen = new FindingPrompt(TerminalOf(output, Language.En), new StringReader(string.Concat(answers.Select(a => a + "\n"))), Rows).Ask(Findings, TimeZoneInfo.Utc);
        return (chosen, output.ToString());
    }

    private static Terminal TerminalOf(TextWriter output, Language language) => new(output, TextWriter.Null, _ => null, language, isJson: false);

    /// <summary>The numbers listed; what follows the question stands on its line, since nothing is echoed here.</summary>
    private static int[] Numbers(string said) => [.. Number.Matches(said).Select(m => int.Parse(m.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture))];

    [GeneratedRegex(@"(?:^|: ) *([0-9]+)  ", RegexOptions.Multiline)]
    private static partial Regex Number { get; }
}
