using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Noroshi.Core.Content;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Network;
using Noroshi.Server.Serve;
using Noroshi.Server.Store;
using Noroshi.Server.Tests.Support;
using Noroshi.Server.Trust;
using Noroshi.Server.Trust.Accounts;
using Noroshi.Server.Trust.Tokens;

namespace Noroshi.Server.Tests.Collect;

/// <summary>The whole server on the demonstration network, on a real port; clients come with API tokens.</summary>
internal sealed class CollectServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Database _database;

    private CollectServer(WebApplication app, Database database) => (_app, _database) = (app, database);

    internal WebApplication App => _app;

    internal Uri Address => new(_app.Urls.First());

    internal static async Task<CollectServer> StartAsync(string engine, params string[] given)
    {
        StoreOptions options = await TestStore.NewOptionsAsync(engine);
        // The settings want an address of PostgreSQL; the database is handed over ready-made.
        (Settings? settings, var faults) = Settings.Load(["--data", options.DataFolder, "--log-level", "critical", .. given], _ => null);
        Assert.Empty(faults);
        return await OnAsync(options, settings!);
    }

    /// <summary>The same on a store that is there already.</summary>
    internal static async Task<CollectServer> OnAsync(StoreOptions options, Settings settings)
    {
        var database = new Database(options);
        WebApplication app = NoroshiApp.Build(settings, database, TimeProvider.System);
        app.Urls.Clear();
        app.Urls.Add("http://127.0.0.1:0");
        await app.StartAsync();
        await DemoNetwork.FillAsync(app.Services.GetRequiredService<Writer>(), app.Services.GetRequiredService<Catalog>(), CancellationToken.None);
        // The network is held for a second: the one read before it was filled must pass away.
        await Task.Delay(1100);
        return new(app, database);
    }

    /// <summary>A client acting for an organisation of the demonstration network.</summary>
    internal async Task<HttpClient> ClientAsync(string organization, params Role[] roles)
    {
        string secret = Secret.New(ApiToken.Prefix);
        await _app.Services.GetRequiredService<Writer>().WriteAsync(async (s, ct) =>
        {
            Guid id = (await s.Db.Set<OrganizationRow>().SingleAsync(o => o.Key == organization, ct)).Id;
            Account account = NewAccount.Add(s, $"{Guid.NewGuid():N}@example.jp", "試験", "");
            foreach (Role role in roles)
            {
                NewAccount.Grant(s, account.Id, id, role, account.Id);
            }

            s.Add(new ApiToken { Id = s.NewId(), SecretHash = Secret.Hash(secret), AccountId = account.Id, OrganizationId = id, RoleWords = string.Join(' ', roles.Select(RoleList.Word)), Name = "test", CreatedAt = s.Now, ExpiresAt = s.Now.AddHours(1) });
        }, CancellationToken.None);
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new(_app.Urls.First()) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", secret);
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        client.DefaultRequestHeaders.AcceptLanguage.Add(new("ja"));
        return client;
    }

    internal static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");

    internal static StringContent Report(string title, string stage = "initial", string consents = "{}")
    {
        var json = new JsonObject
        {
            ["form"] = "liaison",
            ["stage"] = stage,
            ["consents"] = JsonNode.Parse(consents),
            ["facts"] = new JsonObject
            {
                ["contact.person"] = new JsonObject { ["value"] = "山田 太郎", ["certainty"] = "confirmed" },
                ["contact.telephone"] = new JsonObject { ["value"] = "03-0000-0101", ["certainty"] = "confirmed" },
                ["incident.title"] = new JsonObject { ["value"] = title, ["certainty"] = "tentative" },
            },
        };
        return Json(json.ToJsonString());
    }

    internal static async Task<JsonNode> ReadAsync(HttpResponseMessage response, HttpStatusCode expected)
    {
        string text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == expected, $"{(int)response.StatusCode} {text[..Math.Min(2000, text.Length)]}");
        return JsonNode.Parse(text)!;
    }

    internal static async Task<string> CodeAsync(HttpResponseMessage response, HttpStatusCode expected) => (string)(await ReadAsync(response, expected))["code"]!;

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _database.DisposeAsync();
    }
}
