using System.Collections.Immutable;

namespace Noroshi.Sensor.Detectors.Acts;

/// <summary>One account or source fetches very many files, or very much, within a time (FTP).</summary>
public sealed class MassDownloads : IDetector
{
    /// <inheritdoc/>
    public string Id => "transfer.mass-download";

    /// <inheritdoc/>
    public ImmutableArray<Tunable> Tunables { get; } = [Tunable.Count("files"), Tunable.Bytes("bytes"), Tunable.Time("window")];

    /// <inheritdoc/>
    public ImmutableArray<string> Facts { get; } = ["peak", "megabytes"];

    /// <inheritdoc/>
    public void Find(WatchBooks watch, DetectorSetting setting, FindingList findings)
    {
        var fetchers = watch.Acts.Fetchers;
        for (var i = 0; i < fetchers.Count; i++)
        {
            ref var fetcher = ref fetchers.At(i);
            if (fetcher.Tally is not { } tally || (fetcher.Window.Peak < setting.Number("files") && fetcher.PeakBytes < setting["bytes"])) continue;
            findings.Add(tally.Found(setting, $"{tally.First}", Severity.Medium, Confidence.Low, [Fact.Of("peak", fetcher.Window.Peak), Fact.Of("megabytes", fetcher.PeakBytes / 1_000_000)]));
        }
    }
}
