using System.Text.RegularExpressions;

namespace Noroshi.Tests.Docs;

public sealed partial class LinksTests
{
    [Fact]
    public void Pages_EveryLinkIntoTheWorkingCopy_Leads()
    {
        var pages = Directory.EnumerateFiles(WorkingCopy.Root, "*.md").Concat(Directory.EnumerateFiles(Path.Combine(WorkingCopy.Root, "docs"), "*.md", SearchOption.AllDirectories));

        var broken = from page in pages
                     from Match link in Link().Matches(File.ReadAllText(page))
                     let target = Path.Combine(Path.GetDirectoryName(page)!, link.Groups["to"].Value)
                     where !File.Exists(target) && !Directory.Exists(target)
                     select $"{Path.GetRelativePath(WorkingCopy.Root, page)} → {link.Groups["to"].Value}";

        Assert.Empty(broken);
    }

    [GeneratedRegex(@"\]\((?<to>(?!https?:|#|mailto:)[^)#\s]+)[^)]*\)", RegexOptions.None, 1000)]
    private static partial Regex Link();
}
