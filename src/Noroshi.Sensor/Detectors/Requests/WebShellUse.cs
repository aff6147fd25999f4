using System.Collections.Immutable;

namespace Noroshi.Sensor.Detectors.Requests;

/// <summary>A script that answers where uploads lie, asked for right after an upload, or one that came by FTP: a web shell in use (Web シェル).</summary>
public sealed class WebShellUse : IDetector
{
    /// <inheritdoc/>
    public string Id => "web.webshell-use";

    /// <inheritdoc/>
    public ImmutableArray<Tunable> Tunables { get; } = [];

    /// <inheritdoc/>
    public ImmutableArray<string> Facts { get; } = [];

    /// <inheritdoc/>
    public void Find(WatchBooks watch, DetectorSetting setting, FindingList findings)
    {
        foreach (var tally in watch.Requests.Shells.Values) findings.Add(tally.Found(setting, tally.Target, Severity.High, Confidence.Medium) with { HasSucceeded = true });
    }
}
