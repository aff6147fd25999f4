using System.Buffers.Binary;

namespace Noroshi.Sensor.Logs;

/// <summary>Turns the times of one log file into instants: its zone, how wrong its clock is, and the year where lines have none.</summary>
/// <remarks>The G8 catalogue (seed 002) asks each source for clock offset, zone and synchronisation. A line of the future by more than a day, in a log without years, is one of the year before; a December after January likewise (New Year).</remarks>
/// <param name="reference">The latest moment a line can be of: when the file was last changed, or now.</param>
/// <param name="zone">The zone of times written without one.</param>
/// <param name="offset">What to add to a written time to get the right one: positive when the clock is slow.</param>
public sealed class LogClock(DateTimeOffset reference, TimeZoneInfo zone, TimeSpan offset)
{
    private const long HourMs = 3_600_000;
    private const long DayMs = 24 * HourMs;
    private readonly long _reference = reference.ToUnixTimeMilliseconds();
    private readonly long _offset = (long)offset.TotalMilliseconds;
    private long _last = LogRecord.NoTime;
    private long _zoneFrom = long.MaxValue;
    private long _zoneUntil = long.MinValue;
    private long _zoneOffset;
    private int _hourKey = -1;
    private long _hourBase;
    private ulong _dayHead;
    private uint _dayTail;
    private long _dayMs;

    /// <summary>A clock of UTC that is right, read at a moment.</summary>
    /// <param name="reference">The latest moment a line can be of.</param>
    public static LogClock Utc(DateTimeOffset reference) => new(reference, TimeZoneInfo.Utc, TimeSpan.Zero);

    /// <summary>The instant of a time written with its zone.</summary>
    /// <param name="unixMs">The instant as written.</param>
    public long Of(long unixMs) => unixMs + _offset;

    /// <summary>The instant of a time written without a zone.</summary>
    /// <param name="localMs">The written date and time taken as if it were UTC, Unix milliseconds.</param>
    public long OfLocal(long localMs) => localMs - ZoneOffset(localMs) + _offset;

    /// <summary>The instant of a time written without year and zone.</summary>
    /// <param name="month">1 to 12.</param>
    /// <param name="day">1 to 31.</param>
    /// <param name="timeOfDayMs">Milliseconds since midnight.</param>
    /// <returns>The instant, or <see cref="LogRecord.NoTime"/> for a day no year near has.</returns>
    public long OfYearless(int month, int day, long timeOfDayMs)
    {
        // Lines of one hour follow each other: the year and the zone are found once for all of them.
        var hour = timeOfDayMs / HourMs;
        var key = (int)((((month * 32) + day) * 24) + hour);
        if (key != _hourKey)
        {
            _hourBase = HourOfYearless(month, day, hour * HourMs);
            _hourKey = _hourBase == LogRecord.NoTime ? -1 : key;
        }
        return _hourBase == LogRecord.NoTime ? LogRecord.NoTime : _hourBase + (timeOfDayMs - (hour * HourMs));
    }

    /// <summary>A day's midnight written as eleven bytes, when it is the one kept last.</summary>
    internal bool TryDay(ReadOnlySpan<byte> text, out long localMs)
    {
        localMs = _dayMs;
        return BinaryPrimitives.ReadUInt64LittleEndian(text) == _dayHead && BinaryPrimitives.ReadUInt32LittleEndian(text[7..]) == _dayTail;
    }

    /// <summary>Keeps a day's midnight, since most lines are of the day of the line before.</summary>
    internal void KeepDay(ReadOnlySpan<byte> text, long localMs)
    {
        _dayHead = BinaryPrimitives.ReadUInt64LittleEndian(text);
        _dayTail = BinaryPrimitives.ReadUInt32LittleEndian(text[7..]);
        _dayMs = localMs;
    }

    private long HourOfYearless(int month, int day, long timeOfDayMs)
    {
        // The year is the one nearest to the line before; for the first line, the latest that is not in the future.
        var anchor = _last == LogRecord.NoTime ? _reference : _last;
        var year = DateTimeOffset.FromUnixTimeMilliseconds(anchor).Year;
        var best = LogRecord.NoTime;
        for (var candidate = year + 1; candidate >= year - 4; candidate--)
        {
            if (day > DateTime.DaysInMonth(candidate, month)) continue;
            var at = OfLocal(LogTime.Days(candidate, month, day) * DayMs + timeOfDayMs);
            if (at > _reference + DayMs + _offset) continue;
            if (best == LogRecord.NoTime || (_last != LogRecord.NoTime && Math.Abs(at - anchor) < Math.Abs(best - anchor))) best = at;
        }
        if (best != LogRecord.NoTime) _last = best;
        return best;
    }

    private long ZoneOffset(long localMs)
    {
        if (localMs >= _zoneFrom && localMs < _zoneUntil) return _zoneOffset;
        var hour = localMs - (((localMs % HourMs) + HourMs) % HourMs);
        _zoneOffset = LogTime.IsRepresentable(hour) ? (long)zone.GetUtcOffset(DateTime.UnixEpoch.AddMilliseconds(hour).WithoutKind).TotalMilliseconds : 0;
        _zoneFrom = hour;
        _zoneUntil = hour + HourMs;
        return _zoneOffset;
    }
}
