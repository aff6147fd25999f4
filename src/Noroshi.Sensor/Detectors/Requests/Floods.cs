using System.Collections.Immutable;

namespace Noroshi.Sensor.Detectors.Requests;

/// <summary>A source that asks so fast that it may wear the server out.</summary>
public sealed class Floods : IDetector
{
    /// <inheritdoc/>
    public string Id => "web.flood";

    /// <inheritdoc/>
    public ImmutableArray<Tunable> Tunables { get; } = [Tunable.Count("requests")];

    /// <inheritdoc/>
    public ImmutableArray<string> Facts { get; } = ["peak"];

    /// <inheritdoc/>
    public void Find(WatchBooks watch, DetectorSetting setting, FindingList findings)
    {
        List<Finding> many = [];
        var sources = watch.Requests.Sources;
        for (var i = 0; i < sources.Count; i++)
        {
            ref var source = ref sources.Values[i];
            if (source.Pace.PeakInTen < setting.Number("requests") || findings.IsExplained(sources.KeyAt(i))) continue;
            many.Add(RequestFinding.Of(setting, in source, Severity.Low, Confidence.Low, source.Requests, [Fact.Of("peak", source.Pace.PeakInTen)]));
        }
        RequestFinding.Add(many, findings);
    }
}
