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
    private KeptText _moment = new();
    private KeptText _hour = new();
    private KeptText _isoHour = new();
    private KeptText _day = new();
    private KeptText _writtenZone = new();

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

    /// <summary>The instant written as <see cref="MomentBytes"/> bytes: a busy server has many lines in a second.</summary>
    internal ref KeptText Moment => ref _moment;

    /// <summary>The instant at which an hour written as ten bytes (<c>Oct  2 15:</c>) began.</summary>
    internal ref KeptText Hour => ref _hour;

    /// <summary>The beginning of an hour written as thirteen bytes (<c>2026-10-02T15</c>), as if it were UTC.</summary>
    internal ref KeptText IsoHour => ref _isoHour;

    /// <summary>A day's midnight written as eleven bytes (<c>17/May/2015</c>), as if it were UTC.</summary>
    internal ref KeptText Day => ref _day;

    /// <summary>A zone written as six bytes (<c> +0900</c> or <c>+09:00</c>): milliseconds east of UTC.</summary>
    internal ref KeptText Zone => ref _writtenZone;

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
