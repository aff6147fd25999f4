using System.Globalization;
using System.Text;

namespace Noroshi.Core.Share;

/// <summary>
/// A text as the leak check compares it: compatibility forms and widths unified (NFKC), hiragana as katakana, capitals as small letters, everything that is not a letter or a digit
/// left out; with the way back to where each character stood.
/// </summary>
internal sealed class FoldedText
{
    private readonly List<int> _starts = [];
    private readonly List<int> _ends = [];

    private FoldedText(string original)
    {
        Original = original;
        var folded = new StringBuilder(original.Length);
        var elements = StringInfo.GetTextElementEnumerator(original);
        while (elements.MoveNext())
        {
            var element = elements.GetTextElement();
            foreach (var c in Fold(element))
            {
                folded.Append(c);
                _starts.Add(elements.ElementIndex);
                _ends.Add(elements.ElementIndex + element.Length);
            }
        }

        Text = folded.ToString();
    }

    /// <summary>The text before folding.</summary>
    internal string Original { get; }

    /// <summary>The text after folding.</summary>
    internal string Text { get; }

    internal static FoldedText Of(string original) => new(original);

    /// <summary>Where a run of folded characters stood.</summary>
    internal (int Start, int Length) Place(int start, int length) => (_starts[start], _ends[start + length - 1] - _starts[start]);

    private static string Fold(string element)
    {
        var folded = new StringBuilder(element.Length);
        foreach (var c in WithoutAccents(element))
        {
            if (char.IsLetterOrDigit(c) ? c is not 'ー' : char.IsSurrogate(c)) folded.Append(Small(c));
        }

        return folded.ToString();
    }

    private static string WithoutAccents(string element)
    {
        try
        {
            var decomposed = element.Normalize(NormalizationForm.FormKD);
            return string.Concat(decomposed.Where(c => !IsLatinMark(c))).Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            return ""; // half of a surrogate pair
        }
    }

    // Accents go (é is e); the voicing marks of kana (U+3099, U+309A) stay: ハ, バ and パ are different letters.
    private static bool IsLatinMark(char c) => c is >= '\u0300' and <= '\u036F';

    // Hiragana U+3041-3096 stands 0x60 below its katakana.
    private static char Small(char c) => c is >= '\u3041' and <= '\u3096' ? (char)(c + 0x60) : char.ToLowerInvariant(c);
}
