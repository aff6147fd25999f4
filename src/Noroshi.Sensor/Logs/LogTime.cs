using System.Runtime.CompilerServices;

namespace Noroshi.Sensor.Logs;

/// <summary>Reads the ways logs write times. All answers are Unix milliseconds; "local" means taken as if the zone were UTC. Nothing is allocated, nothing throws.</summary>
public static class LogTime
{
    private const long DayMs = 86_400_000;

    /// <summary>Days from 1970-01-01 to a day of the proleptic Gregorian calendar.</summary>
    /// <param name="year">The year.</param>
    /// <param name="month">1 to 12.</param>
    /// <param name="day">1 to 31.</param>
    /// <remarks>Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil.</remarks>
    public static long Days(int year, int month, int day)
    {
        year -= month <= 2 ? 1 : 0;
        var era = (year >= 0 ? year : year - 399) / 400;
        var yearOfEra = year - (era * 400);
        var dayOfYear = (((153 * (month + (month > 2 ? -3 : 9))) + 2) / 5) + day - 1;
        return (era * 146097L) + (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear - 719468;
    }

    /// <summary>The number of an English month's three-letter name in any case, 1 to 12, or 0.</summary>
    /// <param name="name">At least three bytes.</param>
    public static int Month(ReadOnlySpan<byte> name) => name.Length < 3 ? 0 : ((name[0] | 0x20) << 16 | (name[1] | 0x20) << 8 | (name[2] | 0x20)) switch
    {
        0x6A616E => 1, 0x666562 => 2, 0x6D6172 => 3, 0x617072 => 4, 0x6D6179 => 5, 0x6A756E => 6,
        0x6A756C => 7, 0x617567 => 8, 0x736570 => 9, 0x6F6374 => 10, 0x6E6F76 => 11, 0x646563 => 12,
        _ => 0,
    };

    /// <summary>Two digits, or -1.</summary>
    /// <param name="text">At least two bytes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Two(ReadOnlySpan<byte> text)
    {
        uint high = (uint)text[0] - '0', low = (uint)text[1] - '0';
        return high <= 9 && low <= 9 ? (int)((high * 10) + low) : -1;
    }

    /// <summary>Four digits, or -1.</summary>
    /// <param name="text">At least four bytes.</param>
    public static int Four(ReadOnlySpan<byte> text) => Two(text) is >= 0 and var high && Two(text[2..]) is >= 0 and var low ? (high * 100) + low : -1;

    /// <summary><c>HH:MM:SS</c> as milliseconds since midnight, or -1; a leap second counts as the second after it.</summary>
    /// <param name="text">At least eight bytes.</param>
    public static long TimeOfDay(ReadOnlySpan<byte> text)
    {
        if (text.Length < 8 || text[2] != ':' || text[5] != ':') return -1;
        int hour = Two(text), minute = Two(text[3..]), second = Two(text[6..]);
        return (uint)hour < 24 && (uint)minute < 60 && (uint)second < 61 ? ((((hour * 60L) + minute) * 60) + second) * 1000 : -1;
    }

    /// <summary>Year, month and day with the time of day, or <see cref="LogRecord.NoTime"/> when there is no such day.</summary>
    /// <param name="year">The year, 1 to 9999.</param>
    /// <param name="month">1 to 12.</param>
    /// <param name="day">1 to 31.</param>
    /// <param name="timeOfDayMs">Milliseconds since midnight; negative counts as unreadable.</param>
    public static long Local(int year, int month, int day, long timeOfDayMs) =>
        year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || timeOfDayMs < 0 || day > DateTime.DaysInMonth(year, month)
            ? LogRecord.NoTime
            : (Days(year, month, day) * DayMs) + timeOfDayMs;

    /// <summary>Whether an instant lies in the years 0001 to 9999.</summary>
    /// <param name="unixMs">Unix milliseconds.</param>
    public static bool IsRepresentable(long unixMs) => unixMs is >= -62_135_596_800_000 and < 253_402_300_800_000;

    /// <summary>A zone as <c>+0900</c>, <c>+09:00</c>, <c>Z</c>; milliseconds east of UTC, or null.</summary>
    /// <param name="text">The zone and nothing else.</param>
    public static long? Zone(ReadOnlySpan<byte> text)
    {
        if (text is [(byte)'Z' or (byte)'z']) return 0;
        if (text.Length is not (5 or 6) || text[0] is not ((byte)'+' or (byte)'-')) return null;
        if (text.Length == 6 && text[3] != ':') return null;
        int hours = Two(text[1..]), minutes = Two(text[^2..]);
        if (hours is < 0 or > 23 || minutes is < 0 or > 59) return null;
        var ms = ((hours * 60L) + minutes) * 60_000;
        return text[0] == '-' ? -ms : ms;
    }

    extension(DateTime moment)
    {
        /// <summary>The same figures, belonging to no zone.</summary>
        internal DateTime WithoutKind => DateTime.SpecifyKind(moment, DateTimeKind.Unspecified);
    }
}
