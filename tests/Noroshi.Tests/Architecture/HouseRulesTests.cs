using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Noroshi.Tests.Architecture;

/// <summary>Rules of the house that a text search can check: directions, names, lengths, and nothing that only one machine has.</summary>
public sealed partial class HouseRulesTests
{
    private const int MaxLines = 400;

    // A project may refer to these, and so to whatever they refer to.
    private static readonly Dictionary<string, string[]> Directions = new()
    {
        ["Noroshi.Formats"] = [],
        ["Noroshi.Sensor"] = ["Noroshi.Formats"],
        ["Noroshi.Core"] = ["Noroshi.Formats", "Noroshi.Sensor"],
        ["Noroshi.Server"] = ["Noroshi.Core"],
        ["Noroshi.Cli"] = ["Noroshi.Core"],
    };

    [Fact]
    public void Projects_References_GoOneWay()
    {
        foreach (var (project, allowed) in Directions)
        {
            var file = XDocument.Load(Path.Combine(Repository.Root, "src", project, project + ".csproj"));
            var references = file.Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension((string)r.Attribute("Include")!));
            Assert.Empty(references.Except(allowed).Select(r => $"{project} -> {r}"));
        }
        Assert.Equal(Directions.Keys.Order(), Directory.GetDirectories(Path.Combine(Repository.Root, "src")).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void PureProjects_NamePackages_OnlyWhereAllowed()
    {
        foreach (var project in new[] { "Noroshi.Formats", "Noroshi.Sensor" })
        {
            var file = XDocument.Load(Path.Combine(Repository.Root, "src", project, project + ".csproj"));
            Assert.Empty(file.Descendants("PackageReference").Select(p => $"{project}: {(string)p.Attribute("Include")!}"));
        }
    }

    [Fact]
    public void Types_Names_SayWhatTheyAre()
    {
        var wrong = Sources("src", "tests", "bench")
            .SelectMany(s => TypeDeclaration().Matches(s.Text).Select(m => (s.File, Name: m.Groups[1].Value)))
            .Where(t => ForbiddenName().IsMatch(t.Name)).Select(t => $"{t.File}: {t.Name}");
        Assert.Empty(wrong);
    }

    [Fact]
    public void Files_Length_IsOneThought() =>
        Assert.Empty(Sources("src", "tests", "bench").Where(s => s.Text.Count('\n') > MaxLines).Select(s => $"{s.File}: {s.Text.Count('\n')}"));

    [Fact]
    public void Files_Text_NamesNoMachine()
    {
        // Spelled in parts, so that this file does not find itself. Logs and attacks are full of people's folders; what reads them may name these.
        string[] places = ["/wo" + "rk/", "/tm" + "p/team"];
        string[] folders = ["/ho" + "me/", "/ro" + "ot/"];
        var wrong = All().Where(f => IsText(f) && places.Concat(IsOfLogs(f) ? [] : folders).Any(p => File.ReadAllText(f).Contains(p, StringComparison.Ordinal))).Select(Relative);
        Assert.Empty(wrong);

        static bool IsOfLogs(string file) => Relative(file) is var path && (path.Contains("Sensor/", StringComparison.Ordinal) || path.StartsWith("content/", StringComparison.Ordinal));
    }

    [Fact]
    public void FaultCodes_OneCode_HasOneMeaning()
    {
        // A code of a verb (letters N, R, S, T) or a program (X) belongs to one room; in two it would come to mean two things.
        // Content, web and format codes (C, W, F) are general: whoever reads such an input raises them; Vocabulary and Content speak for every verb.
        var homes = Sources("src").SelectMany(s => FaultCode().Matches(s.Text).Select(m => (Code: m.Groups[1].Value, Room: Room(s.File))))
            .Where(c => c.Code[4] is not ('C' or 'W' or 'F') && c.Room is not ("Vocabulary" or "Content"))
            .GroupBy(c => c.Code).Where(g => g.Select(c => c.Room).Distinct().Count() > 1)
            .Select(g => $"{g.Key}: {string.Join(", ", g.Select(c => c.Room).Distinct().Order(StringComparer.Ordinal))}");
        Assert.Empty(homes);
    }

    // The last folder of the two that matter: src/Noroshi.Server/Share/Alerts/X.cs -> Share; src/Noroshi.Cli/X.cs -> Noroshi.Cli.
    private static string Room(string file)
    {
        var parts = file.Split('/');
        return parts.Length > 3 ? parts[2] : parts[1];
    }

    private static IEnumerable<(string File, string Text)> Sources(params string[] folders) =>
        All().Where(f => Path.GetExtension(f) is ".cs" or ".razor" or ".ts").Select(f => (File: Relative(f), Text: File.ReadAllText(f)))
            .Where(s => folders.Any(folder => s.File.StartsWith(folder + "/", StringComparison.Ordinal)));

    private static IEnumerable<string> All() =>
        Directory.EnumerateFiles(Repository.Root, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None })
            .Where(f => !Relative(f).Split('/').Any(static part => part is ".git" or "artifacts" or "node_modules" or "bin" or "obj" or "wwwroot" or "data" or ".vs"));

    private static string Relative(string file) => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/');

    private static bool IsText(string file) => Path.GetExtension(file) is not (".woff2" or ".png" or ".ico" or ".gz" or ".zip" or ".pdf");

    [GeneratedRegex(@"\b(?:class|record|struct|interface|enum|record struct|record class)\s+([A-Z][A-Za-z0-9]*)")]
    private static partial Regex TypeDeclaration();

    [GeneratedRegex("^(?:Common|Shared|Utils?|Helpers?|Data|Info|Event|Base[A-Z].*|.*(?:Manager|Helpers?|Utils?|Utilities|Impl|Dto))$")]
    private static partial Regex ForbiddenName();

    [GeneratedRegex("\"(NRS-[A-Z][0-9]{3})\"")]
    private static partial Regex FaultCode();
}
