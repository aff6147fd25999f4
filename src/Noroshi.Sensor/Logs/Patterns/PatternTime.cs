namespace Noroshi.Sensor.Logs.Patterns;

/// <summary>Ways of writing a time that only single products have.</summary>
internal static class PatternTime
{
    /// <summary><c>19-Oct-2022 05:34:02.425</c> (BIND, Tomcat), <c>27/Jul/2023 16:06:44</c> (Webmin); a day of one digit too.</summary>
    internal static bool TryDayMonthName(ReadOnlySpan<byte> text, LogClock clock, out long time, out int used)
    {
        time = LogRecord.NoTime;
        used = 0;
        var one = text.Length > 20 && text[1] is (byte)'-' or (byte)'/' ? 1 : 2;
        if (text.Length < one + 18 || text[one] is not ((byte)'-' or (byte)'/') || text[one + 4] != text[one] || text[one + 9] is not ((byte)' ' or (byte)':')) return false;
        var day = one == 1 ? text[0] - '0' : LogTime.Two(text);
        var local = LogTime.Local(LogTime.Four(text[(one + 5)..]), LogTime.Month(text[(one + 1)..]), day, LogTime.TimeOfDay(text[(one + 10)..]));
        if (local == LogRecord.NoTime) return false;
        used = one + 18;
        time = clock.OfLocal(local);
        return true;
    }

    /// <summary><c>01/25/22 16:08:02</c> and <c>01/25/2022 16:08:02</c>: month, day, year.</summary>
    internal static bool TryNumbers(ReadOnlySpan<byte> text, LogClock clock, out long time, out int used)
    {
        time = LogRecord.NoTime;
        used = 0;
        if (text.Length < 17 || text[2] != '/' || text[5] != '/') return false;
        var isShort = text[8] == ' ';
        if (!isShort && (text.Length < 19 || text[10] is not ((byte)' ' or (byte)','))) return false;
        var year = isShort ? 2000 + LogTime.Two(text[6..]) : LogTime.Four(text[6..]);
        used = isShort ? 17 : 19;
        var local = LogTime.Local(year, LogTime.Two(text), LogTime.Two(text[3..]), LogTime.TimeOfDay(text[(used - 8)..]));
        if (local == LogRecord.NoTime) return false;
        time = clock.OfLocal(local);
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
}
