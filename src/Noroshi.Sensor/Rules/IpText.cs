namespace Noroshi.Sensor.Rules;

/// <summary>Addresses as text, without allocation.</summary>
/// <remarks>RFC 4291 section 2.2 for IPv6; IPv4 as four decimal numbers. A zone after <c>%</c> is dropped; brackets around IPv6 are taken off.</remarks>
internal static class IpText
{
    private const int Groups = 8;

    internal static bool TryRead(ReadOnlySpan<byte> text, out UInt128 address, out bool isV6)
    {
        isV6 = text.Contains((byte)':');
        if (!isV6) return TryReadV4(text, out address);
        if (text is [(byte)'[', .., (byte)']']) text = text[1..^1];
        var zone = text.IndexOf((byte)'%');
        if (!TryReadV6(zone < 0 ? text : text[..zone], out address)) return false;
        if (address >> 32 != 0xFFFF) return true;
        isV6 = false;
        address &= uint.MaxValue;
        return true;
    }

    private static bool TryReadV4(ReadOnlySpan<byte> text, out UInt128 address)
    {
        address = 0;
        var value = 0U;
        for (var i = 0; i < 4; i++)
        {
            var dot = text.IndexOf((byte)'.');
            if (dot < 0 != (i == 3)) return false;
            var part = dot < 0 ? text : text[..dot];
            if (part.Length is 0 or > 3 || part.IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0) return false;
            var number = 0U;
            foreach (var digit in part) number = number * 10 + digit - '0';
            if (number > 255) return false;
            value = value << 8 | number;
            text = dot < 0 ? [] : text[(dot + 1)..];
        }
        address = value;
        return true;
    }

    private static bool TryReadV6(ReadOnlySpan<byte> text, out UInt128 address)
    {
        address = 0;
        var gap = text.IndexOf("::"u8);
        if (gap < 0) return TryReadGroups(text, out address, out var all) && all == Groups;
        if (!TryReadGroups(text[..gap], out var head, out var before) || !TryReadGroups(text[(gap + 2)..], out var tail, out var after) || before + after >= Groups) return false;
        address = (before == 0 ? 0 : head << ((Groups - before) * 16)) | tail;
        return true;
    }

    private static bool TryReadGroups(ReadOnlySpan<byte> text, out UInt128 value, out int count)
    {
        value = 0;
        count = 0;
        while (!text.IsEmpty)
        {
            var colon = text.IndexOf((byte)':');
            var part = colon < 0 ? text : text[..colon];
            if (colon >= 0 && colon == text.Length - 1 || count >= Groups) return false;
            text = colon < 0 ? [] : text[(colon + 1)..];
            if (text.IsEmpty && part.Contains((byte)'.'))
            {
                if (!TryReadV4(part, out var v4)) return false;
                value = value << 32 | v4;
                count += 2;
                return count <= Groups;
            }
            if (part.Length is 0 or > 4 || !System.Buffers.Text.Utf8Parser.TryParse(part, out ushort group, out var used, 'x') || used != part.Length) return false;
            value = value << 16 | group;
            count++;
        }
        return true;
    }
}
