using System.Text;

namespace Noroshi.Sensor.Logs.Json;

/// <summary>The text a JSON value means.</summary>
internal static class JsonText
{
    /// <summary>The value as text: a slice of the line, or unescaped into the context's room. Empty for null, objects and arrays.</summary>
    internal static ReadOnlySpan<byte> Of(ReadOnlySpan<byte> line, scoped in JsonMember member, LogContext context)
    {
        if (member.Kind is JsonKind.Null or JsonKind.Object or JsonKind.Array) return [];
        var raw = line.Slice(member.Start, member.Length);
        if (member.Kind == JsonKind.Numbers) return Octets(raw, context.Room(raw.Length));
        if (!member.HasEscapes) return raw;
        var room = context.Room(raw.Length);
        return room[..Unescape(raw, room)];
    }

    private static ReadOnlySpan<byte> Octets(ReadOnlySpan<byte> raw, Span<byte> room)
    {
        var written = 0;
        for (var rest = raw; !rest.IsEmpty;)
        {
            var comma = rest.IndexOf((byte)',');
            var number = (comma < 0 ? rest : rest[..comma]).Trim((byte)' ');
            if (!LineScan.TryNumber(number, out var octet) || octet > 255) return (raw.IndexOf((byte)',') is >= 0 and var end ? raw[..end] : raw).Trim((byte)' ');
            room[written++] = (byte)octet;
            rest = comma < 0 ? [] : rest[(comma + 1)..];
        }
        return room[..written];
    }

    /// <summary>Replaces the escapes of a JSON text; an unknown escape stays as written.</summary>
    /// <remarks>RFC 8259 section 7; also <c>\xHH</c>. No escape is shorter than what it means, so the target may be as long as the text. Half a surrogate pair becomes U+FFFD.</remarks>
    internal static int Unescape(ReadOnlySpan<byte> raw, Span<byte> target)
    {
        var written = 0;
        for (var i = 0; i < raw.Length;)
        {
            if (raw[i] != '\\' || i + 1 >= raw.Length)
            {
                target[written++] = raw[i++];
                continue;
            }
            i += Escape(raw[i..], target[written..], out var added);
            written += added;
        }
        return written;
    }

    private static int Escape(ReadOnlySpan<byte> raw, Span<byte> target, out int added)
    {
        added = 1;
        switch (raw[1])
        {
            case (byte)'n': target[0] = (byte)'\n'; return 2;
            case (byte)'r': target[0] = (byte)'\r'; return 2;
            case (byte)'t': target[0] = (byte)'\t'; return 2;
            case (byte)'b': target[0] = 8; return 2;
            case (byte)'f': target[0] = 12; return 2;
            case (byte)'"' or (byte)'\\' or (byte)'/': target[0] = raw[1]; return 2;
            case (byte)'x' when Hex(raw, 2, 2) is >= 0 and var octet: target[0] = (byte)octet; return 4;
            case (byte)'u' when Hex(raw, 2, 4) is >= 0 and var unit: return Unicode(raw, unit, target, out added);
            default: target[0] = raw[0]; return 1;
        }
    }

    private static int Unicode(ReadOnlySpan<byte> raw, int unit, Span<byte> target, out int added)
    {
        var length = 6;
        Rune rune;
        if (char.IsHighSurrogate((char)unit) && raw.Length >= 12 && raw[6] == '\\' && raw[7] == 'u' && Hex(raw, 8, 4) is >= 0 and var low && char.IsLowSurrogate((char)low))
        {
            rune = new((char)unit, (char)low);
            length = 12;
        }
        else
        {
            rune = Rune.TryCreate((char)unit, out var one) ? one : Rune.ReplacementChar;
        }
        added = rune.EncodeToUtf8(target);
        return length;
    }

    private static int Hex(ReadOnlySpan<byte> raw, int at, int digits)
    {
        if (raw.Length < at + digits) return -1;
        var value = 0;
        foreach (var b in raw.Slice(at, digits))
        {
            if (!char.IsAsciiHexDigit((char)b)) return -1;
            value = (value << 4) | ((b & 0x0F) + (b > '9' ? 9 : 0));
        }
        return value;
    }
}
