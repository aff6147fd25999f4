using Noroshi.Core.Content;
using Noroshi.Core.Vocabulary;
using Noroshi.Sensor.Detectors.Web;
using Noroshi.Sensor.Detectors.Web.Knowledge;
using Noroshi.Sensor.Rules;

namespace Noroshi.Tests.Sensor.Detectors.Web;

/// <summary>The web rules of <c>content/detectors</c> carry their own lines; here they are judged.</summary>
public sealed class SignatureTests
{
    public static TheoryData<string> Rules => [.. Judged.Files.Where(DetectorRules.IsOne).Select(f => f.Path)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Rule_ItsOwnLines_FireAndStaySilent(string path)
    {
        var notes = Notes(path);
        var kind = Enum.Parse<WebAttack>(notes.Text("class").Replace("-", "", StringComparison.Ordinal), ignoreCase: true);
        Assert.NotEmpty(notes.Words("positive"));
        Assert.NotEmpty(notes.Words("negative"));
        Assert.All(notes.Words("positive"), line => Assert.True(Judged.Line(line).Classes.HasFlag(kind), line));
        Assert.All(notes.Words("negative"), line => Assert.Equal(WebVerdict.Nothing, Judged.Line(line)));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Rule_Texts_AreThereInBothLanguages(string path)
    {
        var notes = Notes(path);
        LocalizedText[] texts = [notes.Localized("label"), notes.Localized("advice")];
        Assert.All(texts, text => Assert.True(text.Ja.Length > 3 && text.En.Length > 3));
        Assert.NotEmpty(notes.Words("sources"));
        Assert.Empty(notes.Faults);
    }

    [Fact]
    public void Read_UnknownFieldOrClass_IsAFaultWithItsPlace()
    {
        List<Fault> faults = [];
        var rule = "title: x\nname: web.x\nlogsource: { category: webserver }\ndetection:\n  a:\n    cs-colour|contains: ['x']\n  condition: 1 of them\nnoroshi:\n  label: { ja: い, en: a }\n  rsit: scanner\n  class: scanner\n  tier: high\n  positive: [a]\n  negative: [b]\n";
        DetectorRules.Read([new("detectors/web.x.yaml", System.Text.Encoding.UTF8.GetBytes(rule)), new("detectors/web.y.yaml", System.Text.Encoding.UTF8.GetBytes(rule.Replace("web.x", "web.y", StringComparison.Ordinal).Replace("class: scanner", "class: rudeness", StringComparison.Ordinal)))], null, faults);
        Assert.Equal(["NRS-C013", "NRS-C013"], faults.Select(f => f.Code));
        Assert.Equal([("detectors/web.y.yaml", 11), ("detectors/web.x.yaml", 1)], faults.Select(f => (f.At!.Value.File, f.At!.Value.Line)));
    }

    [Theory]
    [InlineData("a and not b", "/a", true)]
    [InlineData("a and not b", "/a/b", false)]
    [InlineData("c or (a and not b)", "/b/c", true)]
    [InlineData("c and a", "/a/b/c", true)]
    [InlineData("c and a", "/b/c", false)]
    public void Of_ConditionOfWhatMustNotBeThere_IsASignatureAndHoldsWhereItIsNot(string condition, string target, bool holds)
    {
        var knowledge = WebKnowledge.Of(Book(condition), out var rest);
        Assert.Empty(rest.Rules);
        Assert.Equal(holds, Judged.Of(new WebJudge(knowledge), target, Judged.Browser, "").Classes.HasFlag(WebAttack.Scanner));
    }

    [Theory]
    [InlineData("not b")]
    [InlineData("a and not (b or c)")]
    [InlineData("a and b and not d")]
    public void Of_ConditionNoSignatureCanState_IsLeftToTheRules(string condition)
    {
        Assert.Equal(0, WebKnowledge.Of(Book(condition), out var rest).Count);
        Assert.Single(rest.Rules);
    }

    private static RuleBook Book(string condition)
    {
        List<Fault> faults = [];
        var rule = $"title: x\nname: web.x\nlogsource: {{ category: webserver }}\ndetection:\n  a:\n    cs-uri-stem|contains: /a\n  b:\n    cs-uri-stem|contains: /b\n  c:\n    cs-uri-stem|contains: /c\n  d:\n    cs-user-agent|contains: d\n  condition: {condition}\nnoroshi:\n  label: {{ ja: い, en: a }}\n  rsit: scanner\n  class: scanner\n  tier: high\n  positive: [a]\n  negative: [b]\n";
        var book = DetectorRules.Read([new("detectors/web.x.yaml", System.Text.Encoding.UTF8.GetBytes(rule))], null, faults);
        Assert.Empty(faults);
        return book;
    }

    private static FieldReader Notes(string path)
    {
        List<Fault> faults = [];
        var root = YamlReader.Read(path, Judged.Files.First(f => f.Path == path).Bytes, faults)!;
        return FieldReader.Of(root, "", faults)!.Within("noroshi")!;
    }
}
