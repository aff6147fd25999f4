using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Noroshi.Core.Collect;
using Noroshi.Core.Vocabulary;
using Noroshi.Tests.Content;

namespace Noroshi.Tests.Collect;

/// <summary>Report documents against hostile input: public collections of naughty strings and malformed JSON.</summary>
public sealed class ReportReaderTortureTests
{
    private static (ReportDocument? Document, List<Fault> Faults) Read(ReadOnlySpan<byte> json)
    {
        List<Fault> faults = [];
        return (ReportReader.Read(json, BuiltInContent.Catalog, faults), faults);
    }

    private static byte[] Document(string summary) => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["form"] = "liaison",
        ["stage"] = "initial",
        ["facts"] = new JsonObject
        {
            ["contact.person"] = new JsonObject { ["value"] = "山田 太郎", ["certainty"] = "confirmed" },
            ["contact.telephone"] = new JsonObject { ["value"] = "03-0000-0101", ["certainty"] = "confirmed" },
            ["incident.summary"] = new JsonObject { ["value"] = summary, ["certainty"] = "tentative" },
        },
    }.ToJsonString());

    [Fact]
    public void Read_NaughtyStrings_AreKeptExactlyOrRefusedAsTooLong()
    {
        if (Repository.TestData("robustness/blns") is not { } folder) { Assert.Skip("the public test data is not laid out here"); return; }
        var strings = JsonSerializer.Deserialize<string[]>(File.ReadAllBytes(Path.Combine(folder, "blns.json")))!;
        Assert.NotEmpty(strings);
        foreach (var naughty in strings.Where(s => s.Length > 0))
        {
            var (document, faults) = Read(Document(naughty));
            if (naughty.Contains('\0', StringComparison.Ordinal)) Assert.Contains(faults, f => f.Code == "NRS-R013");
            else
            {
                Assert.Empty(faults);
                Assert.Equal(naughty, document!.Text("incident.summary"));
                Assert.Equal(naughty, ReportReader.KeptText(Encoding.UTF8.GetString(document.Canonical()), "incident.summary"));
                Assert.Null(ReportReader.KeptText(Encoding.UTF8.GetString(document.Canonical()), "incident.title"));
                Assert.Equal(document.Canonical(), ReportReader.Kept(Encoding.UTF8.GetString(document.Canonical()), BuiltInContent.Catalog).Canonical());
            }
        }
    }

    [Fact]
    public void Read_MalformedJson_NeverThrowsAndAlwaysSaysWhy()
    {
        if (Repository.TestData("robustness/json") is not { } folder) { Assert.Skip("the public test data is not laid out here"); return; }
        foreach (var file in Directory.EnumerateFiles(folder, "*.json"))
        {
            var (document, faults) = Read(File.ReadAllBytes(file));
            Assert.Null(document);
            Assert.NotEmpty(faults);
        }
    }

    [Fact]
    public void Read_TruncatedAnywhere_IsRefused()
    {
        var json = Document("が\u202Eabc\u200B😀");
        for (var n = 0; n < json.Length; n++) Assert.NotEmpty(Read(json.AsSpan(0, n)).Faults);
        Assert.Empty(Read(json).Faults);
    }

    [Fact]
    public void Read_DeepHugeOrDoubled_IsRefused()
    {
        Assert.NotEmpty(Read(Encoding.UTF8.GetBytes(new string('[', 100_000))).Faults);
        Assert.NotEmpty(Read(new byte[10 * 1024 * 1024]).Faults);
        Assert.NotEmpty(Read("""{"form":"liaison","form":"liaison","stage":"initial"}"""u8).Faults);
        Assert.NotEmpty(Read("""{"form":"liaison","stage":"initial","facts":{"contact.person":{"value":"\ud800"}}}"""u8).Faults);
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData("\"1\"", true)]
    [InlineData("0", false)]
    [InlineData("\"old\"", false)]
    public void Read_FormVersion_StaleIsSaid(string version, bool isCurrent)
    {
        var json = Encoding.UTF8.GetString(Document("a"));
        var (_, faults) = Read(Encoding.UTF8.GetBytes($"{{\"formVersion\":{version},{json[1..]}"));
        Assert.Equal(isCurrent ? [] : ["NRS-R032"], faults.Select(f => f.Code));
    }
}
