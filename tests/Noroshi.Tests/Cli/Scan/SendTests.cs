using System.Text.Json.Nodes;
using Noroshi.Cli;
using Noroshi.Cli.Scan;
using Noroshi.Cli.Scan.Send;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Tests.Cli.Scan;

public sealed class SendTests
{
    private static readonly ShownFinding[] Findings =
    [
        FindingOf.Shown(FindingOf.Source("192.0.2.1", hasSucceeded: true)), FindingOf.Shown(FindingOf.Source("192.0.2.2")), FindingOf.Shown(FindingOf.Source("192.0.2.3")),
    ];

    [Theory]
    [InlineData("all", "123")]
    [InlineData("succeeded", "1")]
    [InlineData("2-3", "23")]
    [InlineData("3,1", "13")]
    [InlineData("１，３", "13")]
    [InlineData("２－３", "23")]
    [InlineData("２ー３\u3000１", "123")]
    [InlineData("login.brute-force-192.0.2.2", "2")]
    [InlineData("", "")]
    [InlineData("4", null)]
    [InlineData("0", null)]
    [InlineData("3-2", null)]
    [InlineData("login", null)]
    public void Choose_WordsIdsAndNumbers(string choice, string? expected)
    {
        var chosen = FindingChoice.Of(choice, Findings, hasNumbers: true, out _);

        Assert.Equal(expected, chosen is null ? null : string.Concat(chosen.Select(f => f.Finding.Sources[0][^1])));
    }

    [Fact]
    public void Choose_NumbersWithoutAList_AreNotIds() => Assert.Null(FindingChoice.Of("1", Findings, hasNumbers: false, out _));

    [Fact]
    public void Key_OfTheSameFindings_IsTheSameInWhateverOrder()
    {
        Assert.Equal(Drafts.KeyOf(["a", "b"]), Drafts.KeyOf(["b", "a"]));
        Assert.NotEqual(Drafts.KeyOf(["a", "b"]), Drafts.KeyOf(["ab"]));
        Assert.Matches("^found-[0-9a-f]{32}$", Drafts.KeyOf(["a"]));
    }

