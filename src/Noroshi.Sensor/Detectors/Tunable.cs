namespace Noroshi.Sensor.Detectors;

/// <summary>What a threshold is counted in; its name in a content file ends in no unit, its value does (<c>10 min</c>).</summary>
public enum TunableUnit
{
    /// <summary>A plain number.</summary>
    Count,

    /// <summary>Hundredths: <c>80 %</c>.</summary>
    Percent,

    /// <summary>Time, kept in milliseconds: <c>90 s</c>, <c>10 min</c>, <c>24 h</c>, <c>90 d</c>.</summary>
    Time,

    /// <summary>Bytes: <c>1 GB</c> (powers of ten).</summary>
    Bytes,
}

/// <summary>A threshold that a detector reads from its content file.</summary>
/// <param name="Name">Its name there.</param>
/// <param name="Unit">What it is counted in.</param>
/// <param name="Min">The least sensible value.</param>
/// <param name="Max">The greatest sensible value.</param>
public sealed record Tunable(string Name, TunableUnit Unit, long Min, long Max)
{
    /// <summary>A number.</summary>
    internal static Tunable Count(string name, long min = 1, long max = 1_000_000) => new(name, TunableUnit.Count, min, max);

    /// <summary>A share in hundredths.</summary>
    internal static Tunable Percent(string name) => new(name, TunableUnit.Percent, 0, 100);

    /// <summary>A time.</summary>
    internal static Tunable Time(string name) => new(name, TunableUnit.Time, 1000, 3650L * 86_400_000);

    /// <summary>A size.</summary>
    internal static Tunable Bytes(string name) => new(name, TunableUnit.Bytes, 1, long.MaxValue);
}
