using System.Collections.Immutable;

namespace Noroshi.Sensor.Detectors.Acts;

/// <summary>Log-ins over the network as an account with all rights (特権アカウントでのログイン), joined.</summary>
public sealed class PrivilegedLogins : IDetector
{
    /// <inheritdoc/>
    public string Id => "login.privileged";

    /// <inheritdoc/>
    public ImmutableArray<Tunable> Tunables { get; } = [];

    /// <inheritdoc/>
    public ImmutableArray<string> Facts { get; } = [];

    /// <inheritdoc/>
    public void Find(WatchBooks watch, DetectorSetting setting, FindingList findings)
    {
        if (watch.Acts.Privileged is { Count: > 0 } tally) findings.Add(tally.Found(setting, "", Severity.Low, Confidence.High));
    }
}
