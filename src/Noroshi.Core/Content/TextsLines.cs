using System.Text;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Core.Content;

/// <summary>
/// The one way our own <c>texts.yaml</c> files are written, a text a line: <c>key: { ja: "…", en: "…" }</c>. Reading it needs no YAML parser, which would take longer than a whole scan of a small log.
/// A file with any line written otherwise is left to <see cref="TextsFile"/>; a test holds that both read the same.
/// </summary>
internal static class TextsLines
{
    private const string BeforeJa = ": { ja: \"";
    private const string BeforeEn = ", en: \"";

    /// <summary>Adds all texts of a file; false, and nothing added, when a line is written otherwise or a key stands there twice.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> utf8, Dictionary<string, LocalizedText> texts)
    {
        Dictionary<string, LocalizedText> read = new(StringComparer.Ordinal);
        foreach (var line in Encoding.UTF8.GetString(utf8).AsSpan().EnumerateLines())
        {
            if (line.IsEmpty || line[0] == '#') continue;
            if (!TryLine(line, out var key, out var text) || texts.ContainsKey(key) || !read.TryAdd(key, text)) return false;
        }
        foreach (var (key, text) in read) texts.Add(key, text);
        return true;
    }

    private static bool TryLine(ReadOnlySpan<char> line, out string key, out LocalizedText text)
    {
        key = "";
        text = null!;
        var at = line.IndexOf(BeforeJa, StringComparison.Ordinal);
        if (at <= 0) return false;
        key = line[..at].ToString();
        var rest = line[(at + BeforeJa.Length)..];
        if (!TryQuoted(ref rest, out var ja) || !rest.StartsWith(BeforeEn, StringComparison.Ordinal)) return false;
        rest = rest[BeforeEn.Length..];
        if (!TryQuoted(ref rest, out var en) || rest is not " }" || ja.Length == 0 || en.Length == 0) return false;
        text = new(ja, en);
        return true;
    }

    private static bool TryQuoted(scoped ref ReadOnlySpan<char> rest, out string text)
    {
        text = "";
        var end = rest.IndexOfAny('"', '\\');
        if (end < 0) return false;
        if (rest[end] == '"')
        {
            text = rest[..end].ToString();
            rest = rest[(end + 1)..];
            return true;
        }
        return TryEscaped(ref rest, out text);
    }

    private static bool TryEscaped(scoped ref ReadOnlySpan<char> rest, out string text)
    {
        var plain = new StringBuilder();
        for (var i = 0; i < rest.Length; i++)
        {
            if (rest[i] == '"')
            {
                text = plain.ToString();
                rest = rest[(i + 1)..];
                return true;
            }
            if (rest[i] != '\\') plain.Append(rest[i]);
            else if (++i < rest.Length && rest[i] is '"' or '\\' or 'n') plain.Append(rest[i] == 'n' ? '\n' : rest[i]);
            else break;
        }
        text = "";
        return false;
    }
}
