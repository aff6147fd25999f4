using System.Collections.Immutable;

namespace Noroshi.Sensor.Detectors.Acts;

/// <summary>Lines that name an address, host or URL of the indicators given: something inside may be talking to a listed place, or a listed source came.</summary>
public sealed class ListedContacts : IDetector
{
    /// <inheritdoc/>
    public string Id => "contact.listed";

    /// <inheritdoc/>
    public ImmutableArray<Tunable> Tunables { get; } = [];

    /// <inheritdoc/>
    public ImmutableArray<string> Facts { get; } = [];

    /// <inheritdoc/>
    public void Find(WatchBooks watch, DetectorSetting setting, FindingList findings)
    {
        if (watch.Acts.Contacts is { Count: > 0 } tally) findings.Add(tally.Found(setting, "", Severity.High, Confidence.Medium));
    }
}
