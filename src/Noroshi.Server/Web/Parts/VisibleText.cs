using System.Globalization;
using System.Text;

namespace Noroshi.Server.Web.Parts;

/// <summary>Text from outside with what cannot be seen made visible: controls, marks that turn the direction of reading, zero widths.</summary>
internal static class VisibleText
{
    /// <summary>The text with each such character as <c>[U+202E]</c>; line ends and tabs stay.</summary>
    internal static string Of(string text)
    {
        if (!text.Any(IsHidden)) return text;
        var seen = new StringBuilder(text.Length + 16);
        foreach (var c in text)
        {
            if (IsHidden(c)) seen.Append(CultureInfo.InvariantCulture, $"[U+{(int)c:X4}]");
            else seen.Append(c);
        }
        return seen.ToString();
    }

    // U+FE00-FE0F and U+E0100 on (variation selectors) are not here: names are written with them.
    private static bool IsHidden(char c) =>
        (char.IsControl(c) && c is not ('\n' or '\r' or '\t')) || (char.GetUnicodeCategory(c) is UnicodeCategory.Format);
}
