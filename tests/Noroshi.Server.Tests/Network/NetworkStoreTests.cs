using System.Text;
using Noroshi.Core.Content;
using Noroshi.Core.Network;
using Noroshi.Core.Vocabulary;
using RouteDirection = Noroshi.Core.Network.RouteDirection;
using Noroshi.Server.Content;
using Noroshi.Server.Network;
using Noroshi.Server.Network.Exchange;
using Noroshi.Server.Tests.Support;

namespace Noroshi.Server.Tests.Network;

public sealed class NetworkStoreTests
{
    private static readonly Catalog Catalog = CatalogLoader.Load(ContentFolder.Read(ContentFolder.BuiltIn), [], out _);

    private static async Task<NetworkMap> ReadAsync(TestStore store)
    {
        await using var db = store.Read();
        return await db.ReadMapAsync(CancellationToken.None);
    }

    private static Task<int> ApplyAsync(TestStore store, NetworkMap map) => store.Writer.WriteAsync((s, ct) => ApplyNetwork.ApplyAsync(s, map, Guid.Empty, ct), CancellationToken.None);

    private static string[] Kinds(TestStore store)
    {
        using var db = store.Read();
        return [.. db.LedgerEntries.OrderBy(e => e.Position).Select(e => e.Kind)];
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task FillAsync_Demo_ComesBackAsWrittenAndOnlyOnce(string engine)
    {
        await using var store = await TestStore.CreateAsync(engine);
        await DemoNetwork.FillAsync(store.Writer, Catalog, CancellationToken.None);
        await DemoNetwork.FillAsync(store.Writer, Catalog, CancellationToken.None);
        var (demo, map) = (Catalog.Networks["demo"], await ReadAsync(store));
        Assert.Equal(demo.Organizations, map.Organizations);
        Assert.Equal(demo.Routes.ToHashSet(), map.Routes.ToHashSet());
        Assert.Equal(demo.Organizations.Length, Kinds(store).Count(k => k == "OrganizationRegistered"));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task ApplyAsync_Export_ChangesNothing(string engine)
    {
        await using var store = await TestStore.CreateAsync(engine);
        await DemoNetwork.FillAsync(store.Writer, Catalog, CancellationToken.None);
        var text = NetworkWriter.Write(await ReadAsync(store));
        var again = NetworkReader.Read("n.yaml", Encoding.UTF8.GetBytes(text), id => Catalog.Sector(id) is not null, [])!;
        Assert.Equal(0, await ApplyAsync(store, again));
        Assert.Equal(text, NetworkWriter.Write(await ReadAsync(store)));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task ApplyAsync_PartOfTheNetwork_LeavesTheRest(string engine)
    {
        await using var store = await TestStore.CreateAsync(engine);
        await DemoNetwork.FillAsync(store.Writer, Catalog, CancellationToken.None);
        var demo = Catalog.Networks["demo"];
        var bank = demo.Find("asahina-bank")! with { Name = new("朝日向信託銀行", "Asahina Trust Bank"), Desks = [demo.Find("asahina-bank")!.Desks[0]] };
        var changes = await ApplyAsync(store, new([bank, demo.Find("finance-agency")!], [new("asahina-bank", "finance-agency", RouteDirection.Up, RouteMode.Direct)]));
        var map = await ReadAsync(store);
        Assert.Equal(["OrganizationChanged", "DeskChanged", "RoutesChanged"], Kinds(store)[^changes..]);
        Assert.Equal(bank, map.Find("asahina-bank"));
        Assert.Equal(demo.Organizations.Length, map.Organizations.Length);
        Assert.Empty(map.ReachedBy("finance-agency").Where(r => r.Organization.Key == "asahina-bank"));
        Assert.Contains(map.ReachedBy("finance-agency"), r => r.Organization.Key == "minato-shinkin");
        Assert.Equal(["finance-agency", "center"], map.ReceiversOf("asahina-bank").Select(r => r.Organization.Key));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task ChangeDeskAsync_KeepsItsPlaceAndTellsTheLedgerNoAddress(string engine)
    {
        await using var store = await TestStore.CreateAsync(engine);
        await DemoNetwork.FillAsync(store.Writer, Catalog, CancellationToken.None);
        var desk = new Desk("csirt", new("緊急対応室", "Response room"), [new(ChannelKind.Telephone, "03-0000-0999", Hours.Always), new(ChannelKind.Email, "room@asahina-bank.example.jp", Hours.Always)]) { Language = Language.En };
        await store.Writer.WriteAsync((s, ct) => ApplyNetwork.ChangeDeskAsync(s, Organization.IdOf("asahina-bank"), desk, Guid.Empty, ct), CancellationToken.None);
        Assert.Equal(desk, (await ReadAsync(store)).Find("asahina-bank")!.Desks[0]);
        // What was exported with its language is imported with it, and one that says none has none.
        var text = NetworkWriter.Write(await ReadAsync(store));
        Assert.Contains("language: en", text, StringComparison.Ordinal);
        Assert.Equal(0, await ApplyAsync(store, NetworkReader.Read("n.yaml", Encoding.UTF8.GetBytes(text), id => Catalog.Sector(id) is not null, [])!));
        Assert.Equal(1, await ApplyAsync(store, NetworkReader.Read("n.yaml", Encoding.UTF8.GetBytes(text.Replace("        language: en\n", "", StringComparison.Ordinal)), id => Catalog.Sector(id) is not null, [])!));
        Assert.Null((await ReadAsync(store)).Find("asahina-bank")!.Desks[0].Language);
        await using var db = store.Read();
        var entry = db.LedgerEntries.OrderBy(e => e.Position).Last();
        Assert.Equal("DeskChanged", entry.Kind);
        Assert.DoesNotContain("0999", Encoding.UTF8.GetString(entry.Canonical), StringComparison.Ordinal);
    }
}
