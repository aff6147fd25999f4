using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Noroshi.Cli;

/// <summary>Answers in plain text: a list as columns, one thing as indented lines.</summary>
internal static class Plain
{
    /// <summary>Columns of a list's items, as wide as their widest cell; a missing value is a dash.</summary>
    internal static void Table(TextWriter output, IEnumerable<JsonObject> items, params string[] columns)
    {
        string[][] rows = [.. items.Select(item => columns.Select(c => Cell(item, c)).ToArray())];
        var widths = columns.Select((_, i) => rows.Select(r => Width(r[i])).DefaultIfEmpty(0).Max()).ToArray();
        foreach (var row in rows) output.WriteLine(string.Join("  ", row.Select((cell, i) => cell + new string(' ', widths[i] - Width(cell)))).TrimEnd());
    }

    /// <summary>One thing, its members indented by two.</summary>
    internal static void Tree(TextWriter output, JsonNode? node, int depth = 0)
    {
        var indent = new string(' ', depth * 2);
        foreach (var (name, value) in Members(node))
        {
            if (value is JsonObject or JsonArray)
            {
                output.WriteLine($"{indent}{name}:");
                Tree(output, value, depth + 1);
            }
            else output.WriteLine($"{indent}{name}: {OneLine(value)}");
        }
    }

    /// <summary>Width on a terminal: East Asian wide characters take two cells.</summary>
    internal static int Width(string text) => text.EnumerateRunes().Sum(r => IsWide(r) ? 2 : 1);

    private static IEnumerable<(string Name, JsonNode? Value)> Members(JsonNode? node) => node switch
    {
        JsonObject members => members.Select(m => (m.Key, m.Value)),
        JsonArray items => items.Select(i => ("-", i)),
        _ => [("-", node)],
    };

    private static string Cell(JsonObject item, string path)
    {
        JsonNode? at = item;
        foreach (var name in path.Split('.')) at = (at as JsonObject)?[name];
        return at is null ? "-" : OneLine(at);
    }

    /// <summary>Control characters of hostile text never reach the terminal.</summary>
    private static string OneLine(JsonNode? value)
    {
        var text = value is null ? "-" : value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();
        var safe = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var isUnsafe = Rune.IsControl(rune) || Rune.GetUnicodeCategory(rune) == System.Globalization.UnicodeCategory.Format;
            if (isUnsafe) safe.Append(rune.Value == '\n' ? " ⏎ " : "\uFFFD");
            else safe.Append(rune.ToString());
        }
        return safe.ToString();
    }

    private static bool IsWide(Rune rune) => rune.Value is (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3)
        or (>= 0xF900 and <= 0xFAFF) or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6) or (>= 0x1F300 and <= 0x1FAFF) or (>= 0x20000 and <= 0x3FFFD);
}
