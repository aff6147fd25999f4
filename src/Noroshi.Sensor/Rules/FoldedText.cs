using System.Text;

namespace Noroshi.Sensor.Rules;

/// <summary>
/// Comparing UTF-8 without regard to case. ASCII letters are folded bytewise; other characters by their simple case mappings, except that none of them ever equals an ASCII letter
/// (the Kelvin sign is not a <c>k</c>): so a search for ASCII bytes finds everything that can match.
/// </summary>
internal static class FoldedText
{
    private const int InvalidByte = 0x110000;

    internal static byte Lower(byte b) => (uint)(b - 'A') <= 'Z' - 'A' ? (byte)(b | 0x20) : b;

    internal static byte Upper(byte b) => (uint)(b - 'a') <= 'z' - 'a' ? (byte)(b & ~0x20) : b;

    /// <summary>Whether two texts of equal length are the same but for the case of ASCII letters; the second is in lower case already.</summary>
    internal static bool EqualsLowered(ReadOnlySpan<byte> text, ReadOnlySpan<byte> lowered)
    {
        for (var i = 0; i < lowered.Length; i++)
        {
            if (Lower(text[i]) != lowered[i]) return false;
        }
        return true;
    }

    /// <summary>The folded form of a text, UTF-8; bytes that are no UTF-8 stay.</summary>
    internal static byte[] Fold(ReadOnlySpan<byte> text)
    {
        var folded = new List<byte>(text.Length);
        Span<byte> buffer = stackalloc byte[4];
        for (; !text.IsEmpty;)
        {
            var next = Next(text, out var length);
            if (next >= InvalidByte) folded.Add(text[0]);
            else folded.AddRange(buffer[..new Rune(next).EncodeToUtf8(buffer)]);
            text = text[length..];
        }
        return [.. folded];
    }

    /// <summary>How many bytes of a text a folded beginning takes, or -1 when the text does not begin so.</summary>
    internal static int PrefixLength(ReadOnlySpan<byte> text, ReadOnlySpan<byte> folded)
    {
        var at = 0;
        while (!folded.IsEmpty)
        {
            if (at >= text.Length || Next(text[at..], out var taken) != Next(folded, out var wanted)) return -1;
            at += taken;
            folded = folded[wanted..];
        }
        return at;
    }

    /// <summary>Bytes of the character a text begins with: 1 for a byte that is no UTF-8, 0 at the end.</summary>
    internal static int CharacterLength(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty) return 0;
        if (text[0] < 0x80) return 1;
        return Rune.DecodeFromUtf8(text, out _, out var length) is System.Buffers.OperationStatus.Done ? length : 1;
    }

    private static int Next(ReadOnlySpan<byte> text, out int length)
    {
        length = 1;
        if (text[0] < 0x80) return Lower(text[0]);
        if (Rune.DecodeFromUtf8(text, out var rune, out var taken) is not System.Buffers.OperationStatus.Done) return InvalidByte + text[0];
        length = taken;
        var folded = Rune.ToLowerInvariant(Rune.ToUpperInvariant(rune));
        return folded.IsAscii ? rune.Value : folded.Value;
    }
}
