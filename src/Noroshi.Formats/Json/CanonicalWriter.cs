using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Noroshi.Formats.Json;

/// <summary>Writes the scalars of the canonical form: strings and numbers exactly as RFC 8785 wants them.</summary>
/// <remarks>RFC 8785 sections 3.2.2.2 (strings) and 3.2.2.3 (numbers, after ECMA-262 Number::toString).</remarks>
internal static class CanonicalWriter
{
    internal const long MaxSafe = (1L << 53) - 1;

    private static readonly SearchValues<char> Escaped = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(static c => (char)c), '"', '\\']);

    internal static void Raw(IBufferWriter<byte> to, ReadOnlySpan<byte> bytes) => to.Write(bytes);

    internal static void Text(IBufferWriter<byte> to, ReadOnlySpan<char> text)
    {
        Raw(to, "\""u8);
        while (!text.IsEmpty)
        {
            var plain = text.IndexOfAny(Escaped);
            if (plain != 0)
            {
                var run = plain < 0 ? text : text[..plain];
                Encoding.UTF8.GetBytes(run, to);
                text = text[run.Length..];
                continue;
            }
            Escape(to, text[0]);
            text = text[1..];
        }
        Raw(to, "\""u8);
    }

    internal static void Whole(IBufferWriter<byte> to, long value)
    {
        Utf8Formatter.TryFormat(value, to.GetSpan(20), out var written);
        to.Advance(written);
    }

    /// <summary>A finite double as ECMAScript prints it.</summary>
    internal static void Number(IBufferWriter<byte> to, double value)
    {
        if (value == 0) { Raw(to, "0"u8); return; }
        // .NET prints the shortest digits that read back to the same double, which is what ECMAScript asks for; only the notation differs.
        Span<char> shortest = stackalloc char[32];
        value.TryFormat(shortest, out var length, "R", CultureInfo.InvariantCulture);
        Span<byte> digits = stackalloc byte[32];
        var (count, point) = Split(shortest[..length], digits);
        if (value < 0) { Raw(to, "-"u8); }
        Notation(to, digits[..count], point);
    }

    // digits d1..dk and n such that value = 0.d1..dk x 10^n
    private static (int Count, int Point) Split(ReadOnlySpan<char> text, Span<byte> digits)
    {
        var exponentAt = text.IndexOf('E');
        var exponent = exponentAt < 0 ? 0 : int.Parse(text[(exponentAt + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = (exponentAt < 0 ? text : text[..exponentAt]).TrimStart('-');
        var (count, point, seenPoint) = (0, 0, false);
        foreach (var c in mantissa)
        {
            if (c == '.') { seenPoint = true; continue; }
            if (count == 0 && c == '0') { point -= seenPoint ? 1 : 0; continue; }
            digits[count++] = (byte)c;
            point += seenPoint ? 0 : 1;
        }
        while (count > 1 && digits[count - 1] == '0') { count--; }
        return (count, point + exponent);
    }

    // ECMA-262 Number::toString, steps 6 to 12; k = digits.Length, n = point.
    private static void Notation(IBufferWriter<byte> to, ReadOnlySpan<byte> digits, int point)
    {
        switch (point)
        {
            case > 0 and <= 21 when digits.Length <= point:
                Raw(to, digits);
                Zeros(to, point - digits.Length);
                break;
            case > 0 and <= 21:
                Raw(to, digits[..point]);
                Raw(to, "."u8);
                Raw(to, digits[point..]);
                break;
            case > -6 and <= 0:
                Raw(to, "0."u8);
                Zeros(to, -point);
                Raw(to, digits);
                break;
            default:
                Raw(to, digits[..1]);
                if (digits.Length > 1) { Raw(to, "."u8); Raw(to, digits[1..]); }
                Raw(to, point > 0 ? "e+"u8 : "e-"u8);
                Whole(to, Math.Abs(point - 1));
                break;
        }
    }

    private static void Zeros(IBufferWriter<byte> to, int count)
    {
        to.GetSpan(count + 1)[..count].Fill((byte)'0');
        to.Advance(count);
    }

    private static void Escape(IBufferWriter<byte> to, char c)
    {
        ReadOnlySpan<byte> name = c switch
        {
            '"' => "\\\""u8,
            '\\' => "\\\\"u8,
            '\b' => "\\b"u8,
            '\t' => "\\t"u8,
            '\n' => "\\n"u8,
            '\f' => "\\f"u8,
            '\r' => "\\r"u8,
            _ => default,
        };
        if (!name.IsEmpty) { Raw(to, name); return; }
        Raw(to, "\\u00"u8);
        Utf8Formatter.TryFormat((byte)c, to.GetSpan(2), out var written, new StandardFormat('x', 2));
        to.Advance(written);
    }
}
