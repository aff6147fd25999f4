using System.Collections.Immutable;

namespace Noroshi.Sensor.Detectors.Clock;

/// <summary>Times for which a log says nothing although it otherwise never falls silent: the service stood still, or lines or a rotated file were removed.</summary>
public sealed class LogGaps : IDetector
{
    private const int EnoughLines = 500;
    private const int EnoughOfFew = 50;
    private const int TimesNext = 2;

    /// <inheritdoc/>
    public string Id => "log.gap";

    /// <inheritdoc/>
    public ImmutableArray<Tunable> Tunables { get; } = [Tunable.Time("gap"), Tunable.Count("times-mean"), Tunable.Count("times-usual"), Tunable.Time("missing"), Tunable.Time("span")];

    /// <inheritdoc/>
    public ImmutableArray<string> Facts { get; } = ["longest", "usual"];

    /// <inheritdoc/>
    public void Find(WatchBooks watch, DetectorSetting setting, FindingList findings)
    {
        foreach (var clock in watch.Clock.Logs)
        {
            var gaps = clock.Steps.Where(s => s.Step.To > s.Step.From).OrderByDescending(s => s.Step.Length).ToList();
            // A quiet night is no gap: it is compared with the other silences of the same log, and with its pace.
            var usual = gaps.Count >= 8 ? gaps[gaps.Count / 2].Step.Length : 0;
            var mean = (ulong)Math.Abs(clock.Last - clock.First) / (ulong)clock.Lines;
            var least = Math.Max((ulong)setting["gap"], Math.Max(mean * (ulong)setting["times-mean"], usual * (ulong)setting["times-usual"]));
            var found = clock.Lines < EnoughLines ? [] : gaps.Where(g => g.Step.Length >= least).ToList();
            if (found.Count == 0 && AreDaysMissing(setting, clock, gaps)) found.Add(gaps[0]);
            if (found.Count > 0) findings.Add(Of(setting, found, usual));
        }
    }

    /// <summary>Whether a log with few lines, but some on most days for weeks, once says nothing for far longer than over any night or weekend.</summary>
    private static bool AreDaysMissing(DetectorSetting setting, LogTimes clock, List<(TimeStep Step, LineRef Line)> gaps) =>
        clock.Lines >= EnoughOfFew && gaps.Count > 1 && clock.Last - clock.First >= setting["span"]
        && gaps[0].Step.Length >= (ulong)setting["missing"] && gaps[0].Step.Length >= TimesNext * gaps[1].Step.Length;

    private static Finding Of(DetectorSetting setting, List<(TimeStep Step, LineRef Line)> gaps, ulong usual) => new()
    {
        Id = FindingList.IdOf(setting.Id, $"{gaps[0].Step.To}", gaps.Min(g => g.Step.From)),
        Rule = setting.Id,
        Kind = setting.Kind,
        Attack = setting.Attack,
        Confidence = Confidence.Low,
        Severity = Severity.Low,
        First = gaps.Min(g => g.Step.From),
        Last = gaps.Max(g => g.Step.To),
        Count = gaps.Count,
        Facts = [Fact.Time("longest", gaps[0].Step.To - gaps[0].Step.From), Fact.Time("usual", (long)usual)],
        Lines = Evidence.InOrder(gaps.Take(8).Select(g => g.Line)),
    };
}
