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
    public void Find(WatchBooks watch, DetectorSetting setting, FindingList findings) =>
        RequestFinding.AddPeaks(watch, setting, findings, Confidence.Low, static pace => pace.PeakInTen);
}
