using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Noroshi.Core.Vocabulary;
using Noroshi.Core.Vocabulary.Records;
using Noroshi.Server.Ledger;
using Noroshi.Server.Store;
using Noroshi.Server.Tests.Support;
using static Noroshi.Server.Tests.Collect.CollectServer;

namespace Noroshi.Server.Tests.Collect;

/// <summary>Unsent reports: what was discarded stays discarded and is remembered, and what logs showed is told in the reader's language, the gravest first.</summary>
public sealed partial class DraftTests
{
    private static readonly string _found = $"found-{7:x32}";

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Save_AfterDiscarding_NeverBringsTheDraftBack(string engine)
    {
        await using CollectServer server = await StartAsync(engine);
        using HttpClient bank = await server.ClientAsync("asahina-bank", Role.Reporter);
        HttpResponseMessage first = await bank.PostAsync("/reports/new/draft", Form(("begun", ""), ("facts.incident.title", "捨てる")));
        string begun = Assert.Single(first.Headers.GetValues("Noroshi-Draft-Begun"));
        Assert.Contains($"name=\"begun\" value=\"{begun}\"", await bank.GetStringAsync("/reports/new"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await SaveAsync(bank, begun, "まだある")).StatusCode);

        Assert.Equal(HttpStatusCode.SeeOther, (await bank.PostAsync("/reports/new/draft/drop", Form())).StatusCode);
        HttpResponseMessage late = await SaveAsync(bank, begun, "遅れて届いた");
        Assert.Equal((HttpStatusCode.Conflict, "text/plain"), (late.StatusCode, late.Content.Headers.ContentType!.MediaType));
        Assert.Contains("捨てられ", await late.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await bank.GetAsync("/api/v1/drafts/new")).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await SaveAsync(bank, "no time", "遅れて届いた")).StatusCode);

        // Without JavaScript nothing typed is lost with it.
        HttpResponseMessage page = await bank.PostAsync("/reports/new/draft?page=1", Form(("begun", begun), ("facts.incident.title", "遅れて届いた")));
        string shown = WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.Conflict, page.StatusCode);
        Assert.Contains("value=\"遅れて届いた\"", shown, StringComparison.Ordinal);
        Assert.Contains("NRS-R054", shown, StringComparison.Ordinal);

        // Nor does it write over the one that was begun since.
        string next = Assert.Single((await SaveAsync(bank, "", "新しい")).Headers.GetValues("Noroshi-Draft-Begun"));
        Assert.NotEqual(begun, next);
        Assert.Equal(HttpStatusCode.Conflict, (await SaveAsync(bank, begun, "遅れて届いた")).StatusCode);
        Assert.Contains("value=\"新しい\"", WebUtility.HtmlDecode(await bank.GetStringAsync("/reports/new")), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Save_DraftOfFindingsDiscardedOrSent_NeverBringsItBack(string engine)
    {
        await using CollectServer server = await StartAsync(engine);
        using HttpClient bank = await server.ClientAsync("asahina-bank", Role.Reporter), colleague = await server.ClientAsync("asahina-bank", Role.Reporter);
        foreach (bool isSent in (bool[])[false, true])
        {
            await KeepAsync(bank, _found, "不正ログイン", null);
            string begun = Begun().Match(await bank.GetStringAsync($"/reports/new?draft={_found}")).Groups[1].Value;
            Assert.Equal(HttpStatusCode.OK, (await SaveAsync(bank, begun, "書き足した", _found)).StatusCode);
            if (isSent) Assert.Equal(HttpStatusCode.SeeOther, (await colleague.PostAsync("/reports/new", Form(("draft", _found), ("facts.contact.person", "山田"), ("facts.contact.email", "a@bank.example.jp")))).StatusCode);
            else Assert.Equal(HttpStatusCode.SeeOther, (await colleague.PostAsync("/reports/new/draft/drop", Form(("draft", _found)))).StatusCode);

            Assert.Equal(HttpStatusCode.Conflict, (await SaveAsync(bank, begun, "書き足した", _found)).StatusCode);
            // A form never begins one: only who found something does.
            Assert.Equal(HttpStatusCode.Conflict, (await SaveAsync(bank, "", "書き足した", _found)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await bank.GetAsync($"/api/v1/drafts/{_found}")).StatusCode);
        }
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Discard_ADraft_IsInTheLedgerWithoutWhatItSaid(string engine)
    {
        await using CollectServer server = await StartAsync(engine);
        using HttpClient bank = await server.ClientAsync("asahina-bank", Role.Reporter);
        JsonNode report = await ReadAsync(await bank.PostAsync("/api/v1/reports", Report("送った報告")), HttpStatusCode.Created);
        string number = (string)report["number"]!;
        await KeepAsync(bank, _found, "秘密の題", null);
        await ReadAsync(await bank.PutAsync("/api/v1/drafts/new", Json(Document("秘密の題", null))), HttpStatusCode.OK);
        await ReadAsync(await bank.PutAsync($"/api/v1/drafts/{number}", Json(Document("秘密の題", null).Replace("initial", "follow-up", StringComparison.Ordinal))), HttpStatusCode.OK);
        foreach (string key in (string[])[_found, "new", number])
        {
            Assert.Equal(HttpStatusCode.NoContent, (await bank.DeleteAsync($"/api/v1/drafts/{key}")).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await bank.DeleteAsync($"/api/v1/drafts/{key}")).StatusCode);
        }

        await bank.PostAsync("/reports/new/draft/drop", Form());
        await using NoroshiDb db = server.App.Services.GetRequiredService<Database>().CreateDbContext();
        LedgerEntry received = await db.LedgerEntries.SingleAsync(e => e.Kind == nameof(ReportReceived), CancellationToken.None);
        LedgerEntry[] entries = await db.LedgerEntries.Where(e => e.Kind == nameof(DraftDiscarded)).OrderBy(e => e.Position).ToArrayAsync(CancellationToken.None);
        string[] texts = [.. entries.Select(e => Encoding.UTF8.GetString(e.Canonical))];
        Assert.Equal([_found, "new", "follow-up"], texts.Select(t => (string?)JsonNode.Parse(t)!["body"]!["draft"]));
        Assert.All(entries, e => Assert.Equal(received.Actor, e.Actor));
        Assert.Equal(received.Subject, entries[2].Subject);
        Assert.NotEqual(received.Subject, entries[0].Subject);
        Assert.Equal(entries[0].Subject, entries[1].Subject);
        Assert.All(texts, t => Assert.DoesNotContain("秘密", t, StringComparison.Ordinal));
        Assert.All(texts, t => Assert.DoesNotContain(number, t, StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Home_DraftsOfFindings_TheGravestFirstThenTheLatest(string engine)
    {
        await using CollectServer server = await StartAsync(engine);
        using HttpClient bank = await server.ClientAsync("asahina-bank", Role.Reporter);
        (string Title, string? Found)[] kept =
        [
            ("侵入", Found("侵入", "critical", "medium", succeeded: true)), ("低一", Found("低一", "low", "high")), ("高", Found("高", "high", "low")), ("高確か", Found("高確か", "high", "high")),
            ("低二", Found("低二", "low", "high")), ("古い送り手", null), ("中", Found("中", "medium", "low")),
        ];
        for (int i = 0; i < kept.Length; i++)
        {
            await KeepAsync(bank, $"found-{i:x32}", kept[i].Title, kept[i].Found);
            await Task.Delay(5);
        }

        string home = WebUtility.HtmlDecode(await bank.GetStringAsync("/"));
        Assert.Equal(["侵入", "高確か", "高", "中", "低二"], kept.Select(k => k.Title).Where(t => home.Contains($"{t}<", StringComparison.Ordinal)).OrderBy(t => home.IndexOf($"{t}<", StringComparison.Ordinal)));
        Assert.Contains("ほか2件", home, StringComparison.Ordinal);
        Assert.True(home.IndexOf("低二<", StringComparison.Ordinal) < home.IndexOf("ほか2件", StringComparison.Ordinal));
        string list = WebUtility.HtmlDecode(await bank.GetStringAsync("/reports/new"));
        Assert.Equal(["侵入", "高確か", "高", "中", "低二", "低一", "古い送り手"], kept.Select(k => k.Title).OrderBy(t => list.IndexOf($">{t}<", StringComparison.Ordinal)));

        // It got worse; and a person's saving does not make it less grave.
        await KeepAsync(bank, $"found-{1:x32}", "低一", Found("低一", "critical", "high", succeeded: true));
        await SaveAsync(bank, "", "低一", $"found-{1:x32}");
        home = WebUtility.HtmlDecode(await bank.GetStringAsync("/"));
        Assert.True(home.IndexOf("低一<", StringComparison.Ordinal) is > 0 and var worst && worst < home.IndexOf("侵入<", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Title_OfADraftOfFindings_IsInTheReadersLanguageUntilAPersonWritesOne(string engine)
    {
        await using CollectServer server = await StartAsync(engine);
        using HttpClient bank = await server.ClientAsync("asahina-bank", Role.Reporter);
        string other = $"found-{8:x32}", own = $"found-{9:x32}";
        await KeepAsync(bank, _found, "パスワードの総当たり ほか 2 件", Found("パスワードの総当たり ほか 2 件", "low", "high", count: 3, rule: "login.brute-force"));
        await KeepAsync(bank, other, "ログの空白", Found("ログの空白", "low", "low", rule: "log.gap"));
        await KeepAsync(bank, own, "自社のルール", Found("自社のルール", "low", "low", rule: "0d894093-71bc-43c3-8d4e-ecfc28dcf5d9"));
        (string japanese, string english) = (await HomeAsync("ja"), await HomeAsync("en"));
        Assert.Contains("パスワードの総当たり ほか 2 件", japanese, StringComparison.Ordinal);
        Assert.Contains("Password guessing and 2 more", english, StringComparison.Ordinal);
        Assert.Contains("A gap in a log", english, StringComparison.Ordinal);
        Assert.DoesNotContain("ログの空白", english, StringComparison.Ordinal);
        Assert.Contains("自社のルール", english, StringComparison.Ordinal);

        await SaveAsync(bank, "", "勘定系への侵入", _found);
        Assert.Contains("勘定系への侵入", await HomeAsync("en"), StringComparison.Ordinal);
        Assert.DoesNotContain("Password guessing", await HomeAsync("en"), StringComparison.Ordinal);

        async Task<string> HomeAsync(string language)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/");
            request.Headers.AcceptLanguage.Add(new(language));
            return WebUtility.HtmlDecode(await (await bank.SendAsync(request)).Content.ReadAsStringAsync());
        }
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Keep_FoundThatCannotBeUnderstood_IsRefusedAndNothingKept(string engine)
    {
        await using CollectServer server = await StartAsync(engine);
        using HttpClient bank = await server.ClientAsync("asahina-bank", Role.Reporter);
        string[] wrong =
        [
            "[]", "null", "{}", Found("題", "5", "low"), Found("題", "grave", "low"), Found("題", "low", "low", count: 0), Found("", "low", "low"), Found("題", "low", "low", rule: new('r', 201)),
            Found("題", "low", "low").Replace("\"count\":1", "\"count\":1.5", StringComparison.Ordinal), Found("題", "low", "low").Replace("}", ",\"more\":1}", StringComparison.Ordinal),
        ];
        foreach (string found in wrong)
        {
            JsonNode refused = await ReadAsync(await bank.PutAsync($"/api/v1/drafts/{_found}", Json(Document("題", found))), HttpStatusCode.UnprocessableEntity);
            Assert.Equal("NRS-R055", (string?)refused["code"]);
        }

        // It belongs to drafts of findings alone.
        Assert.Equal("NRS-R002", (string?)(await ReadAsync(await bank.PutAsync("/api/v1/drafts/new", Json(Document("題", Found("題", "low", "low")))), HttpStatusCode.UnprocessableEntity))["code"]);
        Assert.Equal(HttpStatusCode.NotFound, (await bank.GetAsync($"/api/v1/drafts/{_found}")).StatusCode);
    }

    private static async Task KeepAsync(HttpClient client, string key, string title, string? found) => await ReadAsync(await client.PutAsync($"/api/v1/drafts/{key}", Json(Document(title, found))), HttpStatusCode.OK);

    private static string Document(string title, string? found) =>
        $$$"""{"form":"liaison","stage":"initial","facts":{"incident.title":{"value":"{{{title}}}","certainty":"tentative"}}{{{(found is null ? "" : $",\"found\":{found}")}}}}""";

    private static string Found(string title, string severity, string confidence, bool succeeded = false, int count = 1, string rule = "own.rule") =>
        string.Create(CultureInfo.InvariantCulture, $$"""{"title":"{{title}}","rule":"{{rule}}","count":{{count}},"severity":"{{severity}}","confidence":"{{confidence}}","succeeded":{{(succeeded ? "true" : "false")}}}""");

    private static Task<HttpResponseMessage> SaveAsync(HttpClient client, string begun, string title, string? found = null) =>
        client.PostAsync("/reports/new/draft", Form([.. found is null ? [] : new[] { ("draft", found) }, ("begun", begun), ("facts.incident.title", title)]));

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) => new(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));

    [GeneratedRegex("name=\"begun\" value=\"([0-9]+)\"")]
    private static partial Regex Begun();
}
