namespace Noroshi.Sensor.Detectors.Web.Decoding;

/// <summary>ASCII in disguise: overlong UTF-8, full-width forms, exotic blanks and quotation marks. Everything else passes as it is.</summary>
/// <remarks>RFC 3629 section 10 on overlong forms; CVE-2000-0884 used them first.</remarks>
internal static class ForeignForms
{
    /// <summary>Reads the character at the start of a text, which begins with a byte above 0x7F.</summary>
    /// <returns>Bytes taken, at least 1.</returns>
    internal static int Read(ReadOnlySpan<byte> text, Span<byte> to, out int written, out Tricks tricks)
    {
        tricks = Tricks.None;
        written = 1;
        var lead = text[0];
        if (lead is 0xC0 or 0xC1 && text.Length >= 2 && IsTail(text[1])) return Ascii(((lead & 0x1F) << 6) | (text[1] & 0x3F), 2, to, out tricks);
        if (lead == 0xE0 && text.Length >= 3 && text[1] is >= 0x80 and < 0xA0 && IsTail(text[2])) return Overlong(((text[1] & 0x3F) << 6) | (text[2] & 0x3F), 3, to, out written, out tricks);
        if (lead == 0xF0 && text.Length >= 4 && text[1] is >= 0x80 and < 0x90 && IsTail(text[2]) && IsTail(text[3]))
        {
            return Overlong(((text[1] & 0x3F) << 12) | ((text[2] & 0x3F) << 6) | (text[3] & 0x3F), 4, to, out written, out tricks);
        }
        if (lead == 0xEF && text.Length >= 3 && IsTail(text[2]) && FullWidth(text[1], text[2]) is > 0 and var full)
        {
            tricks = Tricks.FullWidth;
            to[0] = (byte)full;
            return 3;
        }
        if (lead == 0xE2 && text.Length >= 3 && text[1] == 0x80 && text[2] is 0x98 or 0x99 or 0x9C or 0x9D)
        {
            // Quotation marks of print: some databases and converters make plain ones of them.
            to[0] = text[2] < 0x9A ? (byte)'\'' : (byte)'"';
            return 3;
        }
        // U+2215 and U+2044 are slashes, U+2216 is a backslash to systems that look for the nearest ASCII.
        if (lead == 0xE2 && text.Length >= 3 && (text[1], text[2]) is (0x88, 0x95) or (0x81, 0x84) or (0x88, 0x96))
        {
            to[0] = text[2] == 0x96 ? (byte)'\\' : (byte)'/';
            return 3;
        }
        // The long s and the sign of the kelvin become an S and a K where a server changes case.
        if (lead == 0xC5 && text.Length >= 2 && text[1] == 0xBF)
        {
            to[0] = (byte)'s';
            return 2;
        }
        if (lead == 0xE2 && text.Length >= 3 && text[1] == 0x84 && text[2] == 0xAA)
        {
            to[0] = (byte)'k';
            return 3;
        }
        // U+560A and U+560D are line ends to servers that drop the high byte.
        if (lead == 0xE5 && text.Length >= 3 && text[1] == 0x98 && text[2] is 0x8A or 0x8D)
        {
            tricks = Tricks.LineEnd;
            to[0] = (byte)'\n';
            return 3;
        }
        // So are U+010D and U+010A, which are letters when they stand apart.
        if (lead == 0xC4 && text.StartsWith("\u010D\u010A"u8))
        {
            tricks = Tricks.LineEnd;
            to[0] = (byte)'\n';
            return 4;
        }
        if (lead == 0xC2 && text.Length >= 2 && text[1] is 0xA0 or 0x85)
        {
            to[0] = (byte)' ';
            return 2;
        }
        return Same(text, to, out written);
    }

    private static int Same(ReadOnlySpan<byte> text, Span<byte> to, out int written)
    {
        var length = text[0] switch { >= 0xF0 => 4, >= 0xE0 => 3, >= 0xC2 => 2, _ => 1 };
        written = 1;
        while (written < length && written < text.Length && IsTail(text[written])) written++;
        // A byte of an old character set that stands alone: 0xA0 is a blank to MySQL and to browsers.
        if (written == 1 && text[0] == 0xA0)
        {
            to[0] = (byte)' ';
            return 1;
        }
        text[..written].CopyTo(to);
        return written;
    }

    private static int Ascii(int code, int used, Span<byte> to, out Tricks tricks)
    {
        var isLineEnd = code is '\n' or '\r';
        tricks = isLineEnd ? Tricks.Overlong | Tricks.LineEnd : Tricks.Overlong;
        to[0] = isLineEnd ? (byte)'\n' : (byte)code;
        return used;
    }

    private static int Overlong(int code, int used, Span<byte> to, out int written, out Tricks tricks)
    {
        tricks = Tricks.Overlong;
        written = 1;
        if (code < 0x80) to[0] = (byte)code;
        else written = Escapes.Write(code, to);
        return used;
    }

    private static int FullWidth(byte second, byte third)
    {
        var code = 0xF000 | ((second & 0x3F) << 6) | (third & 0x3F);
        return code is >= 0xFF01 and <= 0xFF5E ? code - 0xFEE0 : 0;
    }

    private static bool IsTail(byte b) => (b & 0xC0) == 0x80;
}
