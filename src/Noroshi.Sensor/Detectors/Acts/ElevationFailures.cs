using System.Collections.Immutable;

namespace Noroshi.Sensor.Detectors.Acts;

/// <summary>Somebody on a machine tries again and again to become somebody with more rights (ルート昇格): sudo, su.</summary>
public sealed class ElevationFailures : IDetector
{
    /// <inheritdoc/>
    public string Id => "elevation.failures";

    /// <inheritdoc/>
    public ImmutableArray<Tunable> Tunables { get; } = [Tunable.Count("failures"), Tunable.Time("window")];

    /// <inheritdoc/>
    public ImmutableArray<string> Facts { get; } = ["peak"];

    /// <inheritdoc/>
    public void Find(WatchBooks watch, DetectorSetting setting, FindingList findings)
    {
        var actors = watch.Acts.Elevations;
        for (var i = 0; i < actors.Count; i++)
        {
            ref var actor = ref actors.At(i);
            if (actor.Window.Peak < setting.Number("failures") || actor.Tally is not { } tally) continue;
            findings.Add(tally.Found(setting, $"{tally.Host} {tally.First}", Severity.Medium, Confidence.Medium, [Fact.Of("peak", actor.Window.Peak)]));
        }
    }
}
