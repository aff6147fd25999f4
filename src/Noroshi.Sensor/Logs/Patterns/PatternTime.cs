namespace Noroshi.Sensor.Logs.Patterns;

/// <summary>Ways of writing a time that only single products have.</summary>
internal static class PatternTime
{
    /// <summary><c>19-Oct-2022 05:34:02.425</c> (BIND, Tomcat), <c>27/Jul/2023 16:06:44</c> (Webmin), <c>20 Nov 2026 03:04:05 +0900</c> (Redis, Samba); a day of one digit too.</summary>
    internal static bool TryDayMonthName(ReadOnlySpan<byte> text, LogClock clock, out long time, out int used)
    {
        time = LogRecord.NoTime;
        used = 0;
        var one = text.Length >= 19 && text[1] is (byte)'-' or (byte)'/' or (byte)' ' ? 1 : 2;
        if (text.Length < one + 18 || text[one] is not ((byte)'-' or (byte)'/' or (byte)' ') || text[one + 4] != text[one] || text[one + 9] is not ((byte)' ' or (byte)':')) return false;
        var day = one == 1 ? text[0] - '0' : LogTime.Two(text);
        var local = LogTime.Local(LogTime.Four(text[(one + 5)..]), LogTime.Month(text[(one + 1)..]), day, LogTime.TimeOfDay(text[(one + 10)..]));
        if (local == LogRecord.NoTime) return false;
        used = one + 18;
        time = LogTimeText.Finish(text, local, clock, ref used);
        return true;
    }

    /// <summary><c>Nov 20 2026 03:04:05</c> (Cisco ASA, InspIRCd, CEF), <c>nov/20/2026 03:04:05</c> (MikroTik): month, day, year.</summary>
    internal static bool TryMonthFirst(ReadOnlySpan<byte> text, LogClock clock, out long time, out int used)
    {
        time = LogRecord.NoTime;
        used = 20;
        if (text.Length < 20 || text[3] is not ((byte)' ' or (byte)'/') || text[6] != text[3] || text[11] != ' ') return false;
        var day = text[4] == ' ' ? text[5] - '0' : LogTime.Two(text[4..]);
        var local = LogTime.Local(LogTime.Four(text[7..]), LogTime.Month(text), day, LogTime.TimeOfDay(text[12..]));
        if (local == LogRecord.NoTime) return false;
        time = LogTimeText.Finish(text, local, clock, ref used);
        return true;
    }

    /// <summary><c>nov/20 03:04:05</c> (MikroTik): month and day without a year.</summary>
    internal static bool TryMonthDay(ReadOnlySpan<byte> text, LogClock clock, out long time, out int used)
    {
        time = LogRecord.NoTime;
        used = 15;
        if (text.Length < 15 || text[3] != '/' || text[6] != ' ') return false;
        int month = LogTime.Month(text), day = LogTime.Two(text[4..]);
        var timeOfDay = LogTime.TimeOfDay(text[7..]);
        if (month == 0 || day is < 1 or > 31 || timeOfDay < 0) return false;
        time = clock.OfYearless(month, day, timeOfDay);
        return time != LogRecord.NoTime;
    }

    /// <summary><c>2026:11:20-03:04:05</c> (Sophos UTM, DirectAdmin).</summary>
    internal static bool TryColons(ReadOnlySpan<byte> text, LogClock clock, out long time, out int used)
    {
        time = LogRecord.NoTime;
        used = 19;
        if (text.Length < 19 || text[4] != ':' || text[7] != ':' || text[10] != '-') return false;
        var local = LogTime.Local(LogTime.Four(text), LogTime.Two(text[5..]), LogTime.Two(text[8..]), LogTime.TimeOfDay(text[11..]));
        if (local == LogRecord.NoTime) return false;
        time = clock.OfLocal(local);
        return true;
    }

