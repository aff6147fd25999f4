using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Tests.Support;
using static Noroshi.Server.Tests.Collect.CollectServer;

namespace Noroshi.Server.Tests.Collect;

public sealed class ReportApiTests
{
    private const string Reports = "/api/v1/reports";

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Report_FromSendingToFollowUp_IsSeenAsTheRulesSay(string engine)
    {
        await using CollectServer server = await StartAsync(engine);
        using HttpClient bank = await server.ClientAsync("asahina-bank", Role.Reporter), agency = await server.ClientAsync("finance-agency", Role.Handler);
        using HttpClient agencyReporter = await server.ClientAsync("finance-agency", Role.Reporter);
        using HttpClient isac = await server.ClientAsync("finance-isac", Role.Handler), rail = await server.ClientAsync("hokuto-rail", Role.Reporter);

        JsonNode sent = await ReadAsync(await bank.PostAsync(Reports, Report("勘定系への攻撃", consents: """{"ceptoar":true}""")), HttpStatusCode.Created);
        string number = (string)sent["number"]!;
        Assert.Equal(4, sent["receivers"]!.AsArray().Count);
        JsonNode seen = await ReadAsync(await agency.GetAsync($"{Reports}/{number}"), HttpStatusCode.OK);
        Assert.Equal("朝日向銀行", (string?)seen["organization"]);
        Assert.NotNull(seen["document"]!["facts"]!["contact.person"]);
        string reduced = await (await isac.GetAsync($"{Reports}/{number}")).Content.ReadAsStringAsync();
        Assert.Contains("勘定系への攻撃", reduced, StringComparison.Ordinal);
        Assert.DoesNotContain("山田", reduced, StringComparison.Ordinal);
        Assert.DoesNotContain("朝日向", reduced, StringComparison.Ordinal);
        Assert.DoesNotContain((string)seen["organizationId"]!, reduced, StringComparison.Ordinal);
        Assert.Equal("NRS-W404", await CodeAsync(await rail.GetAsync($"{Reports}/{number}"), HttpStatusCode.NotFound));
        Assert.Equal("NRS-W404", await CodeAsync(await isac.GetAsync($"{Reports}/{number}/who"), HttpStatusCode.NotFound));

        await ReadAsync(await bank.PostAsync($"{Reports}/{number}/versions?base=1", Report("勘定系への DDoS 攻撃", "follow-up")), HttpStatusCode.Created);
        JsonNode diff = await ReadAsync(await agency.GetAsync($"{Reports}/{number}/diff"), HttpStatusCode.OK);
        Assert.Equal("incident.title", (string?)Assert.Single(diff["changes"]!.AsArray())!["fact"]);
        JsonNode stale = await ReadAsync(await bank.PostAsync($"{Reports}/{number}/versions?base=1", Report("別の件名", "follow-up")), HttpStatusCode.Conflict);
        Assert.Equal(["NRS-R040", "NRS-R042"], stale["faults"]!.AsArray().Select(f => (string)f!["code"]!));
        // The consent is gone with the new version, and with it the sight.
        Assert.Equal(HttpStatusCode.NotFound, (await isac.GetAsync($"{Reports}/{number}")).StatusCode);
        Assert.Equal("NRS-R043", await CodeAsync(await agencyReporter.PostAsync($"{Reports}/{number}/versions", Report("なりすまし", "follow-up")), HttpStatusCode.Forbidden));
        JsonNode found = await UntilAsync(async () => await ReadAsync(await agency.GetAsync($"{Reports}?q={Uri.EscapeDataString("DDoS 攻撃")}&sector=finance"), HttpStatusCode.OK), json => json["items"]!.AsArray().Count == 1);
        Assert.Equal(number, (string?)found["items"]![0]!["number"]);
        Assert.Equal(HttpStatusCode.NoContent, (await agency.PutAsync($"{Reports}/{number}/standing?standing=done&version=2", null)).StatusCode);
        Assert.Equal("NRS-R049", await CodeAsync(await agency.PutAsync($"{Reports}/{number}/standing?standing=done&version=1", null), HttpStatusCode.Conflict));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Send_BadInput_IsRefusedWithACode(string engine)
    {
        await using CollectServer server = await StartAsync(engine);
        using HttpClient bank = await server.ClientAsync("asahina-bank", Role.Reporter);
        async Task<string> PostAsync(HttpContent content, HttpStatusCode expected) => await CodeAsync(await bank.PostAsync(Reports, content), expected);

        Assert.Equal("NRS-F005", await PostAsync(Json("""{"form":"liaison","form":"liaison"}"""), HttpStatusCode.BadRequest));
        Assert.Equal("NRS-F004", await PostAsync(Json(new string('[', 10_000)), HttpStatusCode.BadRequest));
        Assert.Equal("NRS-F003", await PostAsync(Json("""{"form":"""), HttpStatusCode.BadRequest));
        Assert.Equal("NRS-F007", await PostAsync(Json("{} {}"), HttpStatusCode.BadRequest));
        Assert.Equal("NRS-F001", await PostAsync(Json($"\"{new string('x', 600_000)}\""), HttpStatusCode.RequestEntityTooLarge));
        Assert.Equal("NRS-F001", await PostAsync(Json($"\"{new string('x', 10_000_000)}\""), HttpStatusCode.RequestEntityTooLarge));
        var latin = new ByteArrayContent(Encoding.Latin1.GetBytes("""{"form":"é"}"""));
        latin.Headers.ContentType = new("application/json");
        Assert.Equal("NRS-F002", await PostAsync(latin, HttpStatusCode.BadRequest));
        Assert.Equal("NRS-W415", await PostAsync(new StringContent("{}", Encoding.GetEncoding("utf-16"), "application/json"), HttpStatusCode.UnsupportedMediaType));
        Assert.Equal("NRS-R001", await PostAsync(Json("[]"), HttpStatusCode.UnprocessableEntity));
        JsonNode all = await ReadAsync(await bank.PostAsync(Reports, Json("""{"form":"liaison","stage":"initial","extra":1,"facts":{"no.such":{},"incident.title":{"value":5},"contact.email":{"value":"x","certainty":"sure"}}}""")), HttpStatusCode.UnprocessableEntity);
        Assert.Equal(["NRS-R002", "NRS-R006", "NRS-R010", "NRS-R012", "NRS-R021", "NRS-R030", "NRS-R031"], all["faults"]!.AsArray().Select(f => (string)f!["code"]!).Append("NRS-R006").Distinct().Order());
        Assert.Equal("NRS-R045", await PostAsync(Report("x", "follow-up"), HttpStatusCode.UnprocessableEntity));
        Assert.Equal("NRS-W442", await CodeAsync(await bank.GetAsync($"{Reports}?cursor=%00"), HttpStatusCode.BadRequest));
        Assert.Equal("NRS-W442", await CodeAsync(await bank.GetAsync($"{Reports}?updated_since=yesterday"), HttpStatusCode.BadRequest));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Send_NaughtyStrings_AreKeptExactlyOrRefusedWithACode(string engine)
    {
        string path = Path.Combine(Root(), "../shared/data/robustness/blns/blns.json");
        Assert.SkipUnless(File.Exists(path), "the shared test data is not here");
        string[] strings = [.. JsonNode.Parse(await File.ReadAllTextAsync(path))!.AsArray().Select(s => (string)s!).Where(s => s.Length > 0)];
        await using CollectServer server = await StartAsync(engine);
        using HttpClient bank = await server.ClientAsync("asahina-bank", Role.Reporter);
        await Parallel.ForEachAsync(strings, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (text, _) =>
        {
            HttpResponseMessage response = await bank.PostAsync(Reports, Report(text), CancellationToken.None);
            if (response.StatusCode == HttpStatusCode.UnprocessableEntity)
            {
                Assert.Contains(await CodeAsync(response, HttpStatusCode.UnprocessableEntity), (string[])["NRS-R013", "NRS-R014", "NRS-R019"]);
                return;
            }

            JsonNode sent = await ReadAsync(response, HttpStatusCode.Created);
            JsonNode kept = await ReadAsync(await bank.GetAsync($"{Reports}/{sent["number"]}", CancellationToken.None), HttpStatusCode.OK);
            Assert.Equal(text, (string?)kept["document"]!["facts"]!["incident.title"]!["value"]);
            HttpResponseMessage found = await bank.GetAsync($"{Reports}?q={Uri.EscapeDataString(text[..Math.Min(text.Length, 100)])}", CancellationToken.None);
            Assert.True(found.StatusCode == HttpStatusCode.OK, $"{text}: {(int)found.StatusCode} {await found.Content.ReadAsStringAsync(CancellationToken.None)}");
            Assert.Equal(HttpStatusCode.OK, (await bank.GetAsync($"/reports/{sent["number"]}", CancellationToken.None)).StatusCode);
        });
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Attachment_LyingName_ComesBackWholeAsADownload(string engine)
    {
        await using CollectServer server = await StartAsync(engine);
        using HttpClient bank = await server.ClientAsync("asahina-bank", Role.Reporter), agency = await server.ClientAsync("finance-agency", Role.Handler), rail = await server.ClientAsync("hokuto-rail", Role.Reporter);
        string number = (string)(await ReadAsync(await bank.PostAsync(Reports, Report("添付")), HttpStatusCode.Created))["number"]!;
        byte[] bytes = new byte[3_000_000];
        Random.Shared.NextBytes(bytes);
        using var form = new MultipartFormDataContent();
        var file = new ByteArrayContent(bytes);
        file.Headers.ContentType = new("text/html");
        form.Add(file, "file", "../../証跡\u202Egpj.exe");

        JsonNode kept = await ReadAsync(await bank.PostAsync($"{Reports}/{number}/attachments", form), HttpStatusCode.Created);
        string id = (string)kept["items"]![0]!["id"]!;
        HttpResponseMessage got = await agency.GetAsync($"{Reports}/{number}/attachments/{id}");

        Assert.Equal(bytes, await got.Content.ReadAsByteArrayAsync());
        Assert.Equal("application/octet-stream", got.Content.Headers.ContentType!.MediaType);
        ContentDispositionHeaderValue disposition = got.Content.Headers.ContentDisposition!;
        Assert.Equal("attachment", disposition.DispositionType);
        Assert.Equal("証跡gpj.exe", disposition.FileNameStar);
        Assert.Equal(HttpStatusCode.NotFound, (await rail.GetAsync($"{Reports}/{number}/attachments/{id}")).StatusCode);
        Assert.Equal("NRS-R050", await CodeAsync(await bank.PostAsync($"{Reports}/{number}/attachments", Json("{}")), HttpStatusCode.UnsupportedMediaType));
        Assert.Equal("NRS-R052", await CodeAsync(await bank.PostAsync($"{Reports}/{number}/attachments", new MultipartFormDataContent { { new StringContent("x"), "other" } }), HttpStatusCode.UnprocessableEntity));
    }

    private static async Task<JsonNode> UntilAsync(Func<Task<JsonNode>> read, Func<JsonNode, bool> isThere)
    {
        for (int count = 0; ; count++)
        {
            JsonNode json = await read();
            if (isThere(json) || count == 50)
            {
                return json;
            }

            await Task.Delay(200);
        }
    }

    private static string Root()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Noroshi.slnx")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? "";
    }
}
