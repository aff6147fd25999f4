namespace Noroshi.Formats.Syslog;

/// <summary>The timestamp of the older form, with what devices add to it: a year, a fraction, a mark that the clock is not synchronised.</summary>
/// <remarks>
/// RFC 3164 section 4.1.2: <c>Mmm dd hh:mm:ss</c> in local time, days below 10 with a blank in front. Section 5.4 example 4 has the year in front.
/// Cisco IOS "service timestamps" and ASA "logging timestamp": <c>*Mar  1 2010 18:46:11.123 UTC</c>, where <c>*</c> and <c>.</c> tell of an unsynchronised clock.
/// </remarks>
/// <param name="Year">The year, or 0 where none is written.</param>
/// <param name="Month">1 to 12.</param>
/// <param name="Day">1 to 31, a day the month has.</param>
/// <param name="Hour">0 to 23.</param>
/// <param name="Minute">0 to 59.</param>
/// <param name="Second">0 to 60.</param>
/// <param name="Milliseconds">The fraction; further digits are cut off.</param>
public readonly record struct SyslogTime(int Year, int Month, int Day, int Hour, int Minute, int Second, int Milliseconds)
{
    private static ReadOnlySpan<byte> Months => "JanFebMarAprMayJunJulAugSepOctNovDec"u8;

    /// <summary>Takes exactly <c>Mmm dd hh:mm:ss</c> off the front, as the RFC has it.</summary>
    /// <param name="rest">The text; afterwards what follows.</param>
    /// <param name="value">Receives the time.</param>
    public static bool TryTakeStrict(scoped ref ReadOnlySpan<byte> rest, out SyslogTime value)
    {
        value = default;
        if (rest.Length < 15 || rest[3] != ' ' || rest[6] != ' ' || rest[4] == '0') { return false; }
        var text = rest[..15];
        if (!TryTake(ref text, out value) || !text.IsEmpty || value.Second > 59) { return false; }
        rest = rest[15..];
        return true;
    }

    /// <summary>Takes a timestamp in any of the forms off the front.</summary>
    /// <param name="rest">The text; afterwards what follows.</param>
    /// <param name="value">Receives the time.</param>
    public static bool TryTake(scoped ref ReadOnlySpan<byte> rest, out SyslogTime value)
    {
        value = default;
        var text = rest is [(byte)'*' or (byte)'.', ..] ? rest[1..] : rest;
        var year = TakeYear(ref text, 0, isBefore: true);
        var month = MonthOf(text);
        if (month == 0 || text.Length < 14 || text[3] != ' ') { return false; }
        text = text[4..];
        if (!TryTakeDay(ref text, out var day)) { return false; }
        year = TakeYear(ref text, year, isBefore: true);
        if (!TryTakeClock(ref text, out var hour, out var minute, out var second)) { return false; }
        var milliseconds = TakeFraction(ref text);
        year = TakeYear(ref text, year, isBefore: false);
        if (day > DateTime.DaysInMonth(year == 0 ? 2000 : year, month)) { return false; }
        value = new(year, month, day, hour, minute, second, milliseconds);
        rest = text;
        return true;
    }

    private static int MonthOf(ReadOnlySpan<byte> text)
    {
        if (text.Length < 3) { return 0; }
        for (var month = 0; month < 12; month++)
        {
            if (text.StartsWith(Months.Slice(month * 3, 3))) { return month + 1; }
        }
        return 0;
    }

    // "2010 " in front of something, or " 2010" behind it when no digit, dot or colon makes it an address or another number.
    private static int TakeYear(scoped ref ReadOnlySpan<byte> text, int known, bool isBefore)
    {
        if (known != 0 || text.Length < 5) { return known; }
        var digits = isBefore ? text[..4] : text[1..5];
        if (text[isBefore ? 4 : 0] != ' ' || digits[0] is not ((byte)'1' or (byte)'2') || digits.ContainsAnyExceptInRange((byte)'0', (byte)'9')) { return known; }
        if (!isBefore && text[5..] is not ([] or [(byte)' ', ..] or [(byte)':'] or [(byte)':', (byte)' ', ..])) { return known; }
        text = text[5..];
        return (Two(digits) * 100) + Two(digits[2..]);
    }

    private static bool TryTakeDay(scoped ref ReadOnlySpan<byte> text, out int day)
    {
        var padded = text[0] == ' ' ? 1 : 0;
        var length = text[padded + 1] == ' ' ? 1 : 2 - padded;
        day = length == 1 ? Digit(text[padded]) : Two(text);
        if (day is < 1 or > 31 || text[padded + length] != ' ') { return false; }
        text = text[(padded + length + 1)..];
        return true;
    }

    private static bool TryTakeClock(scoped ref ReadOnlySpan<byte> text, out int hour, out int minute, out int second)
    {
        hour = minute = second = -1;
        if (text.Length < 8 || text[2] != ':' || text[5] != ':') { return false; }
        (hour, minute, second) = (Two(text), Two(text[3..]), Two(text[6..]));
        text = text[8..];
        return hour is >= 0 and < 24 && minute is >= 0 and < 60 && second is >= 0 and <= 60;
    }

    private static int TakeFraction(scoped ref ReadOnlySpan<byte> text)
    {
        if (text.Length < 2 || text[0] != '.' || Digit(text[1]) < 0) { return 0; }
        var (milliseconds, weight) = (0, 100);
        var end = 1;
        for (; end < text.Length && Digit(text[end]) >= 0; end++, weight /= 10) { milliseconds += Digit(text[end]) * weight; }
        text = text[end..];
        return milliseconds;
    }

    private static int Two(ReadOnlySpan<byte> text) => Digit(text[0]) is >= 0 and var high && Digit(text[1]) is >= 0 and var low ? (high * 10) + low : -1;

    private static int Digit(byte text) => text is >= (byte)'0' and <= (byte)'9' ? text - '0' : -1;
}
