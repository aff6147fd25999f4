using System.Net;
using System.Text.RegularExpressions;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Tests.Support;
using static Noroshi.Server.Tests.Collect.CollectServer;

namespace Noroshi.Server.Tests.Collect;

public sealed partial class ReportPagesTests
{
    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Editor_FromEmptyToSent_KeepsWhatWasTyped(string engine)
    {
        await using CollectServer server = await StartAsync(engine);
        using HttpClient bank = await server.ClientAsync("asahina-bank", Role.Reporter), agency = await server.ClientAsync("finance-agency", Role.Handler);
        string empty = await PageAsync(bank, "/reports/new");
        Assert.Contains("金融監督庁", empty, StringComparison.Ordinal);

        // Without a contact: refused, all typed text there again.
        HttpResponseMessage refused = await bank.PostAsync("/reports/new", Form(("facts.incident.title", "勘定系<b>停止"), ("facts.incident.noticedAt.year", "２０２６"), ("facts.incident.noticedAt.month", "13")));
        string again = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("value=\"勘定系<b>停止\"", again, StringComparison.Ordinal);
        Assert.Contains("value=\"13\"", again, StringComparison.Ordinal);
        Assert.Contains("NRS-R030", again, StringComparison.Ordinal);

        // A draft, and the page goes on from it.
        Assert.Equal(HttpStatusCode.OK, (await bank.PostAsync("/reports/new/draft", Form(("facts.incident.title", "書きかけ")))).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await bank.PostAsync("/reports/new/draft?page=1", Form(("facts.incident.title", "書きかけ")))).StatusCode);
        Assert.Contains("書きかけ", await PageAsync(bank, "/reports/new"), StringComparison.Ordinal);

        HttpResponseMessage sent = await bank.PostAsync("/reports/new", Form(("facts.contact.person", "山田"), ("facts.contact.email", "a@bank.example.jp"), ("facts.incident.title", "勘定系停止"), ("facts.service.usersAffected", "１２，０００")));
        Assert.True(sent.StatusCode == HttpStatusCode.SeeOther, await sent.Content.ReadAsStringAsync());
        string place = sent.Headers.Location!.ToString();
        string number = Number().Match(place).Value;
        Assert.Contains(number, await PageAsync(bank, place), StringComparison.Ordinal);
        Assert.DoesNotContain("書きかけ", await PageAsync(bank, "/reports/new"), StringComparison.Ordinal);

        // A follow-up begins with what stands; a stale one is shown again with what changed.
        string editor = await PageAsync(bank, $"/reports/{number}/follow-up");
        Assert.Contains("勘定系停止", editor, StringComparison.Ordinal);
        Assert.Contains("12000", editor, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await bank.PostAsync($"/reports/{number}/follow-up", Next("1", "復旧しました"))).StatusCode);
        HttpResponseMessage stale = await bank.PostAsync($"/reports/{number}/follow-up", Next("1", "まだ止まっています"));
        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
        string shown = WebUtility.HtmlDecode(await stale.Content.ReadAsStringAsync());
        Assert.Contains("まだ止まっています", shown, StringComparison.Ordinal);
        Assert.Contains("復旧しました", shown, StringComparison.Ordinal);
        Assert.Contains("name=\"base\" value=\"2\"", shown, StringComparison.Ordinal);

        string inbox = await PageAsync(agency, "/inbox");
        Assert.Contains("復旧しました", inbox, StringComparison.Ordinal);
        string report = await PageAsync(agency, $"/reports/{number}");
        Assert.Contains("<del>", report, StringComparison.Ordinal);
        Assert.DoesNotContain("⟦", report + inbox + shown + editor, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await agency.PostAsync($"/reports/{number}/standing", Form(("standing", "waiting"), ("version", "2")))).StatusCode);
        Assert.DoesNotContain("復旧しました", await PageAsync(agency, "/inbox"), StringComparison.Ordinal);
        Assert.Contains("復旧しました", await PageAsync(agency, "/inbox?standing=waiting"), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Home_DraftsOfFindingsAndOfOnesOwn_WaitUntilSentOrDiscarded(string engine)
    {
        await using CollectServer server = await StartAsync(engine);
        using HttpClient bank = await server.ClientAsync("asahina-bank", Role.Reporter), other = await server.ClientAsync("aozora-air", Role.Reporter);
        for (int i = 0; i < 7; i++)
        {
            Assert.True((await bank.PutAsync($"/api/v1/drafts/found-{i:x32}", Json($$$"""{"form":"liaison","stage":"initial","facts":{"incident.title":{"value":"不正ログイン {{{i}}}","certainty":"tentative"}},"consents":{}}"""))).IsSuccessStatusCode);
        }

        Assert.Equal(HttpStatusCode.OK, (await bank.PostAsync("/reports/new/draft", Form(("facts.incident.title", "書きかけ")))).StatusCode);
        string home = await PageAsync(bank, "/");
        Assert.Contains($"/reports/new?draft=found-{6:x32}", home, StringComparison.Ordinal);
        Assert.Contains("不正ログイン 6", home, StringComparison.Ordinal);
        Assert.DoesNotContain("不正ログイン 1", home, StringComparison.Ordinal);
        Assert.Contains("ほか2件", home, StringComparison.Ordinal);
        Assert.Contains("書きかけの第一報", home, StringComparison.Ordinal);
        Assert.DoesNotContain("不正ログイン", await PageAsync(other, "/"), StringComparison.Ordinal);

        // Somebody else's organisation cannot throw it away; one's own can, and only what was named.
        Assert.Equal(HttpStatusCode.SeeOther, (await other.PostAsync("/reports/new/draft/drop", Form(("draft", $"found-{6:x32}")))).StatusCode);
        Assert.Contains("この下書きを捨てる", await PageAsync(bank, $"/reports/new?draft=found-{6:x32}"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await bank.PostAsync("/reports/new/draft/drop", Form(("draft", $"found-{6:x32}")))).StatusCode);
        string without = await PageAsync(bank, "/");
        Assert.DoesNotContain("不正ログイン 6", without, StringComparison.Ordinal);
        Assert.Contains("書きかけの第一報", without, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await bank.PostAsync("/reports/new/draft/drop", Form())).StatusCode);
        Assert.DoesNotContain("書きかけの第一報", await PageAsync(bank, "/"), StringComparison.Ordinal);
    }

    private static FormUrlEncodedContent Next(string written, string title) =>
        Form(("base", written), ("stage", "follow-up"), ("facts.contact.person", "山田"), ("facts.contact.email", "a@bank.example.jp"), ("facts.incident.title", title));

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) => new(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));

    private static async Task<string> PageAsync(HttpClient client, string path)
    {
        HttpResponseMessage response = await client.GetAsync(path);
        string html = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{path}: {(int)response.StatusCode} {html}");
        return WebUtility.HtmlDecode(html);
    }

    [GeneratedRegex("R[0-9]{2}-[0-9A-Z]{4}-[0-9A-Z]{4}")]
    private static partial Regex Number();
}
