namespace Noroshi.Sensor.Detectors.Web;

/// <summary>Looking for words in lower-case bytes.</summary>
internal static class Lexis
{
    /// <summary>Whether a byte can be part of a word: letter, digit, underscore, or part of a character beyond ASCII.</summary>
    internal static bool IsWord(byte b) => (uint)(b - 'a') < 26 || (uint)(b - '0') < 10 || b == '_' || b >= 0x80 || (uint)(b - 'A') < 26;

    internal static bool IsLetter(byte b) => (uint)((b | 0x20) - 'a') < 26;

    internal static bool IsDigit(byte b) => (uint)(b - '0') < 10;

    internal static bool IsBlank(byte b) => b is (byte)' ' or (byte)'\n';

    /// <summary>Length of the word a text begins with.</summary>
    internal static int WordLength(ReadOnlySpan<byte> text)
    {
        var i = 0;
        while (i < text.Length && IsWord(text[i])) i++;
        return i;
    }

    /// <summary>How many blanks a text begins with.</summary>
    internal static int Blanks(ReadOnlySpan<byte> text)
    {
        var i = 0;
        while (i < text.Length && IsBlank(text[i])) i++;
        return i;
    }

    /// <summary>Whether a text holds a phrase with no word byte directly before or behind it.</summary>
    internal static bool HasWord(ReadOnlySpan<byte> text, ReadOnlySpan<byte> phrase) => IndexOfWord(text, phrase) >= 0;

    /// <summary>Where a text holds a phrase with no word byte directly before or behind it; -1 when nowhere.</summary>
    internal static int IndexOfWord(ReadOnlySpan<byte> text, ReadOnlySpan<byte> phrase)
    {
        var from = 0;
        while (from <= text.Length - phrase.Length)
        {
            var at = text[from..].IndexOf(phrase);
            if (at < 0) return -1;
            at += from;
            var end = at + phrase.Length;
            var isFree = (at == 0 || !IsWord(text[at - 1]) || !IsWord(phrase[0])) && (end == text.Length || !IsWord(text[end]) || !IsWord(phrase[^1]));
            if (isFree) return at;
            from = at + 1;
        }
        return -1;
    }

    /// <summary>Whether a text is two or more words of plain language and nothing else: " does nothing, does it?".</summary>
    internal static bool IsProse(ReadOnlySpan<byte> text)
    {
        text = text.Trim((byte)' ');
        var words = 0;
        while (!text.IsEmpty)
        {
            var end = text.IndexOf((byte)' ');
            var word = (end < 0 ? text : text[..end]).TrimEnd(",.?!"u8);
            foreach (var b in word)
            {
                if (!IsLetter(b) && b < 0x80) return false;
            }
            words += word.IsEmpty ? 0 : 1;
            text = end < 0 ? [] : text[(end + 1)..];
        }
        return words >= 2;
    }

    /// <summary>Whether a text holds a phrase.</summary>
    internal static bool Has(ReadOnlySpan<byte> text, ReadOnlySpan<byte> phrase) => text.IndexOf(phrase) >= 0;
}
