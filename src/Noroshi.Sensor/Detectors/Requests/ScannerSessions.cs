using System.Collections.Immutable;

namespace Noroshi.Sensor.Detectors.Requests;

/// <summary>A source that asks for many things that are not there, or gets the same answer to everything: a scanner, even when no single line looks like an attack.</summary>
public sealed class ScannerSessions : IDetector
{
    /// <inheritdoc/>
    public string Id => "web.scanner";

    /// <inheritdoc/>
    public ImmutableArray<Tunable> Tunables { get; } = [Tunable.Count("missing"), Tunable.Percent("refused-share"), Tunable.Count("same-answers"), Tunable.Percent("same-share")];

    /// <inheritdoc/>
    public ImmutableArray<string> Facts { get; } = ["refused", "paths", "missing-paths"];

    /// <inheritdoc/>
    public void Find(WatchBooks watch, DetectorSetting setting, FindingList findings)
    {
        List<Finding> many = [];
        var sources = watch.Requests.Sources;
        for (var i = 0; i < sources.Count; i++)
        {
            ref var source = ref sources.At(i);
            if (findings.IsExplained(sources.KeyAt(i)) || !IsScanning(in source, setting)) continue;
            many.Add(RequestFinding.Of(setting, in source, Severity.Low, source.Missing.Estimate >= 3 * setting.Number("missing") ? Confidence.High : Confidence.Medium, source.Refused,
                [Fact.Of("refused", source.Refused), Fact.Of("paths", Math.Min(source.Paths.Estimate, source.Requests)), Fact.Of("missing-paths", Math.Min(source.Missing.Estimate, source.Refused))]));
            findings.Explain(sources.KeyAt(i));
        }
        RequestFinding.Add(many, findings);
    }

    private static bool IsScanning(in RequestSource source, DetectorSetting setting)
    {
        if (source.Refused * 100L >= setting["refused-share"] * source.Requests && source.Missing.Estimate >= setting.Number("missing")) return true;
        // A site that answers 200 to everything hides its scanners: all answers are then of one size.
        return source.SameAnswers >= setting.Number("same-answers") && source.SameAnswers * 100L >= setting["same-share"] * source.Requests && source.Paths.Estimate >= setting.Number("same-answers");
    }
}
