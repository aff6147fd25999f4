using System.Text;

namespace Noroshi.Core.Vocabulary;

/// <summary>Telephone and FAX numbers as people write them: <c>03-1234-5678</c>, <c>+81 3 1234 5678</c>, <c>０３（１２３４）５６７８ 内線 12</c>.</summary>
public static class TelephoneNumber
{
    /// <summary>Whether a person could dial it: 3 to 20 digits (full-width ones too) among digits, spaces, hyphens, parentheses, plus, and an extension (内線, ext).</summary>
    /// <remarks>E.164 allows 15 digits; an extension adds to them. 110 and 119 are three.</remarks>
    public static bool IsPlausible(string text)
    {
        // What Unicode calls no character, Normalize throws on.
        if (!FactParsing.IsKeepable(text) || text.EnumerateRunes().Any(r => (r.Value & 0xFFFE) == 0xFFFE || r.Value is >= 0xFDD0 and <= 0xFDEF)) return false;
        var plain = text.Normalize(NormalizationForm.FormKC).Replace("内線", " ", StringComparison.Ordinal).Replace("ext.", " ", StringComparison.OrdinalIgnoreCase).Replace("ext", " ", StringComparison.OrdinalIgnoreCase);
        return plain.Count(char.IsAsciiDigit) is >= 3 and <= 20 && plain.All(c => char.IsAsciiDigit(c) || " -‐−–ー~〜()+#*,.".Contains(c, StringComparison.Ordinal));
    }
}
