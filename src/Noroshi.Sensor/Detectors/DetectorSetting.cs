using System.Collections.Immutable;

namespace Noroshi.Sensor.Detectors;

/// <summary>What a detector's content file says to it: what a finding of it is, and its thresholds.</summary>
/// <param name="Id">The detector's id.</param>
/// <param name="Kind">RSIT classification of its findings.</param>
/// <param name="Attack">ATT&amp;CK technique ids.</param>
/// <param name="Values">Thresholds by name: numbers, hundredths, milliseconds, bytes.</param>
public sealed record DetectorSetting(string Id, string Kind, ImmutableArray<string> Attack, IReadOnlyDictionary<string, long> Values)
{
    /// <summary>A threshold.</summary>
    /// <param name="name">One of those its detector declares.</param>
    public long this[string name] => Values[name];

    /// <summary>A threshold as a number that fits in 32 bits.</summary>
    internal int Number(string name) => (int)Math.Min(int.MaxValue, Values[name]);
}
