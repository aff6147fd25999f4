using System.Text.RegularExpressions;

namespace Noroshi.Tests.Docs;

/// <summary>docs/architecture.md may only speak of what is there: a code span that is a path must exist, one that is a type's name must have its file.</summary>
public sealed partial class ArchitecturePageTests
{
    [Fact]
    public void ArchitecturePage_EveryFileAndTypeItNames_Exists()
    {
        var types = Directory.EnumerateFiles(Path.Combine(WorkingCopy.Root, "src"), "*.*", SearchOption.AllDirectories)
            .Where(f => Path.GetExtension(f) is ".cs" or ".razor").Select(f => Path.GetFileNameWithoutExtension(f)).ToHashSet(StringComparer.Ordinal);
        var spans = CodeSpan().Matches(WorkingCopy.Read("docs", "architecture.md")).Select(m => m.Groups["code"].Value).Distinct().ToArray();

        var lost = spans.Where(s => FilePath().IsMatch(s) ? !Exists(s) : TypeName().IsMatch(s) && !types.Contains(s));

        Assert.NotEmpty(spans);
        Assert.Empty(lost);
    }

    private static bool Exists(string path) => File.Exists(Path.Combine(WorkingCopy.Root, path)) || Directory.Exists(Path.Combine(WorkingCopy.Root, path));

    [GeneratedRegex("`(?<code>[^`\n]+)`", RegexOptions.None, 1000)]
    private static partial Regex CodeSpan();

    [GeneratedRegex("^(src|tests|content|docs|web|bench|deploy)/[^ *<]*$", RegexOptions.None, 1000)]
    private static partial Regex FilePath();

    [GeneratedRegex("^[A-Z][a-z]+[A-Za-z]*$", RegexOptions.None, 1000)]
    private static partial Regex TypeName();
}
