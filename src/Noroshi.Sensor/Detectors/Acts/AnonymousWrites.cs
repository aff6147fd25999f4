using System.Collections.Immutable;

namespace Noroshi.Sensor.Detectors.Acts;

/// <summary>Files that visitors without a name of their own sent up, renamed or removed by FTP: the server is somebody's store, or will be.</summary>
public sealed class AnonymousWrites : IDetector
{
    /// <inheritdoc/>
    public string Id => "transfer.anonymous-write";

    /// <inheritdoc/>
    public ImmutableArray<Tunable> Tunables { get; } = [];

    /// <inheritdoc/>
    public ImmutableArray<string> Facts { get; } = [];

    /// <inheritdoc/>
    public void Find(WatchBooks watch, DetectorSetting setting, FindingList findings)
    {
        if (watch.Acts.AnonymousWrites is { Count: > 0 } tally) findings.Add(tally.Found(setting, "", Severity.Medium, Confidence.Medium));
    }
}
