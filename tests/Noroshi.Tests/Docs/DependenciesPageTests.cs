using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Noroshi.Tests.Docs;

public sealed partial class DependenciesPageTests
{
    [Fact]
    public void DependenciesPage_AndPinnedPackages_NameTheSameVersions()
    {
        var pinned = XDocument.Load(Path.Combine(WorkingCopy.Root, "Directory.Packages.props")).Descendants("PackageVersion")
            .Select(p => $"{p.Attribute("Include")!.Value} {p.Attribute("Version")!.Value}".Replace("$(SqlitePclVersion)", "2.0.6", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

        var listed = Row().Matches(File.ReadAllText(Path.Combine(WorkingCopy.Root, "docs", "dependencies.md")))
            .Select(m => $"{m.Groups["name"].Value} {m.Groups["version"].Value}").Order(StringComparer.Ordinal);

        Assert.Equal(pinned, listed);
    }

    [GeneratedRegex(@"^\| (?<name>[A-Za-z0-9_.]+) \| (?<version>[0-9.]+) \|", RegexOptions.Multiline, 1000)]
    private static partial Regex Row();
}
