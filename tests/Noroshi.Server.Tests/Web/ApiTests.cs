using System.Net;
using System.Text.Json.Nodes;
using Noroshi.Server.Tests.Collect;
using Noroshi.Server.Tests.Support;

namespace Noroshi.Server.Tests.Web;

/// <summary>Whatever the page can do, the API can do; and it says so.</summary>
public sealed class ApiTests
{
    // What each form of a page is in the API.
    private static readonly Dictionary<string, string> _twins = new()
    {
        ["POST /reports/new"] = "POST /api/v1/reports",
        ["POST /reports/{number}/follow-up"] = "POST /api/v1/reports/{report}/versions",
        ["POST /reports/new/draft"] = "PUT /api/v1/drafts/{key}",
        ["POST /reports/new/draft/drop"] = "DELETE /api/v1/drafts/{key}",
        ["POST /reports/{number}/follow-up/draft"] = "PUT /api/v1/drafts/{key}",
        ["POST /reports/{report}/standing"] = "PUT /api/v1/reports/{report}/standing",
        ["POST /reports/{report}/attachments"] = "POST /api/v1/reports/{report}/attachments",
        ["POST /alerts/new"] = "POST /api/v1/alerts",
        ["POST /alerts/{number}/edit"] = "PUT /api/v1/alerts/{number}",
        ["POST /alerts/{number}/submit"] = "POST /api/v1/alerts/{number}/submit",
        ["POST /alerts/{number}/approve"] = "POST /api/v1/alerts/{number}/approve",
        ["POST /alerts/{number}/return"] = "POST /api/v1/alerts/{number}/return",
        ["POST /alerts/{number}/issue-alone"] = "POST /api/v1/alerts/{number}/issue-alone",
        ["POST /alerts/{number}/stop"] = "POST /api/v1/alerts/{number}/stop",
        ["POST /alerts/{number}/review"] = "POST /api/v1/alerts/{number}/review",
        ["POST /alerts/{number}/acknowledge"] = "POST /api/v1/alerts/{number}/acknowledgements",
        ["POST /network/{key}/desks/{desk}"] = "PUT /api/v1/organizations/{key}/desks/{desk}",
        ["POST /network/import"] = "POST /api/v1/network",
        ["POST /account/tokens"] = "POST /api/v1/tokens",
        ["POST /account/tokens/revoke"] = "DELETE /api/v1/tokens/{id:guid}",
        ["POST /accounts/invite"] = "POST /api/v1/invitations",
        ["POST /accounts/withdraw"] = "DELETE /api/v1/invitations/{id:guid}",
        ["POST /accounts/roles"] = "PUT /api/v1/members/{account:guid}/roles",
    };

    // For people at a browser only, and why.
    private static readonly Dictionary<string, string> _peopleOnly = new()
    {
        ["POST /sign-in"] = "a program comes with a token",
        ["POST /sign-in/code"] = "a program comes with a token",
        ["POST /sign-in/enrol"] = "a program comes with a token",
        ["POST /sign-in/passkey"] = "a program comes with a token",
        ["POST /sign-in/passkey/options"] = "a program comes with a token",
        ["POST /sign-out"] = "a token is revoked instead",
        ["POST /account/passkeys"] = "a token must not change how its account is protected",
        ["POST /account/passkeys/options"] = "a token must not change how its account is protected",
        ["POST /account/passkeys/remove"] = "a token must not change how its account is protected",
        ["POST /account/password"] = "a token must not change how its account is protected",
        ["POST /account/recovery-codes"] = "a token must not change how its account is protected",
        ["POST /account/second-factor"] = "a token must not change how its account is protected",
        ["POST /account/sessions/end"] = "a token must not change how its account is protected",
        ["POST /account/sessions/end-all"] = "a token must not change how its account is protected",
        ["POST /invitation"] = "makes the account a program would need",
        ["POST /setup"] = "makes the account a program would need",
        ["POST /acting"] = "a token acts for one organisation",
        ["POST /language"] = "a program sends Accept-Language",
        ["POST /a/{token}"] = "the link in a mail is for a person",
    };

