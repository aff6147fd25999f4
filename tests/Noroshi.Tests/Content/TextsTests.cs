using System.Text;
using Noroshi.Core.Content;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Tests.Content;

public sealed class TextsTests
{
    private static (Texts Texts, List<Fault> Faults) Read(params string[] files)
    {
        List<Fault> faults = [];
        return (Texts.Read(files.Select((f, i) => ($"{i}/texts.yaml", Encoding.UTF8.GetBytes(f))), faults, isStrict: true), faults);
    }

    [Fact]
    public void Of_Places_AreFilledOnceAndUnknownOnesStay()
    {
        var (texts, faults) = Read("a: { ja: \"{n} を {x} に {{n}}\", en: \"{n} to {x} {{n}}\" }");
        Assert.Empty(faults);
        Assert.Equal("{x} to {x} {n}", texts.Of(Language.En, "a", ("n", "{x}")));
    }

    [Fact]
    public void Read_MissingLanguage_Fault()
    {
        var (_, faults) = Read("a: { ja: \"あ\" }\nb: { ja: \"あ\", en: \"a\", fr: \"a\" }");
        Assert.Equal([("NRS-C020", "a.en"), ("NRS-C010", "b.fr")], faults.Select(f => (f.Code, f.Path)));
    }

    [Fact]
    public void Read_KeyInTwoFiles_Fault() =>
        Assert.Equal("NRS-C007", Assert.Single(Read("a: { ja: \"あ\", en: \"a\" }", "a: { ja: \"あ\", en: \"a\" }").Faults).Code);

    [Fact]
    public void Read_DifferentPlaces_Fault() =>
        Assert.Equal("NRS-C021", Assert.Single(Read("a: { ja: \"{n}\", en: \"{m}\" }").Faults).Code);

    [Fact]
    public void Of_MissingKey_ThrowsWhenStrictElseShowsTheKey()
    {
        Assert.Throws<KeyNotFoundException>(() => Read("{}").Texts.Of(Language.Ja, "no.such"));
        Assert.Contains("no.such", Texts.Load([]).Of(Language.Ja, "no.such"), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_Core_HasWhatAndRemedyForEachFault()
    {
        var texts = Texts.Load([typeof(Texts).Assembly], isStrict: true);
        Assert.All(texts.Keys.Where(k => k.StartsWith("fault.", StringComparison.Ordinal) && !k.EndsWith(".remedy", StringComparison.Ordinal)), k => Assert.True(texts.Has(k + ".remedy"), k));
    }

    [Fact]
    public void Load_Core_NamesEveryRecordOfTheLedger()
    {
        var texts = Texts.Load([typeof(Texts).Assembly], isStrict: true);
        Assert.All(typeof(Happened).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Happened))), t => Assert.True(texts.Has($"record.{t.Name}"), t.Name));
    }
}
