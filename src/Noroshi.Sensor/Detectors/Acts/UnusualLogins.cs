using System.Collections.Immutable;

namespace Noroshi.Sensor.Detectors.Acts;

/// <summary>Log-ins of an account that slept for long, or from a network and at an hour that it never used. Only for accounts with enough history.</summary>
public sealed class UnusualLogins : IDetector
{
    /// <inheritdoc/>
    public string Id => "login.unusual";

    /// <inheritdoc/>
    public ImmutableArray<Tunable> Tunables { get; } = [Tunable.Time("dormant"), Tunable.Count("days"), Tunable.Count("log-ins")];

    /// <inheritdoc/>
    public ImmutableArray<string> Facts { get; } = ["longest", "unseen"];

    /// <inheritdoc/>
    public void Find(WatchBooks watch, DetectorSetting setting, FindingList findings)
    {
        var (dormant, unusual) = (watch.Acts.Dormant, watch.Acts.Unusual);
        if (dormant.Count > 0) findings.Add(dormant.Found(setting, "dormant", Severity.Medium, Confidence.Low, [Fact.Time("longest", watch.Acts.LongestDormancy), Fact.Of("unseen", 0)]));
        if (unusual.Count > 0) findings.Add(unusual.Found(setting, "unusual", Severity.Low, Confidence.Low, [Fact.Of("longest", "—"), Fact.Of("unseen", unusual.Count)]));
    }
}
