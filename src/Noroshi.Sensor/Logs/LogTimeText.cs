namespace Noroshi.Sensor.Logs;

/// <summary>The written forms of time that several formats share. Each answers an instant, already put right by the file's clock, and how many bytes it took.</summary>
public static class LogTimeText
{
    /// <summary>ISO 8601 as logs write it: <c>2026-01-02T03:04:05</c>, a blank instead of the T, a fraction after <c>.</c> or <c>,</c>, a zone or none.</summary>
    /// <param name="text">Text that begins with the time.</param>
    /// <param name="clock">The file's clock.</param>
    /// <param name="time">Unix milliseconds.</param>
    /// <param name="used">Bytes read.</param>
    public static bool TryIso(ReadOnlySpan<byte> text, LogClock clock, out long time, out int used)
    {
        time = LogRecord.NoTime;
        used = 0;
        if (text.Length < 19 || text[4] is not ((byte)'-' or (byte)'/') || text[7] != text[4] || text[10] is not ((byte)'T' or (byte)' ' or (byte)'t')) return false;
        if (!clock.IsoHour.TryGet(text[..13], out var hour))
        {
            var ofDay = LogTime.Two(text[11..]);
            hour = LogTime.Local(LogTime.Four(text), LogTime.Two(text[5..]), LogTime.Two(text[8..]), ofDay < 24 ? ofDay * 3_600_000L : -1);
            if (hour == LogRecord.NoTime) return false;
            clock.IsoHour.Keep(text[..13], hour);
        }
        int minute = LogTime.Two(text[14..]), second = LogTime.Two(text[17..]);
        if (text[13] != ':' || text[16] != ':' || (uint)minute >= 60 || (uint)second >= 61) return false;
        used = 19;
        time = Finish(text, hour + (((minute * 60) + second) * 1000), clock, ref used);
        return true;
    }

    /// <summary>The time of Common Log Format without brackets: <c>17/May/2015:10:05:03 +0000</c>, with a fraction in front of the zone where a server writes one.</summary>
    /// <param name="text">Text that begins with the time.</param>
    /// <param name="clock">The file's clock.</param>
    /// <param name="time">Unix milliseconds.</param>
    /// <param name="used">Bytes read, with the zone when there is one.</param>
    public static bool TryClf(ReadOnlySpan<byte> text, LogClock clock, out long time, out int used)
    {
        time = LogRecord.NoTime;
        used = 20;
        if (text.Length < 20 || text[2] != '/' || text[6] != '/' || text[11] != ':') return false;
        if (clock.Day.TryGet(text[..11], out var day))
        {
            var timeOfDay = LogTime.TimeOfDay(text[12..]);
            if (timeOfDay < 0) return false;
            time = Finish(text, day + timeOfDay, clock, ref used);
            return true;
        }
        var local = LogTime.Local(LogTime.Four(text[7..]), LogTime.Month(text[3..]), LogTime.Two(text), LogTime.TimeOfDay(text[12..]));
        if (local == LogRecord.NoTime) return false;
        clock.Day.Keep(text[..11], local - LogTime.TimeOfDay(text[12..]));
        time = Finish(text, local, clock, ref used);
        return true;
    }

    /// <summary>The time of RFC 3164: <c>Oct  2 15:44:43</c>; no year, no zone.</summary>
    /// <param name="text">Text that begins with the time.</param>
    /// <param name="clock">The file's clock.</param>
    /// <param name="time">Unix milliseconds.</param>
    /// <param name="used">15.</param>
    public static bool TrySyslog(ReadOnlySpan<byte> text, LogClock clock, out long time, out int used)
    {
        time = LogRecord.NoTime;
        used = 15;
        if (text.Length < 15 || text[3] != ' ' || text[6] != ' ') return TryUnpadded(text, clock, out time, out used);
        if (clock.Hour.TryGet(text[..10], out var hour))
        {
            int minute = LogTime.Two(text[10..]), second = LogTime.Two(text[13..]);
            time = hour + (((minute * 60) + second) * 1000);
            return text[12] == ':' && (uint)minute < 60 && (uint)second < 61;
        }
        var month = LogTime.Month(text);
        var day = text[4] == ' ' ? text[5] - '0' : LogTime.Two(text[4..]);
        var timeOfDay = LogTime.TimeOfDay(text[7..]);
        if (month == 0 || day is < 1 or > 31 || timeOfDay < 0) return false;
        time = clock.OfYearless(month, day, timeOfDay);
        // Not what is left of the hour by the time of day: a leap second is of the hour it ends.
        if (time != LogRecord.NoTime) clock.Hour.Keep(text[..10], time - (((LogTime.Two(text[10..]) * 60) + LogTime.Two(text[13..])) * 1000));
        return time != LogRecord.NoTime;
    }

    /// <summary><c>Nov 2 15:44:43</c>: some daemons do not pad the day.</summary>
    private static bool TryUnpadded(ReadOnlySpan<byte> text, LogClock clock, out long time, out int used)
    {
        time = LogRecord.NoTime;
        used = 14;
        if (text.Length < 15 || text[3] != ' ' || text[5] != ' ' || text[4] is < (byte)'1' or > (byte)'9') return false;
        var month = LogTime.Month(text);
        var timeOfDay = LogTime.TimeOfDay(text[6..]);
        if (month == 0 || timeOfDay < 0) return false;
        time = clock.OfYearless(month, text[4] - '0', timeOfDay);
        return time != LogRecord.NoTime;
    }

