using System.Collections.Immutable;
using Noroshi.Sensor.Logs;

namespace Noroshi.Sensor.Detectors;

/// <summary>When people of an organisation work; log-ins at other times are told of.</summary>
/// <param name="From">Begin of work.</param>
/// <param name="Until">End of work; before <paramref name="From"/> for a night shift.</param>
/// <param name="Days">Working days.</param>
/// <param name="Zone">Where.</param>
public sealed record BusinessHours(TimeOnly From, TimeOnly Until, ImmutableHashSet<DayOfWeek> Days, TimeZoneInfo Zone)
{
    /// <summary>Whether a moment is within.</summary>
    /// <param name="unixMs">Unix milliseconds; a time that is not known is within.</param>
    public bool Includes(long unixMs)
    {
        if (unixMs == LogRecord.NoTime || Math.Abs(unixMs / 86_400_000) > 2_000_000 || unixMs < -60_000_000_000_000) return true;
        var local = TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(unixMs), Zone);
        return Days.Contains(local.DayOfWeek) && TimeOnly.FromDateTime(local.DateTime).IsBetween(From, Until);
    }
}
