using System.Buffers;

namespace Noroshi.Sensor.Logs;

/// <summary>A text in a record of Linux audit that somebody else chose: in quotes, or, when it has a blank, a quote or a byte that is no ASCII letter or mark, as hexadecimal digits without quotes.</summary>
/// <remarks>audit_log_untrustedstring (kernel), audit_value_needs_encoding (libaudit).</remarks>
internal static class AuditText
{
    private static readonly SearchValues<byte> Digits = SearchValues.Create("0123456789ABCDEF"u8);

    /// <summary>How many bytes of a line such a text takes, its quotes too; -1 when there is none.</summary>
    internal static int Length(ReadOnlySpan<byte> rest)
    {
        if (rest is [(byte)'"', ..]) return rest[1..].IndexOf((byte)'"') is >= 0 and var close ? close + 2 : -1;
        var length = rest.IndexOfAnyExcept(Digits);
        if (length < 0) length = rest.Length;
        return length > 0 && length % 2 == 0 && (length == rest.Length || rest[length] is (byte)' ' or (byte)'\'') ? length : -1;
    }

    /// <summary>What such a text says.</summary>
    /// <param name="written">The text as written, of the length found.</param>
    /// <param name="context">Gives room.</param>
    internal static ReadOnlySpan<byte> Of(ReadOnlySpan<byte> written, LogContext context)
    {
        if (written is [(byte)'"', .., (byte)'"']) return written[1..^1];
        var room = context.Room(written.Length / 2);
        Decode(written, room);
        return room;
    }

    /// <summary>Whether a text is written as digits.</summary>
    internal static bool IsEncoded(ReadOnlySpan<byte> written) => written.Length % 2 == 0 && !written.ContainsAnyExcept(Digits);

    /// <summary>The bytes of digits.</summary>
    internal static void Decode(ReadOnlySpan<byte> digits, Span<byte> bytes)
    {
        for (var i = 0; i < digits.Length; i += 2) bytes[i / 2] = (byte)((Digit(digits[i]) << 4) | Digit(digits[i + 1]));
    }

    private static int Digit(byte digit) => digit <= '9' ? digit - '0' : digit - 'A' + 10;
}