    /// <summary>The time of C's ctime: <c>Thu Oct 17 16:34:14 2013</c>, also with a fraction after the seconds; no zone.</summary>
    /// <param name="text">Text that begins with the time.</param>
    /// <param name="clock">The file's clock.</param>
    /// <param name="time">Unix milliseconds.</param>
    /// <param name="used">Bytes read.</param>
    public static bool TryCtime(ReadOnlySpan<byte> text, LogClock clock, out long time, out int used)
    {
        time = LogRecord.NoTime;
        used = 0;
        if (text.Length < 24 || text[3] != ' ' || text[7] != ' ' || text[10] != ' ') return false;
        var day = text[8] == ' ' ? text[9] - '0' : LogTime.Two(text[8..]);
        var fraction = Fraction(text[19..], out var ms);
        var year = text[(19 + fraction)..];
        if (year.Length < 5 || year[0] != ' ') return false;
        var local = LogTime.Local(LogTime.Four(year[1..]), LogTime.Month(text[4..]), day, LogTime.TimeOfDay(text[11..]));
        if (local == LogRecord.NoTime) return false;
        used = 24 + fraction;
        time = AtZone(text, local + ms, clock, ref used);
        return true;
    }

    /// <summary>Seconds since 1970 with an optional fraction: <c>1700000000.123</c>.</summary>
    /// <param name="text">Text that begins with the number.</param>
    /// <param name="clock">The file's clock.</param>
    /// <param name="time">Unix milliseconds.</param>
    /// <param name="used">Bytes read.</param>
    public static bool TryUnix(ReadOnlySpan<byte> text, LogClock clock, out long time, out int used)
    {
        time = LogRecord.NoTime;
        used = 0;
        var seconds = 0L;
        while (used < text.Length && used < 12 && (uint)(text[used] - '0') <= 9) seconds = (seconds * 10) + text[used++] - '0';
        if (used < 9) return false;
        used += Fraction(text[used..], out var ms);
        time = clock.Of((seconds * 1000) + ms);
        return LogTime.IsRepresentable(time);
    }

    /// <summary>What may follow the seconds of any written time: a fraction and a zone.</summary>
    /// <param name="text">Text that begins with the time.</param>
    /// <param name="local">The time up to its seconds, as if it were UTC.</param>
    /// <param name="clock">The file's clock.</param>
    /// <param name="used">Bytes read up to the seconds; afterwards with what followed.</param>
    internal static long Finish(ReadOnlySpan<byte> text, long local, LogClock clock, ref int used)
    {
        used += Fraction(text[used..], out var ms);
        if (text.Length >= used + 3 && text[used] == ' ' && text[used + 2] == 'M' && text[used + 1] is (byte)'A' or (byte)'P') local = OfHalfDay(text, local, ref used);
        return AtZone(text, local + ms, clock, ref used);
    }

    /// <summary>A time of a clock of twelve hours: 12 is the first of them, after noon are twelve more.</summary>
    private static long OfHalfDay(ReadOnlySpan<byte> text, long local, ref int used)
    {
        const long HourMs = 3_600_000;
        if (text.Length > used + 3 && char.IsAsciiLetterOrDigit((char)text[used + 3])) return local;
        var hour = (local % (24 * HourMs) / HourMs) + (local < 0 ? 24 : 0);
        var isAfternoon = text[used + 1] == 'P';
        used += 3;
        return hour switch { > 12 => local, 12 => isAfternoon ? local : local - (12 * HourMs), _ => isAfternoon ? local + (12 * HourMs) : local };
    }

    internal static int Fraction(ReadOnlySpan<byte> text, out int ms)
    {
        ms = 0;
        if (text.Length < 2 || text[0] is not ((byte)'.' or (byte)',') || (uint)(text[1] - '0') > 9) return 0;
        var i = 1;
        for (; i < text.Length && (uint)(text[i] - '0') <= 9; i++)
        {
            if (i <= 3) ms = (ms * 10) + text[i] - '0';
        }
        // Behind a comma may as well stand the next column.
        if (text[0] == ',' && (i is not (4 or 7 or 10) || (i < text.Length && text[i] is (byte)'.')))
        {
            ms = 0;
            return 0;
        }
        for (var digits = i - 1; digits < 3; digits++) ms *= 10;
        return i;
    }

    /// <summary>Puts a local time into its zone: the one written after it, with or without a blank, else the clock's.</summary>
    private static long AtZone(ReadOnlySpan<byte> text, long local, LogClock clock, ref int used)
    {
        var rest = text[used..];
        if (rest.Length >= 6 && clock.Zone.TryGet(rest[..6], out var kept))
        {
            used += 6;
            return clock.Of(local - kept);
        }
        var blank = rest is [(byte)' ', (byte)'+' or (byte)'-', ..] ? 1 : 0;
        var written = rest;
        rest = rest[blank..];
        if (rest is [(byte)'Z' or (byte)'z', ..])
        {
            used++;
            return clock.Of(local);
        }
        if (rest is [(byte)' ', >= (byte)'A' and <= (byte)'Z', >= (byte)'A' and <= (byte)'Z', ..] && LogZoneName.TryTake(rest[1..], out var named, out var name))
        {
            used += 1 + name;
            return clock.Of(local - named);
        }
        if (rest is not [(byte)'+' or (byte)'-', ..]) return clock.OfLocal(local);
        var length = rest is [_, _, _, (byte)':', ..] ? 6 : 5;
        if (rest.Length < length || LogTime.Zone(rest[..length]) is not { } zone) return clock.OfLocal(local);
        used += blank + length;
        if (blank + length == 6) clock.Zone.Keep(written[..6], zone);
        return clock.Of(local - zone);
    }
}
