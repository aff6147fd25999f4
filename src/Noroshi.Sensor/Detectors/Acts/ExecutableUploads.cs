using System.Collections.Immutable;

namespace Noroshi.Sensor.Detectors.Acts;

/// <summary>Programs or scripts that came by file transfer; by anonymous accounts it is worse.</summary>
public sealed class ExecutableUploads : IDetector
{
    /// <inheritdoc/>
    public string Id => "transfer.executable-upload";

    /// <inheritdoc/>
    public ImmutableArray<Tunable> Tunables { get; } = [];

    /// <inheritdoc/>
    public ImmutableArray<string> Facts { get; } = ["anonymous", "fetched"];

    /// <inheritdoc/>
    public void Find(WatchBooks watch, DetectorSetting setting, FindingList findings)
    {
        var (known, anonymous) = (watch.Acts.Uploads, watch.Acts.AnonymousUploads);
        var fetched = Fact.Of("fetched", watch.Acts.Spread.SourceCount);
        if (anonymous.Count > 0) findings.Add(anonymous.Found(setting, "anonymous", Severity.High, Confidence.Medium, [Fact.Of("anonymous", anonymous.Count), fetched]) with { HasSucceeded = true });
        if (known.Count > 0) findings.Add(known.Found(setting, "known", Severity.Low, Confidence.Low, [Fact.Of("anonymous", 0), fetched]));
    }
}
