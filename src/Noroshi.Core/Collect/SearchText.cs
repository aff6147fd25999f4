using System.Globalization;
using System.Text;

namespace Noroshi.Core.Collect;

/// <summary>Text as search sees it: what looks or sounds the same to a reader becomes the same. The original is never changed, only compared by this.</summary>
/// <remarks>NFKC (full-width and half-width meet), lower case, katakana to hiragana, variation selectors dropped, white space and controls to one space.</remarks>
public static class SearchText
{
    private const int KatakanaToHiragana = 0x60;

    /// <summary>The folded form. Halves of surrogate pairs become U+FFFD.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        var wasSpace = true;
        foreach (var rune in Composed(text).EnumerateRunes())
        {
            if (IsVariationSelector(rune.Value)) continue;
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
            {
                if (!wasSpace) folded.Append(' ');
                wasSpace = true;
                continue;
            }
            folded.Append(ToHiragana(Rune.ToLowerInvariant(rune)).ToString());
            wasSpace = false;
        }
        return folded.ToString().TrimEnd();
    }

    /// <summary>Whether a character belongs to a script written without spaces: its words are found by single characters and pairs.</summary>
    internal static bool IsSolid(Rune rune) => rune.Value switch
    {
        0x3005 or 0x3006 or 0x3007 => true, // 々 〆 〇
        >= 0x3041 and <= 0x309F or >= 0x30A0 and <= 0x30FF and not 0x30FB or >= 0x31F0 and <= 0x31FF => true, // kana; not the middle dot
        >= 0x3400 and <= 0x4DBF or >= 0x4E00 and <= 0x9FFF or >= 0xF900 and <= 0xFAFF or >= 0x20000 and <= 0x3FFFF => true, // Han
        >= 0xAC00 and <= 0xD7A3 or >= 0x0E00 and <= 0x0E7F => true, // Hangul, Thai
        _ => false,
    };

    /// <summary>Whether a character belongs to a word of a script written with spaces.</summary>
    internal static bool IsWord(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter
        or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static string Composed(string text)
    {
        // Through runes first: Normalize throws on half of a surrogate pair, and on what Unicode says is no character.
        var whole = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) whole.Append((IsNoncharacter(rune.Value) ? Rune.ReplacementChar : rune).ToString());
        return whole.ToString().Normalize(NormalizationForm.FormKC);
    }

    private static Rune ToHiragana(Rune rune) => rune.Value is >= 0x30A1 and <= 0x30F6 ? new(rune.Value - KatakanaToHiragana) : rune;

    private static bool IsNoncharacter(int value) => (value & 0xFFFE) == 0xFFFE || value is >= 0xFDD0 and <= 0xFDEF;

    private static bool IsVariationSelector(int value) => value is >= 0xFE00 and <= 0xFE0F or >= 0xE0100 and <= 0xE01EF;
}
