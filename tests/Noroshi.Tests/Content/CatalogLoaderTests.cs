using System.Text;
using Noroshi.Core.Content;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Tests.Content;

public sealed class CatalogLoaderTests
{
    private static ContentFile Site(string path, string yaml) => new(path, Encoding.UTF8.GetBytes(yaml));

    private static string Sector(string more) => $$"""
        id: finance
        label: { ja: "金融ほか", en: "Finance etc." }
        status: in-force
        sources: [ { document: "house rules", clause: "1" } ]
        examples: [ { input: { on: 2026-01-01 }, expected: yes } ]
        {{more}}
        """;

    [Fact]
    public void Load_BuiltIn_HasNoFaults() => Assert.Empty(BuiltInContent.Faults.Select(f => $"{f.At?.File}({f.At?.Line},{f.At?.Column}) {f.Code} {f.Path} {string.Join(' ', f.Values.Select(v => v.Value))}"));

    [Fact]
    public void Load_BuiltIn_HoldsWhatThePracticeAsks()
    {
        var catalog = BuiltInContent.Catalog;
        Assert.Equal(15, catalog.SectorsOn(new(2026, 10, 1)).Count());
        Assert.Equal((11, 39), (catalog.Taxonomies["rsit"].Groups.Length, catalog.Taxonomies["rsit"].Values.Length));
        Assert.Equal(5, catalog.Taxonomies["tlp"].Values.Length);
        Assert.Equal(27, catalog.Networks["demo"].Organizations.Length);
        Assert.Equal(9, catalog.SharingRules.Length);
    }

    [Fact]
    public void Load_SiteFile_ReplacesBuiltInAndBothTextsAreKept()
    {
        var site = Site("sectors/finance.yaml", Sector(""));
        var catalog = CatalogLoader.Load(BuiltInContent.Files(), [site], out var faults);
        Assert.Empty(faults);
        Assert.Equal("金融ほか", catalog.Sector("finance")!.Header.Label.Ja);
        Assert.Equal(CatalogLoader.HashOf(site.Bytes), catalog.Sector("finance")!.Header.TextHash);
        Assert.True(catalog.Texts.ContainsKey(BuiltInContent.Catalog.Sector("finance")!.Header.TextHash));
    }

    [Fact]
    public void Load_SiteFacts_ReplaceFactByFactAndAdd()
    {
        var site = Site("facts.yaml", """
            id: facts
            label: { ja: "追加", en: "Additions" }
            status: in-force
            sources: [ { document: "house rules" } ]
            examples: [ { input: { fact: site.ticket, value: A-1 }, expected: A-1 } ]
            facts:
              - { path: site.ticket, type: text, label: { ja: "整理番号", en: "Ticket" } }
              - { path: contact.person, type: text, label: { ja: "ご担当", en: "Person" } }
            """);
        var catalog = CatalogLoader.Load(BuiltInContent.Files(), [site], out var faults);
        Assert.Empty(faults);
        Assert.NotNull(catalog.Facts.Find("site.ticket"));
        Assert.Equal("ご担当", catalog.Facts.Find("contact.person")!.Label.Ja);
        Assert.NotNull(catalog.Facts.Find("incident.summary"));
    }

    [Theory]
    [InlineData("colour: red", "NRS-C010")]
    [InlineData("effective: { from: 2026-01-01, until: 2025-01-01 }", "NRS-C027,NRS-C019")]
    [InlineData("effective: { from: tomorrow }", "NRS-C015")]
    [InlineData("threat: { ja: \"あ\" }", "NRS-C020")]
    [InlineData("systems: no", "NRS-C012")]
    public void Load_FaultySector_Coded(string more, string codes)
    {
        CatalogLoader.Load(BuiltInContent.Files(), [Site("sectors/finance.yaml", Sector(more))], out var faults);
        Assert.Equal(codes, string.Join(',', faults.Select(f => f.Code)));
        Assert.All(faults, f => Assert.Equal("sectors/finance.yaml", f.At!.Value.File));
    }

    [Fact]
    public void Load_ManyFaultsInManyFiles_AllAtOnce()
    {
        CatalogLoader.Load(BuiltInContent.Files(),
        [
            Site("sectors/x.yaml", "id: y\n"),
            Site("duties/x.yaml", "id: x\n"),
            Site("forms/x.yaml", "id: x\nlabel: { ja: a, en: a }\nstatus: draft\nsources: [ { document: d } ]\nversion: 1\nsections: [ { id: s, label: { ja: a, en: a }, asks: [ { fact: no.such } ] } ]\n"),
            Site("taxonomies/x.yaml", "a: &b c\n"),
        ], out var faults);
        Assert.Equal(["duties/x.yaml", "forms/x.yaml", "sectors/x.yaml", "taxonomies/x.yaml"], faults.Select(f => f.At!.Value.File).Distinct().Order());
        Assert.Subset(faults.Select(f => f.Code).ToHashSet(), new HashSet<string> { "NRS-C005", "NRS-C010", "NRS-C011", "NRS-C017", "NRS-C022", "NRS-C023", "NRS-C024" });
        Assert.Contains(faults, f => f is { Code: "NRS-C017", At.File: "forms/x.yaml", At.Line: 6 });
    }
}