    [Fact]
    public void Document_WithoutPickedLines_HoldsPlacesAndHashesButNoText()
    {
        var text = Of(new(null, "", new HashSet<string>())).ToJsonString();

        Assert.Contains("auth.log:7 SHA-256 ab12", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Failed password", text, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2secret", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Document_WithAPickedLine_HoldsItMasked()
    {
        var notes = (string)Of(new("law", "刑訴法218条", new HashSet<string> { "auth.log:7" }))["facts"]!["other.notes"]!["value"]!;

        Assert.Contains("Failed password for h…(13) from", notes, StringComparison.Ordinal);
        Assert.Contains("法令 — 刑訴法218条", notes, StringComparison.Ordinal);
    }

    [Fact]
    public void Document_IsATentativeReportTheFormKnows()
    {
        var document = Of(new(null, "", new HashSet<string>()));

        Assert.Equal("damage", (string?)document["facts"]!["incident.classification"]!["value"]);
        Assert.Equal("unauthorised-access", (string?)document["facts"]!["incident.attackTypes"]!["value"]);
        Assert.All((JsonObject)document["facts"]!, fact => Assert.Equal("tentative", (string?)fact.Value!["certainty"]));
    }

    [Fact]
    public void Document_SaysWhatWasFound_AsTheGravestOfThem()
    {
        var found = Of(new(null, "", new HashSet<string>()))["found"]!;

        Assert.Equal(("login.brute-force", 3, true), ((string?)found["rule"], (int)found["count"]!, (bool)found["succeeded"]!));
        Assert.Equal((Findings[0].Finding.Severity.ToString().ToLowerInvariant(), Findings[0].Finding.Confidence.ToString().ToLowerInvariant()), ((string?)found["severity"], (string?)found["confidence"]));
        Assert.Equal((string?)Of(new(null, "", new HashSet<string>()))["facts"]!["incident.title"]!["value"], (string?)found["title"]);
        Assert.Equal(found.ToJsonString(), Drafts.Merged(new() { ["facts"] = new JsonObject() }, Of(new(null, "", new HashSet<string>())))["found"]!.ToJsonString());
    }

    [Fact]
    public async Task Keep_ServerThatKnowsDocumentsOnly_GetsTheDocument()
    {
        using var server = new Agent.DraftServer { KnowsFound = false };
        var key = Drafts.KeyOf(["a"]);

        var answer = await new Drafts(server.Api()).KeepAsync(key, Of(new(null, "", new HashSet<string>())), null, TestContext.Current.CancellationToken);

        Assert.IsType<Noroshi.Cli.Api.Answer.Given>(answer);
        Assert.Null(JsonNode.Parse(server.Drafts[key].Document)!["found"]);
        Assert.NotNull(JsonNode.Parse(server.Drafts[key].Document)!["facts"]);
    }

    [Fact]
    public void Merged_WithWhatAPersonWrote_NeverLosesIt()
    {
        var ours = Of(new(null, "", new HashSet<string>()));
        var there = (JsonObject)ours.DeepClone();
        there["facts"]!["incident.title"] = new JsonObject { ["value"] = "勘定系への侵入", ["certainty"] = "confirmed" };
        there["facts"]!["contact.person"] = new JsonObject { ["value"] = "山田", ["certainty"] = "confirmed" };
        ((JsonObject)there["facts"]!).Remove("technical.sources");
        ours["facts"]!["incident.summary"]!["value"] = "it got worse";

        var merged = Drafts.Merged(there, ours)["facts"]!;

        Assert.Equal("勘定系への侵入", (string?)merged["incident.title"]!["value"]);
        Assert.Equal("山田", (string?)merged["contact.person"]!["value"]);
        Assert.Contains("192.0.2.1", (string?)merged["technical.sources"]!["value"], StringComparison.Ordinal);
        Assert.StartsWith("it got worse\n", (string?)merged["other.notes"]!["value"], StringComparison.Ordinal);
        Assert.Equal(merged.ToJsonString(), Drafts.Merged(new() { ["facts"] = merged.DeepClone() }, ours)["facts"]!.ToJsonString());
    }

    [Theory]
    [InlineData("postfix", true)]
    [InlineData("radius-line", true)]
    [InlineData("exim", true)]
    [InlineData("sshd", false)]
    [InlineData("combined", false)]
    [InlineData("bindable", false)]
    public void Carriers_AreTheFormatsOfOthersCommunications(string format, bool isCarrier) =>
        Assert.Equal(isCarrier, LawfulBasis.CarriersIn(new Dictionary<string, long> { [format] = 3, [""] = 9 }).Count == 1);

    [Fact]
    public void Cut_NeverHalvesACharacter()
    {
        Assert.Equal("ab", DraftDocument.Cut("ab", 2));
        Assert.Equal("a…", DraftDocument.Cut("a😀b", 3));
    }

    [Fact]
    public void Draft_GroupOfACorrelation_StaysHere()
    {
        var finding = FindingOf.Source("192.0.2.9") with { Sigma = new() { Title = "Many" }, Facts = [new("group", "CommandLine=login --secret x")] };
        var shown = FindingOf.Shown(finding) with { What = "It came true for CommandLine=login --secret x: 3." };
        var draft = new DraftDocument(new Terminal(TextWriter.Null, TextWriter.Null, _ => null, Language.En, false), TimeZoneInfo.Utc, DateTimeOffset.UnixEpoch).Of([shown], new(null, "", new HashSet<string>()));
        Assert.DoesNotContain("secret x", draft.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("came true for", draft.ToJsonString(), StringComparison.Ordinal);
    }

    private static JsonObject Of(SendingTerms terms) => new DraftDocument(new Terminal(TextWriter.Null, TextWriter.Null, _ => null, Language.Ja, false), TimeZoneInfo.Utc, DateTimeOffset.UnixEpoch).Of(Findings, terms);
}
