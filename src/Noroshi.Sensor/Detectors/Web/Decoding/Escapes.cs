using System.Text;

namespace Noroshi.Sensor.Detectors.Web.Decoding;

/// <summary>Single escapes of URLs, logs and scripts. Each reads one at the start of a text, writes what it means, and answers how many bytes it took; 0 when there is none.</summary>
internal static class Escapes
{
    /// <summary><c>%27</c>, and <c>%u0027</c> of old servers.</summary>
    internal static int Percent(ReadOnlySpan<byte> text, Span<byte> to, out int written, ref Tricks tricks)
    {
        written = 1;
        if (text.Length >= 3 && Hex(text[1], text[2]) is >= 0 and var b)
        {
            to[0] = (byte)b;
            if (b == '&') tricks |= Tricks.Ampersand;
            return 3;
        }
        if (text.Length >= 6 && text[1] is (byte)'u' or (byte)'U' && Hex(text[2], text[3]) is >= 0 and var high && Hex(text[4], text[5]) is >= 0 and var low)
        {
            tricks |= Tricks.PercentU;
            written = Write((high << 8) | low, to);
            return 6;
        }
        tricks |= Tricks.BadPercent;
        return 0;
    }

    /// <summary><c>\x27</c> (nginx and scripts), <c>\u0027</c>, <c>\u{27}</c>, <c>\"</c> (Apache).</summary>
    internal static int Backslash(ReadOnlySpan<byte> text, Span<byte> to, out int written, ref Tricks tricks)
    {
        written = 1;
        if (text.Length >= 2 && text[1] == '"')
        {
            to[0] = (byte)'"';
            return 2;
        }
        if (text.Length >= 4 && text[1] is (byte)'x' or (byte)'X' && Hex(text[2], text[3]) is >= 0 and var b)
        {
            tricks |= Tricks.Backslash;
            to[0] = (byte)b;
            return 4;
        }
        if (text.Length < 5 || text[1] is not ((byte)'u' or (byte)'U')) return 0;
        tricks |= Tricks.Backslash;
        if (text.Length >= 6 && Hex(text[2], text[3]) is >= 0 and var high && Hex(text[4], text[5]) is >= 0 and var low)
        {
            written = Write((high << 8) | low, to);
            return 6;
        }
        return Braced(text, to, out written);
    }

    /// <summary>Writes a code point as UTF-8; never more than three bytes for those of four hexadecimal digits.</summary>
    internal static int Write(int code, Span<byte> to)
    {
        if (code is >= 0xFF01 and <= 0xFF5E) code -= 0xFEE0;
        if (Rune.IsValid(code)) return new Rune(code).EncodeToUtf8(to);
        to[0] = (byte)'?';
        return 1;
    }

    internal static int Hex(byte high, byte low)
    {
        var (a, b) = (Digit(high), Digit(low));
        return a < 0 || b < 0 ? -1 : (a << 4) | b;
    }

    internal static int Digit(byte b) => b switch
    {
        >= (byte)'0' and <= (byte)'9' => b - '0',
        >= (byte)'a' and <= (byte)'f' => b - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => b - 'A' + 10,
        _ => -1,
    };

    private static int Braced(ReadOnlySpan<byte> text, Span<byte> to, out int written)
    {
        written = 0;
        if (text[2] != '{') return 0;
        var code = 0;
        for (var i = 3; i < text.Length && i < 10; i++)
        {
            if (text[i] == '}' && i > 3)
            {
                written = Write(code, to);
                return i + 1;
            }
            var digit = Digit(text[i]);
            if (digit < 0) return 0;
            code = (code << 4) | digit;
        }
        return 0;
    }
}
