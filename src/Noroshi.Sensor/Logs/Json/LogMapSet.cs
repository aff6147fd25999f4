using System.Collections.Immutable;

namespace Noroshi.Sensor.Logs.Json;

/// <summary>The maps in use, in the order of asking: those with more conditions first.</summary>
public sealed class LogMapSet
{
    /// <summary>A set of maps.</summary>
    /// <param name="maps">The maps.</param>
    public LogMapSet(IEnumerable<LogMap> maps) => Maps = [.. maps.OrderByDescending(m => m.When.Length).ThenBy(m => m.Name, StringComparer.Ordinal)];

    /// <summary>No maps: no JSON line is understood.</summary>
    public static LogMapSet Empty { get; } = new([]);

    /// <summary>The maps.</summary>
    public ImmutableArray<LogMap> Maps { get; }
}
