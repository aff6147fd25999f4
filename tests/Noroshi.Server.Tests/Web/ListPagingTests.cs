using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Network;
using Noroshi.Server.Store;
using Noroshi.Server.Tests.Collect;
using Noroshi.Server.Tests.Support;
using Noroshi.Server.Trust;
using Noroshi.Server.Trust.Accounts;
using Noroshi.Server.Trust.Members;
using Noroshi.Server.Trust.Tokens;
using Noroshi.Server.Web.Lists;

namespace Noroshi.Server.Tests.Web;

/// <summary>Lists of organisations, members, tokens and invitations, page by page.</summary>
public sealed class ListPagingTests
{
    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Organizations_PageByPage_AreAllThereOnceAndChangedOnesFirst(string engine)
    {
        await using CollectServer server = await CollectServer.StartAsync(engine);
        using HttpClient bank = await server.ClientAsync("asahina-bank", Role.Administrator);

        string[] all = [.. (await AllAsync(bank, "/api/v1/organizations?limit=100", out _)).Select(o => (string)o["key"]!)];
        string[] paged = [.. (await AllAsync(bank, "/api/v1/organizations?limit=3", out Pages pages)).Select(o => (string)o["key"]!)];
        Assert.True(pages.Count > 1);
        Assert.Equal(all, paged);
        Assert.Equal(all.Length, all.Distinct().Count());
        string[] finance = [.. (await AllAsync(bank, "/api/v1/organizations?limit=2&sector=finance", out _)).Select(o => (string)o["key"]!)];
        Assert.Contains("asahina-bank", finance);
        Assert.True(finance.Length < all.Length);

        string since = await InstantAsync(server);
        Assert.Empty(await AllAsync(bank, $"/api/v1/organizations?updated_since={since}", out _));
        JsonNode desk = (await CollectServer.ReadAsync(await bank.GetAsync("/api/v1/organizations/asahina-bank"), HttpStatusCode.OK))["desks"]![0]!;
        desk["name"]!["ja"] = "改めた窓口";
        await CollectServer.ReadAsync(await bank.PutAsync($"/api/v1/organizations/asahina-bank/desks/{desk["key"]}", CollectServer.Json(desk.ToJsonString())), HttpStatusCode.OK);
        Assert.Equal("asahina-bank", (string?)Assert.Single(await AllAsync(bank, $"/api/v1/organizations?updated_since={since}", out _))["key"]);
        Assert.Equal("asahina-bank", (string?)(await AllAsync(bank, "/api/v1/organizations?limit=3", out _))[0]["key"]);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Members_PageByPage_ARoleTakenIsAChange(string engine)
    {
        await using CollectServer server = await CollectServer.StartAsync(engine);
        using HttpClient admin = await server.ClientAsync("asahina-bank", Role.Administrator);
        for (int n = 0; n < 4; n++) (await server.ClientAsync("asahina-bank", Role.Reporter, Role.Handler)).Dispose();

        string[] paged = [.. (await AllAsync(admin, "/api/v1/members?limit=2", out Pages pages)).Select(m => (string)m["account"]!)];
        Assert.Equal(3, pages.Count);
        Assert.Equal((5, 5), (paged.Length, paged.Distinct().Count()));

        string since = await InstantAsync(server);
        string oldest = paged[^1] == await MeAsync(admin) ? paged[^2] : paged[^1];
        Assert.Empty(await AllAsync(admin, $"/api/v1/members?updated_since={since}", out _));
        Assert.Equal(HttpStatusCode.NoContent, (await admin.PutAsync($"/api/v1/members/{oldest}/roles", CollectServer.Json("""{"roles":["reporter"]}"""))).StatusCode);
        Assert.Equal(oldest, (string?)Assert.Single(await AllAsync(admin, $"/api/v1/members?updated_since={since}", out _))["account"]);
        Assert.Equal(oldest, (string?)(await AllAsync(admin, "/api/v1/members?limit=1", out _))[0]["account"]);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Tokens_PageByPage_ARevokedOneComesFirst(string engine)
    {
        await using CollectServer server = await CollectServer.StartAsync(engine);
        using HttpClient bank = await server.ClientAsync("asahina-bank", Role.Reporter);
        Guid account = Guid.Parse(await MeAsync(bank));
        for (int n = 0; n < 4; n++) await AddTokenAsync(server, account, $"t{n}");

        JsonNode[] paged = await AllAsync(bank, "/api/v1/tokens?limit=2", out Pages pages);
        Assert.Equal(3, pages.Count);
        Assert.Equal(["t3", "t2", "t1", "t0", "test"], paged.Select(t => (string?)t["name"]));

        string since = await InstantAsync(server);
        Assert.Equal(HttpStatusCode.NoContent, (await bank.DeleteAsync($"/api/v1/tokens/{paged[2]["id"]}")).StatusCode);
        await AddTokenAsync(server, account, "t4");
        Assert.Equal(["t1", "t4"], (await AllAsync(bank, $"/api/v1/tokens?limit=1&updated_since={since}", out _)).Select(t => (string?)t["name"]));
        Assert.Equal(["t4", "t1", "t3", "t2", "t0", "test"], (await AllAsync(bank, "/api/v1/tokens?limit=4", out _)).Select(t => (string?)t["name"]));
    }

    [Fact]
    public async Task List_ThatCannotBeRead_IsAFaultWithItsPath()
    {
        await using CollectServer server = await CollectServer.StartAsync(Engines.Sqlite);
        using HttpClient admin = await server.ClientAsync("asahina-bank", Role.Administrator, Role.Reporter);
        foreach (string list in (string[])["organizations", "tokens", "members", "invitations", "reports", "alerts"])
        {
            foreach ((string query, string path) in ((string, string)[])[("cursor=x", "cursor"), ("cursor=%00", "cursor"), ("limit=0", "limit"), ("limit=101", "limit"), ("limit=many", "limit"), ("updated_since=yesterday", "updated_since")])
            {
                JsonNode refused = await CollectServer.ReadAsync(await admin.GetAsync($"/api/v1/{list}?{query}"), HttpStatusCode.BadRequest);
                Assert.Equal(("NRS-W442", path), ((string)refused["code"]!, (string)Assert.Single(refused["faults"]!.AsArray())!["path"]!));
            }
        }
    }

    [Fact]
    public async Task Pages_OfLongLists_ShowASheetAtATime()
    {
        await using HostileStage stage = await HostileStage.OpenAsync(Engines.Sqlite);
        await stage.Server.App.Services.GetRequiredService<Writer>().WriteAsync(async (s, ct) =>
        {
            Guid bank = (await s.Db.Set<OrganizationRow>().SingleAsync(o => o.Key == "asahina-bank", ct)).Id;
            for (int n = 0; n < ManageMembers.PerSheet; n++)
            {
                NewAccount.Grant(s, NewAccount.Add(s, $"m{n}@example.jp", string.Create(CultureInfo.InvariantCulture, $"人{n:d2}"), "").Id, bank, Role.Reporter, Guid.Empty);
            }
        }, CancellationToken.None);

        string first = await stage.Bank.GetStringAsync("/accounts");
        string second = await stage.Bank.GetStringAsync("/accounts?page=2");
        string none = await stage.Bank.GetStringAsync("/accounts?page=%00");
        Assert.Contains("m0@example.jp", first, StringComparison.Ordinal);
        Assert.Contains("href=\"/accounts?page=2\"", first, StringComparison.Ordinal);
        Assert.DoesNotContain("m0@example.jp", second, StringComparison.Ordinal);
        Assert.Contains("href=\"/accounts?page=1\"", second, StringComparison.Ordinal);
        Assert.Contains("m0@example.jp", none, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, null, 1, 0, false)]
    [InlineData(5, null, 1, 2, true)]
    [InlineData(5, "3", 3, 1, false)]
    [InlineData(5, "99", 3, 1, false)]
    [InlineData(4, "2", 2, 2, false)]
    [InlineData(5, "-1", 1, 2, true)]
    public void Sheet_OfANumber_IsTheNearestThereIs(int count, string? typed, int number, int rows, bool hasNext)
    {
        Sheet<int> sheet = Sheet<int>.Of([.. Enumerable.Range(0, count)], typed, 2);
        Assert.Equal((number, rows, hasNext, number > 1), (sheet.Number, sheet.Rows.Count, sheet.Next("/x?y=z") is not null, sheet.Previous("/x") is not null));
        if (hasNext) Assert.Equal($"/x?y=z&page={number + 1}", sheet.Next("/x?y=z"));
    }

    private sealed class Pages
    {
        internal int Count { get; set; }
    }

    private static Task<JsonNode[]> AllAsync(HttpClient client, string path, out Pages pages) => AllAsync(client, path, pages = new());

    private static async Task<JsonNode[]> AllAsync(HttpClient client, string path, Pages pages)
    {
        List<JsonNode> all = [];
        string? next = null;
        do
        {
            JsonNode page = await CollectServer.ReadAsync(await client.GetAsync(path + (next is null ? "" : $"{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}cursor={next}")), HttpStatusCode.OK);
            all.AddRange(page["items"]!.AsArray().Select(i => i!.DeepClone()));
            next = (string?)page["next"];
            pages.Count++;
        }
        while (next is not null);
        return [.. all];
    }

    private static async Task<string> MeAsync(HttpClient client) => (string)(await CollectServer.ReadAsync(await client.GetAsync("/api/v1/me"), HttpStatusCode.OK))["account"]!;

    // A millisecond between what happened before and what happens after: neither is in it.
    private static async Task<string> InstantAsync(CollectServer server)
    {
        TimeProvider clock = server.App.Services.GetRequiredService<TimeProvider>();
        DateTimeOffset instant = clock.GetUtcNow().AddMilliseconds(1);
        while (clock.GetUtcNow() < instant.AddMilliseconds(1))
        {
            await Task.Delay(1);
        }

        return instant.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
    }

    private static async Task AddTokenAsync(CollectServer server, Guid account, string name)
    {
        await Task.Delay(2);
        await server.App.Services.GetRequiredService<Writer>().WriteAsync(async (s, ct) =>
        {
            Guid bank = (await s.Db.Set<OrganizationRow>().SingleAsync(o => o.Key == "asahina-bank", ct)).Id;
            ManageTokens.Add(s, account, bank, [Role.Reporter], name, TimeSpan.FromDays(1), Secret.New(ApiToken.Prefix));
        }, CancellationToken.None);
    }
}
