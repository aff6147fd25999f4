namespace Noroshi.Formats.Rfc3339;

/// <summary>Prints instants as RFC 3339, in UTC with <c>Z</c>: what our API, files and signed texts carry.</summary>
public static class Rfc3339Text
{
    /// <summary>Most bytes <see cref="TryFormat"/> writes.</summary>
    public const int MaxBytes = 28;

    /// <summary>Writes an instant.</summary>
    /// <param name="instant">The instant; any offset is converted to UTC.</param>
    /// <param name="fractionDigits">Digits of the second's fraction, 0 to 7; the rest is cut off, never rounded up.</param>
    /// <param name="target">Receives the text.</param>
    /// <param name="written">Bytes written.</param>
    /// <returns>False when the target is too small; nothing is written then.</returns>
    public static bool TryFormat(DateTimeOffset instant, int fractionDigits, Span<byte> target, out int written)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(fractionDigits, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(fractionDigits, 7);
        written = 0;
        var length = 20 + (fractionDigits == 0 ? 0 : fractionDigits + 1);
        if (target.Length < length) { return false; }
        var utc = instant.UtcDateTime;
        "0000-00-00T00:00:00"u8.CopyTo(target);
        Put(target[..4], utc.Year);
        Put(target[5..7], utc.Month);
        Put(target[8..10], utc.Day);
        Put(target[11..13], utc.Hour);
        Put(target[14..16], utc.Minute);
        Put(target[17..19], utc.Second);
        if (fractionDigits > 0) { Fraction(target[19..(length - 1)], utc.Ticks % TimeSpan.TicksPerSecond); }
        target[length - 1] = (byte)'Z';
        written = length;
        return true;
    }

    /// <summary>An instant as text; see <see cref="TryFormat"/>.</summary>
    public static string Of(DateTimeOffset instant, int fractionDigits)
    {
        Span<byte> text = stackalloc byte[MaxBytes];
        TryFormat(instant, fractionDigits, text, out var written);
        return System.Text.Encoding.ASCII.GetString(text[..written]);
    }

    private static void Fraction(Span<byte> target, long ticks)
    {
        Span<byte> digits = stackalloc byte[7];
        Put(digits, (int)ticks);
        target[0] = (byte)'.';
        digits[..(target.Length - 1)].CopyTo(target[1..]);
    }

    private static void Put(Span<byte> target, int value)
    {
        for (var i = target.Length - 1; i >= 0; i--)
        {
            target[i] = (byte)('0' + (value % 10));
            value /= 10;
        }
    }
}
