using System.Collections.Immutable;

namespace Noroshi.Sensor.Detectors.Acts;

/// <summary>Log-ins as anonymous or guest (匿名・ゲストアカウント), joined.</summary>
public sealed class AnonymousLogins : IDetector
{
    /// <inheritdoc/>
    public string Id => "login.anonymous";

    /// <inheritdoc/>
    public ImmutableArray<Tunable> Tunables { get; } = [];

    /// <inheritdoc/>
    public ImmutableArray<string> Facts { get; } = [];

    /// <inheritdoc/>
    public void Find(WatchBooks watch, DetectorSetting setting, FindingList findings)
    {
        if (watch.Acts.Anonymous is { Count: > 0 } tally) findings.Add(tally.Found(setting, "", Severity.Low, Confidence.High));
    }
}
