using System.Collections.Immutable;

namespace Noroshi.Sensor.Detectors.Logins;

/// <summary>Programs that try an old password of an existing account as regularly as a clock, joined: mail programs, backups, phones.</summary>
public sealed class StaleSecrets : IDetector
{
    /// <inheritdoc/>
    public string Id => "login.stale-secret";

    /// <inheritdoc/>
    public ImmutableArray<Tunable> Tunables { get; } = [];

    /// <inheritdoc/>
    public ImmutableArray<string> Facts => SourceFinding.FactNames;

    /// <inheritdoc/>
    public void Find(WatchBooks watch, DetectorSetting setting, FindingList findings)
    {
        List<Finding> found = [];
        var sources = watch.Logins.Sources;
        for (var i = 0; i < sources.Count; i++)
        {
            if (watch.Habits[i] != LoginHabit.StaleSecret || findings.IsExplained(sources.KeyAt(i))) continue;
            found.Add(SourceFinding.Of(watch, setting, in sources.At(i)) with { Severity = Severity.Info, Confidence = Confidence.Low });
            findings.Explain(sources.KeyAt(i));
        }
        if (found.Count > 0) findings.Add(Joined.Of(found));
    }
}
