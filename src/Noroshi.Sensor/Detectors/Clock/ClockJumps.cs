using System.Collections.Immutable;

namespace Noroshi.Sensor.Detectors.Clock;

/// <summary>A log whose time goes back: the machine's clock was set, or lines were put in. A log that does so again and again is merely not sorted.</summary>
public sealed class ClockJumps : IDetector
{
    private const int Unsorted = 8;

    /// <inheritdoc/>
    public string Id => "log.clock-jump";

    /// <inheritdoc/>
    public ImmutableArray<Tunable> Tunables { get; } = [Tunable.Time("back")];

    /// <inheritdoc/>
    public ImmutableArray<string> Facts { get; } = ["longest"];

    /// <inheritdoc/>
    public void Find(WatchBooks watch, DetectorSetting setting, FindingList findings)
    {
        foreach (var clock in watch.Clock.Logs)
        {
            var jumps = clock.Steps.Where(s => s.Step.To < s.Step.From && s.Step.Length >= (ulong)setting["back"]).OrderByDescending(s => s.Step.Length).ToList();
            if (jumps.Count == 0 || clock.Backward >= Unsorted) continue;
            findings.Add(new()
            {
                Id = FindingList.IdOf(setting.Id, $"{jumps[0].Step.To}", jumps[0].Step.From),
                Rule = setting.Id,
                Kind = setting.Kind,
                Attack = setting.Attack,
                Confidence = Confidence.Low,
                Severity = Severity.Info,
                First = jumps.Min(j => j.Step.To),
                Last = jumps.Max(j => j.Step.From),
                Count = jumps.Count,
                Facts = [Fact.Time("longest", jumps[0].Step.From - jumps[0].Step.To)],
                Lines = Evidence.InOrder(jumps.Take(8).Select(j => j.Line)),
            });
        }
    }
}