    /// <summary><c>2026-11-20  3:04:05</c> and <c>261120  3:04:05</c> (MySQL, MariaDB): the hour padded by a blank.</summary>
    internal static bool TryPaddedHour(ReadOnlySpan<byte> text, LogClock clock, out long time, out int used)
    {
        time = LogRecord.NoTime;
        used = 0;
        var isLong = text.Length >= 19 && text[4] == '-' && text[7] == '-';
        var at = isLong ? 10 : 6;
        if (text.Length < at + 9 || text[at] != ' ' || text[at + 3] != ':' || text[at + 6] != ':') return false;
        int year = isLong ? LogTime.Four(text) : 2000 + LogTime.Two(text), hour = text[at + 1] == ' ' ? text[at + 2] - '0' : LogTime.Two(text[(at + 1)..]);
        int minute = LogTime.Two(text[(at + 4)..]), second = LogTime.Two(text[(at + 7)..]);
        if (year < 2000 || (uint)hour > 23 || (uint)minute > 59 || (uint)second > 60) return false;
        var local = LogTime.Local(year, LogTime.Two(text[(isLong ? 5 : 2)..]), LogTime.Two(text[(isLong ? 8 : 4)..]), ((((hour * 60L) + minute) * 60) + second) * 1000);
        if (local == LogRecord.NoTime) return false;
        used = at + 9;
        time = clock.OfLocal(local);
        return true;
    }

    /// <summary><c>date=2026-11-20 time=03:04:05</c> (FortiGate, Sophos), the zone a field of its own behind it.</summary>
    internal static bool TryFields(ReadOnlySpan<byte> text, LogClock clock, out long time, out int used)
    {
        time = LogRecord.NoTime;
        used = 29;
        if (text.Length < 29 || !text.StartsWith("date="u8) || text[9] != '-' || text[12] != '-' || !text[15..].StartsWith(" time="u8)) return false;
        var local = LogTime.Local(LogTime.Four(text[5..]), LogTime.Two(text[10..]), LogTime.Two(text[13..]), LogTime.TimeOfDay(text[21..]));
        if (local == LogRecord.NoTime) return false;
        var near = text[..Math.Min(text.Length, 200)];
        time = near.IndexOf(" tz=\""u8) is >= 0 and var tz && tz + 10 <= near.Length && LogTime.Zone(near.Slice(tz + 5, 5)) is { } zone ? clock.Of(local - zone) : clock.OfLocal(local);
        return true;
    }

    /// <summary>Unix time that stands for itself: ten digits of seconds, with a fraction or not, or thirteen of milliseconds. A number with a zero in front, or of another length, is something else.</summary>
    internal static bool TryUnix(ReadOnlySpan<byte> text, LogClock clock, out long time, out int used)
    {
        time = LogRecord.NoTime;
        used = 0;
        if (text.Length < 10 || text[0] is < (byte)'1' or > (byte)'9') return false;
        var digits = text[..Math.Min(text.Length, 14)].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (digits < 0) digits = Math.Min(text.Length, 14);
        if (digits == 13 && LineScan.TryNumber(text[..13], out var ms))
        {
            used = 13;
            time = clock.Of(ms);
            return true;
        }
        if (digits != 10 || (text.Length > 10 && char.IsAsciiLetter((char)text[10]))) return false;
        return LogTimeText.TryUnix(text, clock, out time, out used);
    }

    /// <summary><c>20.11.2026 03:04:05</c>: day, month, year, as German programs write it.</summary>
    internal static bool TryDots(ReadOnlySpan<byte> text, LogClock clock, out long time, out int used)
    {
        time = LogRecord.NoTime;
        used = 19;
        if (text.Length < 19 || text[2] != '.' || text[5] != '.' || text[10] != ' ') return false;
        var local = LogTime.Local(LogTime.Four(text[6..]), LogTime.Two(text[3..]), LogTime.Two(text), LogTime.TimeOfDay(text[11..]));
        if (local == LogRecord.NoTime) return false;
        time = LogTimeText.Finish(text, local, clock, ref used);
        return true;
    }

    /// <summary><c>01/25/22 16:08:02</c>, <c>01/25/2022 16:08:02</c> and <c>01/25/2022:16:08:02 GMT</c> (NetScaler): month, day, year.</summary>
    internal static bool TryNumbers(ReadOnlySpan<byte> text, LogClock clock, out long time, out int used)
    {
        time = LogRecord.NoTime;
        used = 0;
        if (text.Length < 17 || text[2] != '/' || text[5] != '/') return false;
        var isShort = text[8] == ' ';
        if (!isShort && (text.Length < 19 || text[10] is not ((byte)' ' or (byte)',' or (byte)':' or (byte)'-'))) return false;
        var year = isShort ? 2000 + LogTime.Two(text[6..]) : LogTime.Four(text[6..]);
        used = isShort ? 17 : 19;
        var local = LogTime.Local(year, LogTime.Two(text), LogTime.Two(text[3..]), LogTime.TimeOfDay(text[(used - 8)..]));
        if (local == LogRecord.NoTime) return false;
        time = LogTimeText.Finish(text, local, clock, ref used);
        return true;
    }

