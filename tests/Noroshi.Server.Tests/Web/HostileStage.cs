using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Network;
using Noroshi.Server.Store;
using Noroshi.Server.Tests.Collect;
using Noroshi.Server.Trust.Accounts;

namespace Noroshi.Server.Tests.Web;

/// <summary>The whole server with something behind every door: a report, a draft alert, an issued one, and people in every role signed in by browser.</summary>
internal sealed class HostileStage : IAsyncDisposable
{
    private const string Password = "four unrelated green words";

    private HostileStage(CollectServer server) => Server = server;

    internal CollectServer Server { get; }
    internal HttpClient Bank { get; private set; } = null!;
    internal HttpClient Center { get; private set; } = null!;
    internal HttpClient Approver { get; private set; } = null!;
    internal HttpClient Nobody { get; private set; } = null!;
    internal string Report { get; private set; } = "";
    internal string DraftAlert { get; private set; } = "";
    internal string IssuedAlert { get; private set; } = "";

    /// <summary>The invitation to an account that does not exist yet.</summary>
    internal string Invitation { get; private set; } = "";

    internal static async Task<HostileStage> OpenAsync(string engine)
    {
        var stage = new HostileStage(await CollectServer.StartAsync(engine, "--accounts-second-factor", "optional", "--accounts-sign-in-limit", "1000", "--reports-submit-limit", "1000000"));
        stage.Bank = await stage.SignInAsync("asahina-bank");
        stage.Center = await stage.SignInAsync("center");
        stage.Approver = await stage.SignInAsync("center");
        stage.Nobody = stage.NewClient();
        stage.Report = await SendReportAsync(stage.Bank, "試験");
        stage.DraftAlert = await DraftAsync(stage.Center, "下書き");
        stage.IssuedAlert = await stage.IssueAsync();
        JsonNode invited = await CollectServer.ReadAsync(await stage.Bank.PostAsync("/api/v1/invitations", CollectServer.Json("""{"email":"new@example.jp","roles":["reporter"]}""")), HttpStatusCode.Created);
        stage.Invitation = ((string)invited["path"]!).Split("t=")[1];
        return stage;
    }

    /// <summary>A browser of somebody new who has every role at an organisation.</summary>
    internal async Task<HttpClient> SignInAsync(string organization)
    {
        string email = $"{Guid.NewGuid():N}@example.jp";
        string hash = Server.App.Services.GetRequiredService<Passwords>().Hash(Password);
        await Server.App.Services.GetRequiredService<Writer>().WriteAsync(async (s, ct) =>
        {
            Guid id = (await s.Db.Set<OrganizationRow>().SingleAsync(o => o.Key == organization, ct)).Id;
            Account account = NewAccount.Add(s, email, "試験", hash);
            foreach (Role role in Enum.GetValues<Role>())
            {
                NewAccount.Grant(s, account.Id, id, role, account.Id);
            }
        }, CancellationToken.None);
        HttpClient client = NewClient();
        using var form = new FormUrlEncodedContent([new("email", email), new("password", Password)]);
        Assert.Equal(HttpStatusCode.SeeOther, (await client.PostAsync("/sign-in", form)).StatusCode);
        return client;
    }

    internal static async Task<string> SendReportAsync(HttpClient client, string title) =>
        (string)(await CollectServer.ReadAsync(await client.PostAsync("/api/v1/reports", CollectServer.Report(title)), HttpStatusCode.Created))["number"]!;

    internal static async Task<string> DraftAsync(HttpClient client, string title)
    {
        var alert = new JsonObject
        {
            ["kind"] = "caution",
            ["tlp"] = "amber",
            ["audience"] = new JsonObject { ["sectors"] = new JsonArray("finance") },
            ["acknowledgeBy"] = DateTimeOffset.UtcNow.AddDays(2).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
            ["bodies"] = new JsonObject { ["ja"] = new JsonObject { ["title"] = title, ["summary"] = "概要", ["actions"] = new JsonArray("確かめる") } },
        };
        return (string)(await CollectServer.ReadAsync(await client.PostAsync("/api/v1/alerts", CollectServer.Json(alert.ToJsonString())), HttpStatusCode.Created))["number"]!;
    }

    private async Task<string> IssueAsync()
    {
        string number = await DraftAsync(Center, "発出済み");
        await CollectServer.ReadAsync(await Center.PostAsync($"/api/v1/alerts/{number}/submit", null), HttpStatusCode.OK);
        string plan = (string)(await CollectServer.ReadAsync(await Approver.GetAsync($"/api/v1/alerts/{number}/plan"), HttpStatusCode.OK))["plan"]!;
        await CollectServer.ReadAsync(await Approver.PostAsync($"/api/v1/alerts/{number}/approve", CollectServer.Json($$"""{"plan":"{{plan}}"}""")), HttpStatusCode.OK);
        for (int count = 0; count < 100 && (await Bank.GetAsync($"/api/v1/alerts/{number}")).StatusCode != HttpStatusCode.OK; count++)
        {
            await Task.Delay(100);
        }

        return number;
    }

    private HttpClient NewClient()
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new(), Expect100ContinueTimeout = TimeSpan.FromSeconds(10) }) { BaseAddress = Server.Address, Timeout = TimeSpan.FromSeconds(60) };
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (HttpClient client in (HttpClient[])[Bank, Center, Approver, Nobody])
        {
            client.Dispose();
        }

        await Server.DisposeAsync();
    }
}
