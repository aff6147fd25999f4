using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Noroshi.Core.Collect;
using Noroshi.Core.Content;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Collect.Reports;
using Noroshi.Server.Collect.Search;
using Noroshi.Server.Content;
using Noroshi.Server.Ledger;
using Noroshi.Server.Tests.Support;
using Noroshi.Server.Trust.Grants;

namespace Noroshi.Server.Tests.Collect;

/// <summary>A store with a small network on it: a bank that reports to its authority and through it to the centre, the sector's ISAC, and a railway that has nothing to do with it.</summary>
internal sealed class CollectStage : IAsyncDisposable
{
    internal static readonly Catalog Catalog = CatalogLoader.Load(ContentFolder.Read(ContentFolder.BuiltIn), [], out _);

    private CollectStage(TestStore store)
    {
        Store = store;
        NetworkFacts facts = new(
            [Of(Bank, "朝日向銀行", "Asahina Bank", "finance"), Of(Authority, "金融監督庁", "Financial Agency", "finance"), Of(Center, "連絡室", "Liaison Office"), Of(Isac, "金融ISAC", "Finance ISAC", "finance"), Of(Rail, "北斗鉄道", "Hokuto Rail", "railways")],
            [new UpwardRoute(Bank.Organization, Authority.Organization, IsRelay: true), new UpwardRoute(Authority.Organization, Center.Organization, IsRelay: true)]);
        Network = new((_, _) => Task.FromResult(facts), TimeProvider.System);
        Grants = new(Network, () => Catalog.SharingRules);
        Receive = new(store.Writer, Grants, Catalog);
        Search = new(store.Database);
        Read = new(store.Database, store.Writer, Search, Network, Catalog, TimeProvider.System);
        ReadByIndex = new(store.Database, store.Writer, new(store.Database) { Few = 0, MuchShare = double.MaxValue }, Network, Catalog, TimeProvider.System);
        ReadByIndexAndRow = new(store.Database, store.Writer, new(store.Database) { Few = 0, MuchShare = 0 }, Network, Catalog, TimeProvider.System);
        Index = new(Network, Catalog);
    }

    internal static Viewer Bank { get; } = New(OrganizationKind.Operator, Role.Reporter);
    internal static Viewer Authority { get; } = New(OrganizationKind.Authority, Role.Handler);
    internal static Viewer Center { get; } = New(OrganizationKind.Center, Role.Handler);
    internal static Viewer Isac { get; } = New(OrganizationKind.Isac, Role.Handler);
    internal static Viewer Rail { get; } = New(OrganizationKind.Operator, Role.Reporter);

    internal TestStore Store { get; }
    internal NetworkCache Network { get; }
    internal AccessGrants Grants { get; }
    internal ReceiveReport Receive { get; }
    internal ReportSearch Search { get; }
    internal ReadReports Read { get; }

    /// <summary>The same for a viewer of many reports, who is answered from the index.</summary>
    internal ReadReports ReadByIndex { get; }

    /// <summary>The same for a viewer of nearly everything.</summary>
    internal ReadReports ReadByIndexAndRow { get; }
    internal IndexReports Index { get; }

    internal static async Task<CollectStage> CreateAsync(string engine) => new(await TestStore.CreateAsync(engine));

    internal static ReportDocument Document(string title, string stage = "initial", string consents = "{}", string more = "")
    {
        List<Fault> faults = [];
        var json = JsonNode.Parse($$$"""
            {"form":"liaison","stage":"{{{stage}}}","consents":{{{consents}}},"facts":{
              "contact.person":{"value":"山田 太郎","certainty":"confirmed"},
              "contact.telephone":{"value":"03-0000-0101","certainty":"confirmed"}{{{more}}} } }
            """)!;
        json["facts"]!["incident.title"] = new JsonObject { ["value"] = title, ["certainty"] = "tentative" };
        ReportDocument? document = ReportReader.Read(json, Catalog, faults);
        Assert.Empty(faults);
        return document!;
    }

    internal async Task<Received.Kept> SendAsync(string title, string consents = "{}", string? key = null, string more = "") =>
        Assert.IsType<Received.Kept>(await Receive.FirstAsync(new(Bank, Document(title, consents: consents, more: more), key), CancellationToken.None));

    /// <summary>Lets the reaction read to the end of the ledger.</summary>
    internal async Task CatchUpAsync()
    {
        using var runner = new ReactionRunner(Store.Database, Store.Writer, Store.Signal, [Index.Reaction], TimeProvider.System, NullLogger<ReactionRunner>.Instance);
        while (await runner.StepAsync(Index.Reaction, 64, park: false, CancellationToken.None) > 0)
        {
        }
    }

    /// <summary>What a viewer finds, who must find the same whether the index is asked or everything read.</summary>
    internal async Task<string[]> FindAsync(Viewer viewer, string text, string? sector = null)
    {
        string[] found = await FindAsync(Read, viewer, text, sector);
        Assert.Equal(found, await FindAsync(ReadByIndex, viewer, text, sector));
        Assert.Equal(found, await FindAsync(ReadByIndexAndRow, viewer, text, sector));
        return found;
    }

    private static async Task<string[]> FindAsync(ReadReports read, Viewer viewer, string text, string? sector)
    {
        (IReadOnlyList<ReportRow> rows, _) = await read.ListAsync(viewer, new() { Text = text, Sector = sector }, new(null, 50, null), CancellationToken.None);
        return [.. rows.Select(r => r.Title ?? r.Report.Number)];
    }

    public ValueTask DisposeAsync() => Store.DisposeAsync();

    private static Viewer New(OrganizationKind kind, Role role) => new(Guid.NewGuid(), Guid.NewGuid(), kind, [role]);

    private static OrganizationFacts Of(Viewer viewer, string ja, string en, params string[] sectors) => new(viewer.Organization, en.ToLowerInvariant().Replace(' ', '-'), viewer.Kind, new(ja, en), [.. sectors]);
}
