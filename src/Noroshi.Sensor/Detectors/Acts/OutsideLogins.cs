using System.Collections.Immutable;

namespace Noroshi.Sensor.Detectors.Acts;

/// <summary>Log-ins from outside the networks that are allowed (指定IP外からのアクセス); only when these are said.</summary>
public sealed class OutsideLogins : IDetector
{
    /// <inheritdoc/>
    public string Id => "login.outside-allowed";

    /// <inheritdoc/>
    public ImmutableArray<Tunable> Tunables { get; } = [];

    /// <inheritdoc/>
    public ImmutableArray<string> Facts { get; } = [];

    /// <inheritdoc/>
    public void Find(WatchBooks watch, DetectorSetting setting, FindingList findings)
    {
        if (watch.Acts.Outside is { Count: > 0 } tally) findings.Add(tally.Found(setting, "", Severity.Medium, Confidence.High));
    }
}
