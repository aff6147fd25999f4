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
    public void Find(WatchBooks watch, DetectorSetting setting, FindingList findings) =>
        RequestFinding.AddPeaks(watch, setting, findings, Confidence.Medium, static pace => pace.PeakSame);
}
