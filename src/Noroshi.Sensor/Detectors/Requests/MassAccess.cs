using System.Collections.Immutable;

namespace Noroshi.Sensor.Detectors.Requests;

/// <summary>A source that asks for one and the same file again and again (同一ファイルへの大量アクセス).</summary>
public sealed class MassAccess : IDetector
{
    /// <inheritdoc/>
    public string Id => "web.mass-access";

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
            if (source.Pace.PeakSame < setting.Number("requests") || findings.IsExplained(sources.KeyAt(i))) continue;
            many.Add(RequestFinding.Of(setting, in source, Severity.Low, Confidence.Medium, source.Requests, [Fact.Of("peak", source.Pace.PeakSame)]));
        }
        RequestFinding.Add(many, findings);
    }
}
