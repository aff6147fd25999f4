using System.Buffers.Binary;
using System.Net;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text.Unicode;

namespace Noroshi.Sensor.Logs;

/// <summary>What formats need to cut a line: words, quoted texts, numbers, addresses. All on slices, nothing allocated.</summary>
public static class LineScan
{
    private const ulong Zeros = 0x3030_3030_3030_3030;

    /// <summary>Takes the text up to a blank and moves past it.</summary>
    /// <param name="rest">What is left of the line.</param>
    public static ReadOnlySpan<byte> Word(scoped ref ReadOnlySpan<byte> rest)
    {
        var end = EndOfWord(rest);
        var word = rest[..end];
        rest = end == rest.Length ? [] : rest[(end + 1)..];
        return word;
    }

    /// <summary>The length of the IPv4 address a text begins with (four numbers of at most 255, no leading zeros beyond <c>0</c>), or 0.</summary>
    /// <param name="text">The text.</param>
    public static int Ipv4Length(ReadOnlySpan<byte> text) => text.Length >= 8 ? PlainIpv4Length(text) : ShortIpv4Length(text);

    /// <summary>All sixteen bytes at once: an address is no longer, and branches on its digits are as many guesses gone wrong.</summary>
    private static int PlainIpv4Length(ReadOnlySpan<byte> text)
    {
        var bytes = First16(text);
        var digits = Vector128.LessThan(bytes - Vector128.Create((byte)'0'), Vector128.Create((byte)10)).ExtractMostSignificantBits();
        var dots = Vector128.Equals(bytes, Vector128.Create((byte)'.')).ExtractMostSignificantBits();
        var length = BitOperations.TrailingZeroCount(~(digits | dots));
        // Three dots and no fourth: an address that ends a sentence is followed by one, and what follows a second one is no address.
        var within = (1u << length) - 1;
        dots &= within;
        if (BitOperations.PopCount(dots) != 3) return ShortIpv4Length(text);
        digits &= within;
        var starts = (dots << 1) | 1;
        var two = digits & (digits >> 1);
        var three = two & (digits >> 2);
        if ((starts & ~digits) != 0 || (three & (digits >> 3)) != 0) return 0;
        var zeros = Vector128.Equals(bytes, Vector128.Create((byte)'0')).ExtractMostSignificantBits();
        if ((starts & two & zeros) != 0) return 0;
        // Above 255: 3xx, 26x to 29x, 256 to 259.
        var overTwo = Vector128.GreaterThan(bytes, Vector128.Create((byte)'2')).ExtractMostSignificantBits();
        var isTwo = Vector128.Equals(bytes, Vector128.Create((byte)'2')).ExtractMostSignificantBits();
        var overFive = Vector128.GreaterThan(bytes, Vector128.Create((byte)'5')).ExtractMostSignificantBits();
        var isFive = Vector128.Equals(bytes, Vector128.Create((byte)'5')).ExtractMostSignificantBits();
        var over = overTwo | (isTwo & ((overFive >> 1) | ((isFive >> 1) & (overFive >> 2))));
        return (starts & three & over) != 0 ? 0 : length;
    }

