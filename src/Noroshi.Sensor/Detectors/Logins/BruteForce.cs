using System.Collections.Immutable;
using Noroshi.Sensor.Detectors.Forms;

namespace Noroshi.Sensor.Detectors.Logins;

/// <summary>Many failed log-ins of one source: fast (within a window) or slow (over hours and days), on few accounts or many.</summary>
public sealed class BruteForce : IDetector
{
    /// <inheritdoc/>
    public string Id => "login.brute-force";

    /// <inheritdoc/>
    public ImmutableArray<Tunable> Tunables { get; } = [Tunable.Count("failures"), Tunable.Time("window"), Tunable.Count("slow-failures"), Tunable.Count("failures-per-success")];

    /// <inheritdoc/>
    public ImmutableArray<string> Facts => SourceFinding.FactNames;

    /// <inheritdoc/>
    public void Find(WatchBooks watch, DetectorSetting setting, FindingList findings)
    {
        HabitFindings.Add(watch, setting, LoginHabit.BruteForce, findings);
        FormFindings.AddGuessing(watch, setting, findings);
    }
}