    /// <summary><c>Mon Jun 8 12:08:53 2020</c>: C's ctime with a day that was not padded.</summary>
    internal static bool TryUnpadded(ReadOnlySpan<byte> text, LogClock clock, out long time, out int used)
    {
        time = LogRecord.NoTime;
        used = 23;
        if (text.Length < 23 || text[3] != ' ' || text[7] != ' ' || text[9] != ' ' || text[18] != ' ') return false;
        var local = LogTime.Local(LogTime.Four(text[19..]), LogTime.Month(text[4..]), text[8] - '0', LogTime.TimeOfDay(text[10..]));
        if (local == LogRecord.NoTime) return false;
        time = clock.OfLocal(local);
        return true;
    }

    /// <summary><c>2022/02/07 - 10:49:33</c> (Go's Gin).</summary>
    internal static bool TryGin(ReadOnlySpan<byte> text, LogClock clock, out long time, out int used)
    {
        time = LogRecord.NoTime;
        used = 21;
        if (text.Length < 21 || text[4] != '/' || text[7] != '/' || !text[10..].StartsWith(" - "u8)) return false;
        var local = LogTime.Local(LogTime.Four(text), LogTime.Two(text[5..]), LogTime.Two(text[8..]), LogTime.TimeOfDay(text[13..]));
        if (local == LogRecord.NoTime) return false;
        time = clock.OfLocal(local);
        return true;
    }

    /// <summary><c>20261120 03:04:05</c> (MariaDB's audit log), <c>20261120:030405.123</c> (Zabbix), <c>20261120030405</c>: no marks in the date, or in neither.</summary>
    internal static bool TryCompact(ReadOnlySpan<byte> text, LogClock clock, out long time, out int used)
    {
        time = LogRecord.NoTime;
        used = 0;
        if (text.Length < 14 || LogTime.Four(text) is < 1990 or > 2200) return false;
        var at = text[8] is (byte)' ' or (byte)':' or (byte)'-' or (byte)'T' ? 9 : 8;
        var hasMarks = at == 9 && text.Length >= 17 && text[11] == ':';
        used = hasMarks ? 17 : at + 6;
        if (text.Length < used || (text.Length > used && (char.IsAsciiLetterOrDigit((char)text[used]) && text[used] != 'Z'))) return false;
        Span<byte> ofDay = stackalloc byte[8];
        "00:00:00"u8.CopyTo(ofDay);
        for (var part = 0; part < 3; part++) text.Slice(at + (part * (hasMarks ? 3 : 2)), 2).CopyTo(ofDay[(part * 3)..]);
        var local = LogTime.Local(LogTime.Four(text), LogTime.Two(text[4..]), LogTime.Two(text[6..]), LogTime.TimeOfDay(ofDay));
        if (local == LogRecord.NoTime) return false;
        time = LogTimeText.Finish(text, local, clock, ref used);
        return true;
    }

    /// <summary><c>2026.11.20 03:04:05</c> (ClickHouse), <c>20-11-2026 03:04:05</c> (TeamViewer): marks that ISO 8601 has not, or day first.</summary>
    internal static bool TryMarked(ReadOnlySpan<byte> text, LogClock clock, out long time, out int used)
    {
        time = LogRecord.NoTime;
        used = 19;
        if (text.Length < 19 || text[10] is not ((byte)' ' or (byte)'T' or (byte)'-')) return false;
        var isYearFirst = text[4] == '.' && text[7] == '.';
        if (!isYearFirst && (text[2] != '-' || text[5] != '-' || text[10] == '-')) return false;
        var local = isYearFirst ? LogTime.Local(LogTime.Four(text), LogTime.Two(text[5..]), LogTime.Two(text[8..]), LogTime.TimeOfDay(text[11..]))
            : LogTime.Local(LogTime.Four(text[6..]), LogTime.Two(text[3..]), LogTime.Two(text), LogTime.TimeOfDay(text[11..]));
        if (local == LogRecord.NoTime) return false;
        time = LogTimeText.Finish(text, local, clock, ref used);
        return true;
    }