    /// <summary>The first sixteen of at least eight bytes; zeros where the text is shorter.</summary>
    private static Vector128<byte> First16(ReadOnlySpan<byte> text)
    {
        ref var start = ref MemoryMarshal.GetReference(text);
        if (text.Length >= Vector128<byte>.Count) return Vector128.LoadUnsafe(ref start);
        var last = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, text.Length - 8)) >> (8 * (16 - text.Length));
        return Vector128.Create(Unsafe.ReadUnaligned<ulong>(ref start), text.Length == 8 ? 0 : last).AsByte();
    }

    private static int ShortIpv4Length(ReadOnlySpan<byte> text)
    {
        var at = 0;
        for (var part = 0; ; part++)
        {
            var digits = 0;
            var value = 0;
            for (; at < text.Length && digits < 3 && (uint)(text[at] - '0') <= 9; at++, digits++) value = (value * 10) + text[at] - '0';
            if (digits == 0 || value > 255 || (digits > 1 && text[at - digits] == '0')) return 0;
            if (part == 3) return at < text.Length && (uint)(text[at] - '0') <= 9 ? 0 : at;
            if (at >= text.Length || text[at] != '.') return 0;
            at++;
        }
    }

    /// <summary>Takes the text before a mark and moves past the mark; false, and nothing moved, when there is none.</summary>
    /// <param name="rest">What is left of the line.</param>
    /// <param name="mark">The mark.</param>
    /// <param name="before">The text before it.</param>
    public static bool TryUntil(scoped ref ReadOnlySpan<byte> rest, ReadOnlySpan<byte> mark, out ReadOnlySpan<byte> before)
    {
        var at = rest.IndexOf(mark);
        before = at < 0 ? [] : rest[..at];
        if (at >= 0) rest = rest[(at + mark.Length)..];
        return at >= 0;
    }

    /// <summary>Moves past a beginning; false, and nothing moved, when the text begins otherwise.</summary>
    /// <param name="rest">What is left of the line.</param>
    /// <param name="start">The beginning.</param>
    public static bool TrySkip(scoped ref ReadOnlySpan<byte> rest, ReadOnlySpan<byte> start)
    {
        if (!rest.StartsWith(start)) return false;
        rest = rest[start.Length..];
        return true;
    }

    /// <summary>The text of a quoted field and the place after its closing quote. A quote after an odd number of backslashes belongs to the text.</summary>
    /// <param name="rest">Text right after the opening quote; afterwards what follows the closing one.</param>
    /// <param name="text">The text between, escapes as written.</param>
    public static bool TryQuoted(scoped ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> text)
    {
        for (var from = 0; ;)
        {
            var at = rest[from..].IndexOf((byte)'"');
            text = [];
            if (at < 0) return false;
            at += from;
            if (at == 0 || rest[at - 1] != '\\' || !IsEscaped(rest, at))
            {
                text = rest[..at];
                rest = rest[(at + 1)..];
                return true;
            }
            from = at + 1;
        }
    }

    /// <summary>A whole non-negative number; false when empty, longer than 18 digits or anything else.</summary>
    /// <param name="text">The number and nothing else.</param>
    /// <param name="number">The number.</param>
    public static bool TryNumber(ReadOnlySpan<byte> text, out long number)
    {
        number = 0;
        if (text.IsEmpty || text.Length > 18) return false;
        if (text.Length <= sizeof(ulong)) return TryEight(text, out number);
        foreach (var digit in text)
        {
            var value = (uint)digit - '0';
            if (value > 9) return false;
            number = (number * 10) + value;
        }
        return true;
    }

    /// <summary>The number of one to eight digits that ends at a place of a line, which has at least eight bytes before it; false for anything else.</summary>
    internal static bool TryNumberBefore(ReadOnlySpan<byte> line, int end, int length, out long number)
    {
        number = 0;
        if ((uint)(length - 1) >= sizeof(ulong) || end < sizeof(ulong)) return false;
        var digits = BinaryPrimitives.ReadUInt64LittleEndian(line[(end - sizeof(ulong))..end]);
        var before = 8 * (sizeof(ulong) - length);
        return TryDigits((digits ^ Zeros) >> before << before, out number);
    }

    /// <summary>Up to eight digits at once: where a number ends cannot be guessed, and a loop would guess.</summary>
    private static bool TryEight(ReadOnlySpan<byte> text, out long number)
    {
        ref var start = ref MemoryMarshal.GetReference(text);
        ulong digits;
        if (text.Length >= 4)
        {
            digits = Unsafe.ReadUnaligned<uint>(ref start) | ((ulong)Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref start, text.Length - 4)) << (8 * (text.Length - 4)));
        }
        else
        {
            digits = start | ((ulong)Unsafe.Add(ref start, text.Length >> 1) << (8 * (text.Length >> 1))) | ((ulong)Unsafe.Add(ref start, text.Length - 1) << (8 * (text.Length - 1)));
        }
        // The last digit at the top, nothing below the first.
        return TryDigits((digits ^ (Zeros >> (8 * (8 - text.Length)))) << (8 * (8 - text.Length)), out number);
    }

    /// <summary>Eight digits without their 0x30, the last one at the top.</summary>
    private static bool TryDigits(ulong digits, out long number)
    {
        number = 0;
        if (((digits | (digits + 0x0606_0606_0606_0606)) & 0xF0F0_F0F0_F0F0_F0F0) != 0) return false;
        var pairs = (digits * 10) + (digits >> 8);
        number = (long)((((pairs & 0x0000_00FF_0000_00FF) * 0x000F_4240_0000_0064) + (((pairs >> 16) & 0x0000_00FF_0000_00FF) * 0x0000_2710_0000_0001)) >> 32);
        return true;
    }

    /// <summary>Whether a text is an IPv6 address of digits and colons alone (RFC 4291 section 2.2, forms 1 and 2), told by where those stand. Of the shortest, and of none too many groups, nothing is said: false.</summary>
    internal static bool IsPlainIpv6(ReadOnlySpan<byte> text)
    {
        const int Half = 16;
        if (text.Length is < 8 or > 39) return false;
        ref var start = ref MemoryMarshal.GetReference(text);
        ulong digits = 0, colons = 0;
        Classify(First16(text), 0, ref digits, ref colons);
        if (text.Length > Half) Classify(Vector128.LoadUnsafe(ref start, (nuint)(text.Length - Half)), text.Length - Half, ref digits, ref colons);
        if (text.Length > 2 * Half) Classify(Vector128.LoadUnsafe(ref start, Half), Half, ref digits, ref colons);
        if ((digits | colons) != (1UL << text.Length) - 1 || (digits & (digits >> 1) & (digits >> 2) & (digits >> 3) & (digits >> 4)) != 0) return false;
        var twice = colons & (colons >> 1);
        var single = colons & ~(twice | (twice << 1));
        // One place at most where groups are left out, and no colon alone at either end.
        if ((twice & (twice - 1)) != 0 || ((single | (single >> (text.Length - 1))) & 1) != 0) return false;
        var groups = BitOperations.PopCount(digits & ~(digits << 1));
        return twice == 0 ? groups == 8 : groups < 8;
    }

    /// <summary>Which of sixteen bytes are hexadecimal digits and which are colons, put behind those that are known.</summary>
    private static void Classify(Vector128<byte> bytes, int at, ref ulong digits, ref ulong colons)
    {
        var isDigit = Vector128.LessThan(bytes - Vector128.Create((byte)'0'), Vector128.Create((byte)10)) | Vector128.LessThan((bytes | Vector128.Create((byte)0x20)) - Vector128.Create((byte)'a'), Vector128.Create((byte)6));
        digits |= (ulong)isDigit.ExtractMostSignificantBits() << at;
        colons |= (ulong)Vector128.Equals(bytes, Vector128.Create((byte)':')).ExtractMostSignificantBits() << at;
    }

    /// <summary>Whether a text is an IPv4 or IPv6 address and nothing else.</summary>
    /// <param name="text">The text.</param>
    public static bool IsAddress(ReadOnlySpan<byte> text)
    {
        if (text.Length is < 2 or > 45) return false;
        if (Ipv4Length(text) == text.Length || IsPlainIpv6(text)) return true;
        return text.Contains((byte)':') && !text.ContainsAny("[]%/"u8) && IPAddress.IsValidUtf8(text);
    }

    /// <summary>An address as logs write it (brackets, port, zone, IPv4 mapped into IPv6) as the bare address and the port.</summary>
    /// <param name="text">As written.</param>
    /// <param name="address">The bare address, a slice of the text; the text itself when it is no address.</param>
    /// <param name="port">The port, or -1.</param>
    /// <returns>Whether it is an address.</returns>
    public static bool TryAddress(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> address, out int port)
    {
        port = -1;
        address = text;
        // Nearly all are plain.
        var length = Ipv4Length(text);
        if ((length > 0 && length == text.Length) || IsPlainIpv6(text)) return true;
        var bare = text;
        if (bare is [(byte)'[', ..] && bare.IndexOf((byte)']') is > 0 and var close)
        {
            if (bare[(close + 1)..] is [(byte)':', .. var after] && (port = PortOf(after)) < 0) return false;
            bare = bare[1..close];
        }
        else if (bare.Count((byte)':') == 1 && bare.IndexOf((byte)':') is var colon)
        {
            port = PortOf(bare[(colon + 1)..]);
            bare = bare[..colon];
        }
        if (bare.IndexOf((byte)'%') is > 0 and var zone) bare = bare[..zone];
        if (bare.StartsWith("::ffff:"u8) && bare[7..].Contains((byte)'.')) bare = bare[7..];
        if (!IsAddress(bare)) return false;
        address = bare;
        return true;
    }

    /// <summary>Whether a text is well-formed UTF-8 without control characters, so that it may stand for a name.</summary>
    /// <param name="text">The text.</param>
    public static bool IsClean(ReadOnlySpan<byte> text) => text.IndexOfAnyInRange((byte)0, (byte)31) < 0 && Utf8.IsValid(text);

    // Words are short: one look at the next sixteen bytes beats a search that must first be set up.
    internal static int EndOfWord(ReadOnlySpan<byte> text)
    {
        var near = 0;
        if (text.Length >= Vector128<byte>.Count)
        {
            var blanks = Vector128.Equals(Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(text)), Vector128.Create((byte)' ')).ExtractMostSignificantBits();
            if (blanks != 0) return BitOperations.TrailingZeroCount(blanks);
            near = Vector128<byte>.Count;
        }
        for (; near < text.Length && near < 40; near++)
        {
            if (text[near] == ' ') return near;
        }
        var far = text[near..].IndexOf((byte)' ');
        return far < 0 ? text.Length : near + far;
    }

    private static int PortOf(ReadOnlySpan<byte> text) => TryNumber(text, out var port) && port <= 65535 ? (int)port : -1;

    private static bool IsEscaped(ReadOnlySpan<byte> text, int at)
    {
        var slashes = 0;
        while (slashes < at && text[at - 1 - slashes] == '\\') slashes++;
        return slashes % 2 == 1;
    }
}
