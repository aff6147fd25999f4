using System.Text.Json.Nodes;

namespace Noroshi.Server.Tests.Web;

/// <summary>Texts nobody wants typed into a field: the big list of naughty strings of the shared test data, and what it lacks.</summary>
internal static class HostileTexts
{
    /// <summary>What has broken programs of every kind; few enough for every field of every door.</summary>
    internal static readonly string[] Worst =
    [
        "", " ", "\0", "a\0b", "\u0001\u0008\u001B[31m", "\r\n\r\nX-Injected: yes", "\uFEFF", "\uFFFF\uFFFE", "\u202Etxt.exe", "\u2066x\u2069", "e\u0301é\u212B", "𠮷野家 👩‍👩‍👧", "ﷺ‮ﷲ",
        "<script>alert(1)</script>", "\"'><img src=x onerror=alert(1)>", "&amp;&lt;&#0;", "'; DROP TABLE report; --", "%00%0a%25s%n", "{{7*7}}${7*7}", "../../etc/passwd", "\\\\host\\share", "file:///etc/passwd",
        "=cmd|' /C calc'!A0", "-1", "999999999999999999999999", "NaN", "1e999", "true", "null", "[]", "2026-02-30T25:61:00+99:99", "R26-7K3F-9Q2M", "00000000-0000-0000-0000-000000000000", new string('あ', 20_000), new string('x', 120_000),
    ];

    /// <summary>Halves of characters, which JSON can write and UTF-8 cannot.</summary>
    internal static readonly string[] Halves = ["\uD800", "a\uDC00b", "\uDFFF\uD83D"];

    internal static string[] NaughtyStrings()
    {
        string path = Shared("robustness/blns/blns.json");
        Assert.SkipUnless(File.Exists(path), "the shared test data is not here");
        return [.. JsonNode.Parse(File.ReadAllText(path))!.AsArray().Select(s => (string)s!)];
    }

    /// <summary>JSON texts by name: <c>y_</c> is valid, <c>n_</c> is not, <c>i_</c> is anybody's guess (JSONTestSuite).</summary>
    internal static (string Name, byte[] Bytes)[] JsonFiles()
    {
        string folder = Shared("robustness/json");
        Assert.SkipUnless(Directory.Exists(folder), "the shared test data is not here");
        return [.. Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(f => (Path.GetFileName(f), File.ReadAllBytes(f)))];
    }

    private static string Shared(string name)
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Noroshi.slnx")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return Path.Combine(folder ?? "", "../shared/data", name);
    }
}
