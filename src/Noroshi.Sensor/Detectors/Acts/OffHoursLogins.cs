using System.Collections.Immutable;

namespace Noroshi.Sensor.Detectors.Acts;

/// <summary>Log-ins outside business hours (業務時間外アクセス); only when these are said.</summary>
public sealed class OffHoursLogins : IDetector
{
    /// <inheritdoc/>
    public string Id => "login.off-hours";

    /// <inheritdoc/>
    public ImmutableArray<Tunable> Tunables { get; } = [];

    /// <inheritdoc/>
    public ImmutableArray<string> Facts { get; } = [];

    /// <inheritdoc/>
    public void Find(WatchBooks watch, DetectorSetting setting, FindingList findings)
    {
        if (watch.Acts.OffHours is { Count: > 0 } tally) findings.Add(tally.Found(setting, "", Severity.Low, Confidence.Low));
    }
}