    [Fact]
    public async Task EveryForm_HasATwinInTheApiOrAReason()
    {
        await using CollectServer server = await CollectServer.StartAsync(Engines.Sqlite);
        HashSet<string> there = [.. BadInputTests.Endpoints(server).SelectMany(e => e.Methods.Select(m => $"{m} {e.Route}"))];
        string[] forms = [.. there.Where(r => !r.StartsWith("GET ", StringComparison.Ordinal) && !r.StartsWith("HEAD ", StringComparison.Ordinal) && !r.Contains(" /api/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

        Assert.Equal(forms, _twins.Keys.Concat(_peopleOnly.Keys).Order(StringComparer.Ordinal));
        Assert.All(_twins.Values, twin => Assert.Contains(twin, there));
    }

    [Fact]
    public async Task Description_EveryOperation_HasExamplesASignInAndARefusal()
    {
        await using CollectServer server = await CollectServer.StartAsync(Engines.Sqlite);
        using var client = new HttpClient { BaseAddress = server.Address };
        JsonNode document = JsonNode.Parse(await client.GetStringAsync("/openapi/v1.json"))!;
        HashSet<string> there = [.. BadInputTests.Endpoints(server).Where(e => e.Route.StartsWith("/api/", StringComparison.Ordinal)).SelectMany(e => e.Methods.Where(m => m != "HEAD").Select(m => $"{m} {Plain(e.Route)}"))];
        var described = document["paths"]!.AsObject().SelectMany(p => p.Value!.AsObject().Where(o => o.Key is "get" or "post" or "put" or "delete").Select(o => (Name: $"{o.Key.ToUpperInvariant()} {p.Key}", Operation: o.Value!))).ToArray();

        Assert.StartsWith("3.1", (string)document["openapi"]!, StringComparison.Ordinal);
        Assert.Equal(there.Order(StringComparer.Ordinal), described.Select(d => d.Name).Order(StringComparer.Ordinal));
        Assert.Equal(there.Order(StringComparer.Ordinal), Noroshi.Server.Serve.ApiExamples.All.Keys.Order(StringComparer.Ordinal));
        Assert.All(described, d =>
        {
            Assert.NotNull(d.Operation["responses"]!["default"]!["content"]!["application/problem+json"]!["schema"]!["$ref"]);
            Assert.Equal(2, d.Operation["security"]!.AsArray().Count);
            (string? request, _) = Noroshi.Server.Serve.ApiExamples.All[d.Name];
            Assert.Equal(request is not null, d.Operation["requestBody"]?["content"]?["application/json"]?["example"] is not null);
        });
        Assert.All(described.Where(d => Noroshi.Server.Serve.ApiExamples.Lists.Contains(d.Name)), d =>
            Assert.Superset(new HashSet<string> { "cursor", "limit", "updated_since" }, d.Operation["parameters"]!.AsArray().Select(p => (string)p!["name"]!).ToHashSet()));
        Assert.Equal("bearer", (string?)document["components"]!["securitySchemes"]!["token"]!["scheme"]);
    }

    [Fact]
    public async Task WrongMethodAndUnknownPath_AreCodedProblems()
    {
        await using CollectServer server = await CollectServer.StartAsync(Engines.Sqlite);
        using HttpClient bank = await server.ClientAsync("asahina-bank", Core.Vocabulary.Role.Reporter);
        foreach ((string route, IReadOnlyList<string> _) in BadInputTests.Endpoints(server).Where(e => e.Route.StartsWith("/api/", StringComparison.Ordinal)))
        {
            string path = System.Text.RegularExpressions.Regex.Replace(route, @"\{[a-z]+(:[a-z]+)?\}", m => m.Value.Contains(":guid", StringComparison.Ordinal) ? Guid.Empty.ToString() : m.Value.Contains(":int", StringComparison.Ordinal) ? "1" : "x", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));
            using var wrong = new HttpRequestMessage(HttpMethod.Patch, path);
            HttpResponseMessage response = await bank.SendAsync(wrong);
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
            Assert.Equal("NRS-W405", await CollectServer.CodeAsync(response, HttpStatusCode.MethodNotAllowed));
            Assert.NotEmpty(response.Content.Headers.Allow);
        }

        foreach (string path in (string[])["/api", "/api/v1", "/api/v1/nothing", "/api/v2/reports", "/api/v1/reports/x/y/z"])
        {
            HttpResponseMessage response = await bank.GetAsync(path);
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
            Assert.Equal("NRS-W404", await CollectServer.CodeAsync(response, HttpStatusCode.NotFound));
        }
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task IdempotencyKey_SentTwice_DoesNothingTwice(string engine)
    {
        await using HostileStage stage = await HostileStage.OpenAsync(engine);
        const string Alert = """{"audience":{"sectors":["finance"]},"acknowledgeBy":"2999-01-01T00:00:00Z","bodies":{"ja":{"title":"一度だけ","summary":"概要","actions":["見る"]}}}""";
        JsonNode first = await CollectServer.ReadAsync(await KeyedAsync(stage.Center, "/api/v1/alerts", Alert, "k1"), HttpStatusCode.Created);
        JsonNode again = await CollectServer.ReadAsync(await KeyedAsync(stage.Center, "/api/v1/alerts", Alert, "k1"), HttpStatusCode.Created);
        string number = (string)first["number"]!;
        Assert.Equal(number, (string?)again["number"]);
        Assert.Equal("NRS-W441", await CollectServer.CodeAsync(await KeyedAsync(stage.Center, "/api/v1/alerts", Alert.Replace("一度", "二度", StringComparison.Ordinal), "k1"), HttpStatusCode.UnprocessableEntity));
        Assert.Equal("NRS-W440", await CollectServer.CodeAsync(await KeyedAsync(stage.Center, "/api/v1/alerts", Alert, new string('k', 101)), HttpStatusCode.BadRequest));

        await CollectServer.ReadAsync(await stage.Center.PostAsync($"/api/v1/alerts/{number}/submit", null), HttpStatusCode.OK);
        string plan = (string)(await CollectServer.ReadAsync(await stage.Approver.GetAsync($"/api/v1/alerts/{number}/plan"), HttpStatusCode.OK))["plan"]!;
        string approval = $$"""{"plan":"{{plan}}"}""";
        Assert.Equal("issued", (string?)(await CollectServer.ReadAsync(await KeyedAsync(stage.Approver, $"/api/v1/alerts/{number}/approve", approval, "k2"), HttpStatusCode.OK))["state"]);
        Assert.Equal("issued", (string?)(await CollectServer.ReadAsync(await KeyedAsync(stage.Approver, $"/api/v1/alerts/{number}/approve", approval, "k2"), HttpStatusCode.OK))["state"]);
        Assert.Equal("NRS-S021", await CollectServer.CodeAsync(await KeyedAsync(stage.Approver, $"/api/v1/alerts/{number}/approve", approval, "k3"), HttpStatusCode.Conflict));

        string answers = $"/api/v1/alerts/{stage.IssuedAlert}/acknowledgements";
        const string Answer = """{"answer":"investigating","comment":"確認中"}""";
        await CollectServer.ReadAsync(await KeyedAsync(stage.Bank, answers, Answer, "k4"), HttpStatusCode.OK);
        await CollectServer.ReadAsync(await KeyedAsync(stage.Bank, answers, Answer, "k4"), HttpStatusCode.OK);
        Assert.Single((await CollectServer.ReadAsync(await stage.Center.GetAsync(answers), HttpStatusCode.OK))["items"]!.AsArray());

        Assert.Empty((await CollectServer.ReadAsync(await stage.Center.GetAsync(answers + "?updated_since=2999-01-01T00:00:00Z"), HttpStatusCode.OK))["items"]!.AsArray());
        Assert.Equal("NRS-W442", await CollectServer.CodeAsync(await stage.Center.GetAsync(answers + "?updated_since=soon"), HttpStatusCode.BadRequest));
        await CollectServer.ReadAsync(await KeyedAsync(stage.Bank, "/api/v1/tokens", """{"name":"n","roles":["reporter"],"days":3}""", "k5"), HttpStatusCode.Created);
        Assert.Equal("NRS-T022", await CollectServer.CodeAsync(await KeyedAsync(stage.Bank, "/api/v1/tokens", """{"name":"n","roles":["reporter"],"days":3}""", "k5"), HttpStatusCode.Conflict));
        Assert.Single((await CollectServer.ReadAsync(await stage.Bank.GetAsync("/api/v1/tokens"), HttpStatusCode.OK))["items"]!.AsArray());
        const string Invitation = """{"email":"once@example.jp","roles":["reporter"]}""";
        await CollectServer.ReadAsync(await KeyedAsync(stage.Bank, "/api/v1/invitations", Invitation, "k6"), HttpStatusCode.Created);
        Assert.Equal("NRS-T023", await CollectServer.CodeAsync(await KeyedAsync(stage.Bank, "/api/v1/invitations", Invitation, "k6"), HttpStatusCode.Conflict));
        JsonNode open = await CollectServer.ReadAsync(await stage.Bank.GetAsync("/api/v1/invitations"), HttpStatusCode.OK);
        JsonNode made = Assert.Single(open["items"]!.AsArray(), i => (string?)i!["email"] == "once@example.jp")!;
        Assert.Equal(HttpStatusCode.NoContent, (await stage.Bank.DeleteAsync($"/api/v1/invitations/{made["id"]}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stage.Bank.DeleteAsync($"/api/v1/invitations/{made["id"]}")).StatusCode);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Drafts_KeptByApi_AreTheSameOnThePage(string engine)
    {
        await using HostileStage stage = await HostileStage.OpenAsync(engine);
        const string Draft = """{"form":"liaison","stage":"initial","facts":{"incident.title":{"value":"書きかけ<i>","certainty":"tentative"},"incident.noticedAt":{"value":"2026-04-01T09:30+09:00","certainty":"confirmed"}},"consents":{"ceptoar":true}}""";
        Assert.Equal(HttpStatusCode.NotFound, (await stage.Bank.GetAsync("/api/v1/drafts/new")).StatusCode);
        await CollectServer.ReadAsync(await stage.Bank.PutAsync("/api/v1/drafts/new", CollectServer.Json(Draft)), HttpStatusCode.OK);
        JsonNode kept = await CollectServer.ReadAsync(await stage.Bank.GetAsync("/api/v1/drafts/new"), HttpStatusCode.OK);
        Assert.Equal("書きかけ<i>", (string?)kept["document"]!["facts"]!["incident.title"]!["value"]);
        Assert.Equal(new DateTimeOffset(2026, 4, 1, 0, 30, 0, TimeSpan.Zero), DateTimeOffset.Parse((string)kept["document"]!["facts"]!["incident.noticedAt"]!["value"]!, System.Globalization.CultureInfo.InvariantCulture));
        Assert.True((bool)kept["document"]!["consents"]!["ceptoar"]!);
        Assert.Contains("value=\"書きかけ&lt;i&gt;\"", await stage.Bank.GetStringAsync("/reports/new"), StringComparison.Ordinal);
        Assert.Single((await CollectServer.ReadAsync(await stage.Bank.GetAsync("/api/v1/drafts"), HttpStatusCode.OK))["items"]!.AsArray());
        JsonNode refused = await CollectServer.ReadAsync(await stage.Bank.PutAsync("/api/v1/drafts/new", CollectServer.Json("""{"form":"liaison","stage":"initial","facts":{"no.such":{"value":"x"}}}""")), HttpStatusCode.UnprocessableEntity);
        Assert.Equal("NRS-R010", (string?)refused["code"]);
        Assert.Equal(HttpStatusCode.NotFound, (await stage.Center.GetAsync($"/api/v1/drafts/{stage.Report}")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await stage.Bank.DeleteAsync("/api/v1/drafts/new")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stage.Bank.DeleteAsync("/api/v1/drafts/new")).StatusCode);
    }

    private static string Plain(string route) => System.Text.RegularExpressions.Regex.Replace(route, ":[a-z]+}", "}", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));

    private static Task<HttpResponseMessage> KeyedAsync(HttpClient client, string path, string json, string key)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = CollectServer.Json(json) };
        request.Headers.Add("Idempotency-Key", key);
        return client.SendAsync(request);
    }
}
