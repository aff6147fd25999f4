using System.Globalization;
using Noroshi.Sensor.Detectors;

namespace Noroshi.Tests.Sensor.Detectors;

/// <summary>How well behaviour is told apart on generated, labelled logs. With <c>NOROSHI_ACCURACY</c> set, larger logs are used and <c>bench/accuracy.md</c> gets the figures.</summary>
public sealed class AccuracyTests(ITestOutputHelper output)
{
    private static readonly bool IsLarge = Environment.GetEnvironmentVariable("NOROSHI_ACCURACY") is { Length: > 0 };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Auth_Campaigns_AreFoundAndPeopleAreLeftAlone(int seed)
    {
        var log = GeneratedLog.Of("auth", IsLarge ? 200_000_000 : 30_000_000, (ulong)seed);
        output.WriteLine(log.Summary());
        var rows = new[]
        {
            Row("guessing, fast and slow", log.Of("brute", "brute-slow"), 100, isAtLeast: true),
            Row("spraying", log.Of("spray"), 100, isAtLeast: true),
            Row("password list", log.Of("list"), 95, isAtLeast: true),
            Row("break-ins", log.BreakIns(), 100, isAtLeast: true),
            Row("people and programs", log.Of("benign"), 0.5, isAtLeast: false),
        };
        Report($"auth, seed {seed}, {log.LineCount} lines", rows);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Web_Sessions_AreFoundByBehaviourAlone(int seed)
    {
        var log = GeneratedLog.Of("web", IsLarge ? 300_000_000 : 40_000_000, (ulong)seed);
        output.WriteLine(log.Summary());
        var rows = new[]
        {
            Row("scanner sessions", log.Of("scanner"), 100, isAtLeast: true),
            Row("guessing at a form", log.Of("brute"), 100, isAtLeast: true),
            Row("password list at a form", log.Of("list"), 95, isAtLeast: true),
            Row("break-ins", log.BreakIns(), 100, isAtLeast: true),
            Row("visitors and programs", log.Of("benign"), 0.5, isAtLeast: false),
        };
        Report($"web, seed {seed}, {log.LineCount} lines", rows);
    }

    [Theory]
    [InlineData("web-clean", 300_000_000, 40_000_000)]
    [InlineData("auth-clean", 110_000_000, 20_000_000)]
    public void CleanLog_Findings_AreFewAndNoneHigh(string kind, int largeBytes, int bytes)
    {
        var log = GeneratedLog.Of(kind, IsLarge ? largeBytes : bytes, 7);
        output.WriteLine($"{log.LineCount} lines\n{log.Summary()}");
        Assert.InRange(log.Findings.Length, 0, 5);
        Assert.DoesNotContain(log.Findings, f => f.Severity >= Severity.High);
        if (IsLarge) AccuracyPage.Write($"{kind}, {log.LineCount} lines", [$"| findings | {log.Findings.Length} | at most 5 | worst: {log.Findings.Select(f => $"{f.Severity}").FirstOrDefault("none")} |"]);
    }

    private void Report(string title, (string Name, int Flagged, int All, double Goal, bool IsAtLeast)[] rows)
    {
        foreach (var row in rows) output.WriteLine(Line(row));
        if (IsLarge) AccuracyPage.Write(title, rows.Select(Line));
        Assert.All(rows, r => Assert.True(r.IsAtLeast ? r.Flagged * 100.0 >= r.Goal * r.All : r.Flagged * 100.0 <= r.Goal * r.All, Line(r)));
    }

    private static (string Name, int Flagged, int All, double Goal, bool IsAtLeast) Row(string name, (int Flagged, int All) count, double goal, bool isAtLeast) =>
        (name, count.Flagged, count.All, goal, isAtLeast);

    private static string Line((string Name, int Flagged, int All, double Goal, bool IsAtLeast) row)
    {
        var (low, high) = Interval(row.Flagged, row.All);
        return string.Create(CultureInfo.InvariantCulture,
            $"| {row.Name} | {row.Flagged} of {row.All} ({100.0 * row.Flagged / Math.Max(1, row.All):F2} %) | {(row.IsAtLeast ? "at least" : "at most")} {row.Goal} % | {low:F2} to {high:F2} % |");
    }

    /// <summary>The interval of Wilson at 95 %.</summary>
    private static (double Low, double High) Interval(int found, int all)
    {
        if (all == 0) return (0, 100);
        const double Z = 1.96;
        var p = (double)found / all;
        var middle = (p + (Z * Z / (2 * all))) / (1 + (Z * Z / all));
        var half = Z / (1 + (Z * Z / all)) * Math.Sqrt((p * (1 - p) / all) + (Z * Z / (4.0 * all * all)));
        return (100 * Math.Max(0, middle - half), 100 * Math.Min(1, middle + half));
    }
}