    /// <summary><c>20Nov26 03:04:05</c> (Serv-U): nothing between day, month and year.</summary>
    internal static bool TryJoined(ReadOnlySpan<byte> text, LogClock clock, out long time, out int used)
    {
        time = LogRecord.NoTime;
        used = 16;
        if (text.Length < 16 || text[7] != ' ' || text[10] != ':' || LogTime.Two(text[5..]) is not (>= 0 and var year)) return false;
        var local = LogTime.Local(2000 + year, LogTime.Month(text[2..]), LogTime.Two(text), LogTime.TimeOfDay(text[8..]));
        if (local == LogRecord.NoTime) return false;
        time = clock.OfLocal(local);
        return true;
    }

    /// <summary><c>Nov 20, 2026 3:04:05 AM</c>, <c>Nov 20, 2026, 10:11:12,123 AM UTC</c> (Java, WebLogic).</summary>
    internal static bool TryMonthComma(ReadOnlySpan<byte> text, LogClock clock, out long time, out int used)
    {
        time = LogRecord.NoTime;
        used = 0;
        if (text.Length < 18 || text[3] != ' ') return false;
        var comma = text[..8].IndexOf((byte)',');
        if (comma is not (5 or 6) || text[comma + 1] != ' ') return false;
        var day = comma == 5 ? text[4] - '0' : LogTime.Two(text[4..]);
        var at = comma + 6;
        if (at < text.Length && text[at] == ',') at++;
        return TryHour(text, at + 1, LogTime.Four(text[(comma + 2)..]), LogTime.Month(text), day, clock, out time, out used);
    }

    /// <summary><c>1/2/2026 3:04:05 PM</c> (.NET, Windows in the United States): month, day, year, none of them padded.</summary>
    internal static bool TryUnpaddedNumbers(ReadOnlySpan<byte> text, LogClock clock, out long time, out int used)
    {
        time = LogRecord.NoTime;
        used = 0;
        if (text.Length < 16) return false;
        var first = text[1] == '/' ? 1 : text[2] == '/' ? 2 : 0;
        if (first == 0) return false;
        var second = text[first + 2] == '/' ? 1 : text[first + 3] == '/' ? 2 : 0;
        var year = first + second + 2;
        if (second == 0 || text.Length < year + 12 || text[year + 4] is not ((byte)' ' or (byte)',')) return false;
        var at = year + 5 + (text[year + 4] == ',' && text[year + 5] == ' ' ? 1 : 0);
        return TryHour(text, at, LogTime.Four(text[year..]), first == 1 ? text[0] - '0' : LogTime.Two(text), second == 1 ? text[first + 1] - '0' : LogTime.Two(text[(first + 1)..]), clock, out time, out used);
    }

    /// <summary>A time of day whose hour has one digit or two, with a fraction, AM or PM, and a zone behind it.</summary>
    private static bool TryHour(ReadOnlySpan<byte> text, int at, int year, int month, int day, LogClock clock, out long time, out int used)
    {
        time = LogRecord.NoTime;
        used = 0;
        if (at + 7 > text.Length) return false;
        var isShort = text[at + 1] == ':';
        Span<byte> ofDay = stackalloc byte[8];
        ofDay[0] = (byte)'0';
        if (at + (isShort ? 7 : 8) > text.Length) return false;
        text.Slice(at, isShort ? 7 : 8).CopyTo(ofDay[(isShort ? 1 : 0)..]);
        var local = LogTime.Local(year, month, day, LogTime.TimeOfDay(ofDay));
        if (local == LogRecord.NoTime) return false;
        used = at + (isShort ? 7 : 8);
        time = LogTimeText.Finish(text, local, clock, ref used);
        return true;
    }

    /// <summary><c>11/20-03:04:05.123456</c> (Snort): month and day without a year.</summary>
    internal static bool TrySnort(ReadOnlySpan<byte> text, LogClock clock, out long time, out int used)
    {
        time = LogRecord.NoTime;
        used = 14;
        if (text.Length < 14 || text[2] != '/' || text[5] != '-') return false;
        int month = LogTime.Two(text), day = LogTime.Two(text[3..]);
        var timeOfDay = LogTime.TimeOfDay(text[6..]);
        if (month is < 1 or > 12 || day is < 1 or > 31 || timeOfDay < 0) return false;
        time = clock.OfYearless(month, day, timeOfDay);
        return time != LogRecord.NoTime;
    }
}
