using System.Text.RegularExpressions;
using Noroshi.Core.Content;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Tests.Architecture;

/// <summary>Every text the sources name exists in both languages.</summary>
public sealed partial class TextsInUseTests
{
    [Fact]
    public void Texts_AllFiles_HaveNoFaults()
    {
        List<Fault> faults = [];
        Load(faults);
        Assert.Empty(faults);
    }

    [Fact]
    public void FaultCodes_UsedInSources_HaveWhatAndRemedy()
    {
        var texts = Load([]);
        var missing = Sources().SelectMany(s => FaultCode().Matches(s.Text).Select(m => m.Groups[1].Value)).Distinct()
            .SelectMany(code => (string[])[$"fault.{code}", $"fault.{code}.remedy"]).Where(k => !texts.Has(k)).Order();
        Assert.Empty(missing);
    }

    [Fact]
    public void Words_UsedInPages_Exist()
    {
        var texts = Load([]);
        var missing = Sources().SelectMany(s => WordKey().Matches(s.Text).Select(m => (s.File, Key: m.Groups[1].Value))).Where(k => !texts.Has(k.Key)).Distinct().Order();
        Assert.Empty(missing);
    }

    private static Texts Load(List<Fault> faults) =>
        Texts.Read(Files("texts.yaml").Select(f => (Path.GetRelativePath(Repository.Root, f), File.ReadAllBytes(f))), faults, isStrict: true);

    private static IEnumerable<(string File, string Text)> Sources() =>
        Files("*.cs").Concat(Files("*.razor")).Select(f => (Path.GetRelativePath(Repository.Root, f), File.ReadAllText(f)));

    private static IEnumerable<string> Files(string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), pattern, SearchOption.AllDirectories).Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal));

    [GeneratedRegex("\"(NRS-[A-Z][0-9]{3})\"")]
    private static partial Regex FaultCode();

    [GeneratedRegex("(?:Words\\[|Words\\.Of\\()\"([A-Za-z0-9._-]+)\"")]
    private static partial Regex WordKey();
}
