using System.Collections.Immutable;

namespace Noroshi.Sensor.Detectors.Acts;

/// <summary>Sessions that lasted unusually long (長時間ログイン).</summary>
public sealed class LongSessions : IDetector
{
    /// <inheritdoc/>
    public string Id => "login.long-session";

    /// <inheritdoc/>
    public ImmutableArray<Tunable> Tunables { get; } = [Tunable.Time("length")];

    /// <inheritdoc/>
    public ImmutableArray<string> Facts { get; } = ["longest"];

    /// <inheritdoc/>
    public void Find(WatchBooks watch, DetectorSetting setting, FindingList findings)
    {
        if (watch.Acts.LongSessions is { Count: > 0 } tally) findings.Add(tally.Found(setting, "", Severity.Info, Confidence.Low, [Fact.Time("longest", watch.Acts.LongestSession)]));
    }
}
