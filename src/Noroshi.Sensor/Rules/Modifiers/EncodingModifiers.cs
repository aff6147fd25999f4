using System.Collections.Immutable;
using System.Text;

namespace Noroshi.Sensor.Rules.Modifiers;

/// <summary>Texts written in another encoding.</summary>
internal static class EncodingModifiers
{
    /// <summary>Every literal in UTF-16; <c>utf16</c> puts a byte order mark before little-endian text. Wildcards stay.</summary>
    internal static Draft.Words Utf16(Draft.Words words, Modifier modifier)
    {
        var encoding = modifier is Modifier.Utf16Be ? Encoding.BigEndianUnicode : Encoding.Unicode;
        var parts = words.Parts.Select(p => p with { Bytes = [.. encoding.GetBytes(Encoding.UTF8.GetString([.. p.Bytes]))] }).ToImmutableArray();
        if (modifier is Modifier.Utf16) parts = parts.Insert(0, PatternPart.Literal([0xFF, 0xFE]));
        return words with { Parts = parts, IsBinary = true };
    }

    internal static Draft.Words Base64(Draft.Words words, ImmutableArray<byte> bytes) => Encoded(words, Convert.ToBase64String([.. bytes]));

    /// <summary>The part of the encoded text that is the same whatever stands before and after it, for each of the three places it can begin at.</summary>
    /// <remarks>Each group of four characters holds three bytes; what a group shares with its neighbours is cut off.</remarks>
    internal static IEnumerable<Draft.Words> Base64Offset(Draft.Words words, ImmutableArray<byte> bytes)
    {
        for (var before = 0; before < 3; before++)
        {
            var encoded = Convert.ToBase64String([.. new byte[before], .. bytes]);
            var begin = before == 0 ? 0 : before + 1;
            var end = encoded.Length - ((before + bytes.Length) % 3) switch { 0 => 0, 1 => 3, _ => 2 };
            if (end > begin) yield return Encoded(words, encoded[begin..end]);
        }
    }

    private static Draft.Words Encoded(Draft.Words words, string text) => words with { Parts = [PatternPart.Literal(Encoding.ASCII.GetBytes(text))], IsBinary = false };
}
