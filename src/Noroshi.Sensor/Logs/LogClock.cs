using System.Buffers.Binary;

namespace Noroshi.Sensor.Logs;

/// <summary>Turns the times of one log file into instants: its zone, how wrong its clock is, and the year where lines have none.</summary>
/// <remarks>The G8 catalogue (seed 002) asks each source for clock offset, zone and synchronisation. In a log without years a line is of the latest year in which it is not of the future, so December before January is last year's.</remarks>
/// <param name="reference">The latest moment a line can be of: when the file was last changed, or now.</param>
/// <param name="zone">The zone of times written without one.</param>
/// <param name="offset">What to add to a written time to get the right one: positive when the clock is slow.</param>
public sealed class LogClock(DateTimeOffset reference, TimeZoneInfo zone, TimeSpan offset)
{
    /// <summary>Length of <c>17/May/2015:10:05:03 +0000</c>.</summary>
    internal const int MomentBytes = 26;

    private const long HourMs = 3_600_000;
    private const long DayMs = 24 * HourMs;
    private readonly long _reference = reference.ToUnixTimeMilliseconds();
    private readonly long _offset = (long)offset.TotalMilliseconds;
    private long _zoneFrom = long.MaxValue;
    private long _zoneUntil = long.MinValue;
    private long _zoneOffset;
    private ulong _hourHead;
    private ushort _hourTail;
    private long _hourMs;
    private ulong _dayHead;
    private uint _dayTail;
    private long _dayMs;
    // What no text has: the third and the fourth overlap.
    private (ulong First, ulong Second, ulong Third, ulong Last) _momentText = (0, 0, 0, ulong.MaxValue);
    private long _moment;
    private uint _zoneHead;
    private ushort _zoneTail;
    private long _zoneMs;

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
        // The latest year whose day is not in the future: right for every log that spans less than a year, whichever part of it is read first.
        var year = DateTimeOffset.FromUnixTimeMilliseconds(_reference).Year;
        for (var candidate = year + 1; candidate >= year - 8; candidate--)
        {
            if (candidate is < 1 or > 9999 || day > DateTime.DaysInMonth(candidate, month)) continue;
            var at = OfLocal((LogTime.Days(candidate, month, day) * DayMs) + timeOfDayMs);
            if (at <= _reference + DayMs + _offset) return at;
        }
        return LogRecord.NoTime;
    }

    /// <summary>The instant at which an hour written as ten bytes (<c>Oct  2 15:</c>) began, when it is the one kept last: lines of one hour follow each other.</summary>
    internal bool TryHour(ReadOnlySpan<byte> text, out long unixMs)
    {
        unixMs = _hourMs;
        return BinaryPrimitives.ReadUInt64LittleEndian(text) == _hourHead && BinaryPrimitives.ReadUInt16LittleEndian(text[8..]) == _hourTail;
    }

    /// <summary>Keeps the beginning of an hour.</summary>
    internal void KeepHour(ReadOnlySpan<byte> text, long unixMs)
    {
        _hourHead = BinaryPrimitives.ReadUInt64LittleEndian(text);
        _hourTail = BinaryPrimitives.ReadUInt16LittleEndian(text[8..]);
        _hourMs = unixMs;
    }

    /// <summary>The instant written as <see cref="MomentBytes"/> bytes, when it is the one kept last: a busy server has many lines in a second.</summary>
    internal bool TryMoment(ReadOnlySpan<byte> text, out long unixMs)
    {
        unixMs = _moment;
        return MomentText(text) == _momentText;
    }

    /// <summary>Keeps an instant.</summary>
    internal void KeepMoment(ReadOnlySpan<byte> text, long unixMs) => (_momentText, _moment) = (MomentText(text), unixMs);

    private static (ulong, ulong, ulong, ulong) MomentText(ReadOnlySpan<byte> text)
    {
        text = text[..MomentBytes];
        return (BinaryPrimitives.ReadUInt64LittleEndian(text), BinaryPrimitives.ReadUInt64LittleEndian(text[8..]), BinaryPrimitives.ReadUInt64LittleEndian(text[16..]), BinaryPrimitives.ReadUInt64LittleEndian(text[18..]));
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

    /// <summary>The zone written as six bytes (<c> +0900</c> or <c>+09:00</c>), when it is the one kept last.</summary>
    internal bool TryZone(ReadOnlySpan<byte> text, out long ms)
    {
        ms = _zoneMs;
        return BinaryPrimitives.ReadUInt32LittleEndian(text) == _zoneHead && BinaryPrimitives.ReadUInt16LittleEndian(text[4..]) == _zoneTail;
    }

    /// <summary>Keeps a written zone and its milliseconds east of UTC.</summary>
    internal void KeepZone(ReadOnlySpan<byte> text, long ms)
    {
        _zoneHead = BinaryPrimitives.ReadUInt32LittleEndian(text);
        _zoneTail = BinaryPrimitives.ReadUInt16LittleEndian(text[4..]);
        _zoneMs = ms;
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
