using System.Globalization;
using System.Text;

namespace Noroshi.Core.Content;

/// <summary>Writes YAML that <see cref="YamlReader"/> reads back unchanged: two spaces a level, every text in double quotes unless it is a plain word. Not for several threads.</summary>
public sealed class YamlWriter
{
    private readonly StringBuilder _text = new();

    /// <summary>A comment line.</summary>
    public YamlWriter Comment(int level, string comment)
    {
        foreach (var line in comment.ReplaceLineEndings("\n").Split('\n')) Line(level, $"# {line}".TrimEnd());
        return this;
    }

    /// <summary>A line as it stands.</summary>
    public YamlWriter Line(int level, string line)
    {
        _text.Append(' ', level * 2).Append(line).Append('\n');
        return this;
    }

    /// <summary>A key with a text.</summary>
    public YamlWriter Field(int level, string key, string value) => Line(level, $"{key}: {Quote(value)}");

    /// <summary>The whole file.</summary>
    public override string ToString() => _text.ToString();

    /// <summary>A text as YAML writes it: plain when nobody could mistake it, else in double quotes.</summary>
    public static string Quote(string text)
    {
        if (IsPlain(text)) return text;
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var rune in text.EnumerateRunes())
        {
            quoted.Append(rune.Value switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\t' => "\\t",
                '\r' => "\\r",
                var c when MustEscape(rune) => c <= 0xFFFF ? $"\\u{c:X4}" : $"\\U{c:X8}",
                _ => rune.ToString(),
            });
        }
        return quoted.Append('"').ToString();
    }

    private static bool IsPlain(string text) =>
        text.Length is > 0 and <= 80 && char.IsAsciiLetter(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '+');

    // Line breaks YAML knows beyond LF, the byte order mark, and everything invisible: an escaped character cannot be mistaken in a file.
    private static bool MustEscape(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;
}
