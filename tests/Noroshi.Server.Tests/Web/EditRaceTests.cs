using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Noroshi.Server.Tests.Collect;
using Noroshi.Server.Tests.Support;

namespace Noroshi.Server.Tests.Web;

/// <summary>Two people at one thing, pages left open over an upgrade, and clocks that are wrong: nothing typed is lost, and everybody is told what happened.</summary>
public sealed class EditRaceTests
{
    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task FollowUp_OnAnOldVersion_NamesWhatChangedAndKeepsWhatWasTyped(string engine)
    {
        await using HostileStage stage = await HostileStage.OpenAsync(engine);
        using HttpClient other = await stage.SignInAsync("asahina-bank");
        string page = $"/reports/{stage.Report}/follow-up";
        Assert.Equal(HttpStatusCode.SeeOther, (await PostAsync(other, page, FollowUp("先に送った件名", "1"))).StatusCode);

        HttpResponseMessage late = await PostAsync(stage.Bank, page, FollowUp("あとから送った<b>件名</b>", "1"));
        string html = WebUtility.HtmlDecode(await late.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Contains("NRS-R040", html, StringComparison.Ordinal);
        Assert.Contains("NRS-R042", html, StringComparison.Ordinal);
        Assert.Contains("先に送った件名", html, StringComparison.Ordinal);
        Assert.Contains("value=\"あとから送った<b>件名</b>\"", html, StringComparison.Ordinal);
        Assert.Equal("2", Hidden(html, "base"));
        Assert.Equal(HttpStatusCode.SeeOther, (await PostAsync(stage.Bank, page, FollowUp("あとから送った件名", "2"))).StatusCode);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Alert_OnAnOldVersion_NamesWhatChangedAndKeepsWhatWasTyped(string engine)
    {
        await using HostileStage stage = await HostileStage.OpenAsync(engine);
        string page = $"/alerts/{stage.DraftAlert}/edit";
        Assert.Equal(HttpStatusCode.SeeOther, (await PostAsync(stage.Approver, page, Alert("先の題", "1"))).StatusCode);

        HttpResponseMessage late = await PostAsync(stage.Center, page, Alert("あとの題", "1"));
        string html = WebUtility.HtmlDecode(await late.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Contains("NRS-S020", html, StringComparison.Ordinal);
        Assert.Contains("NRS-S036", html, StringComparison.Ordinal);
        Assert.Contains("先の題", html, StringComparison.Ordinal);
        Assert.Contains("value=\"あとの題\"", html, StringComparison.Ordinal);
        Assert.Equal("2", Hidden(html, "version"));
        Assert.Equal(HttpStatusCode.SeeOther, (await PostAsync(stage.Center, page, Alert("あとの題", "2"))).StatusCode);

        using var amend = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/alerts/{stage.DraftAlert}") { Content = CollectServer.Json("""{"bodies":{"ja":{"title":"題","summary":"概要"}}}""") };
        amend.Headers.TryAddWithoutValidation("If-Match", "\"yesterday\"");
        Assert.Equal("NRS-S034", await CollectServer.CodeAsync(await stage.Center.SendAsync(amend), HttpStatusCode.BadRequest));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Report_OfAnOlderForm_IsToldSoAndNothingIsLost(string engine)
    {
        await using HostileStage stage = await HostileStage.OpenAsync(engine);
        const string Old = """{"form":"liaison","formVersion":0,"stage":"initial","facts":{"contact.person":{"value":"山田","certainty":"confirmed"},"contact.telephone":{"value":"03-0000-0101","certainty":"confirmed"}}}""";
        JsonNode refused = await CollectServer.ReadAsync(await stage.Bank.PostAsync("/api/v1/reports", CollectServer.Json(Old)), HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("NRS-R032", "formVersion"), ((string)refused["code"]!, (string)refused["faults"]![0]!["path"]!));

        HttpResponseMessage stale = await PostAsync(stage.Bank, "/reports/new", [.. FollowUp("書きかけの件名", "0"), ("formVersion", "0")]);
        string html = WebUtility.HtmlDecode(await stale.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, stale.StatusCode);
        Assert.Contains("NRS-R032", html, StringComparison.Ordinal);
        Assert.Contains("value=\"書きかけの件名\"", html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await PostAsync(stage.Bank, "/reports/new", [.. FollowUp("書きかけの件名", "0"), ("formVersion", Hidden(html, "formVersion"))])).StatusCode);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Request_ClockFiveMinutesOff_ChangesNothing(string engine)
    {
        await using HostileStage stage = await HostileStage.OpenAsync(engine);
        foreach (double minutes in (double[])[-5, 5, -500_000])
        {
            DateTimeOffset wrong = DateTimeOffset.UtcNow.AddMinutes(minutes);
            using var send = new HttpRequestMessage(HttpMethod.Post, "/api/v1/reports") { Content = CollectServer.Report("時計") };
            (send.Headers.Date, send.Headers.IfModifiedSince, send.Headers.IfUnmodifiedSince) = (wrong, wrong, wrong);
            JsonNode sent = await CollectServer.ReadAsync(await stage.Bank.SendAsync(send), HttpStatusCode.Created);
            Assert.InRange(DateTimeOffset.Parse((string)sent["receivedAt"]!, CultureInfo.InvariantCulture), DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow.AddMinutes(1));

            using var read = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/reports/{sent["number"]}");
            (read.Headers.Date, read.Headers.IfModifiedSince, read.Headers.IfUnmodifiedSince) = (wrong, wrong, wrong);
            Assert.Equal(HttpStatusCode.OK, (await stage.Bank.SendAsync(read)).StatusCode);
            using var image = new HttpRequestMessage(HttpMethod.Get, "/icon.svg");
            image.Headers.IfUnmodifiedSince = wrong;
            Assert.True((int)(await stage.Bank.SendAsync(image)).StatusCode < 500);
        }
    }

    private static (string, string)[] FollowUp(string title, string version) =>
        [("facts.contact.person", "山田"), ("facts.contact.telephone", "03-0000-0101"), ("facts.incident.title", title), ("facts.incident.title.certainty", "confirmed"), ("base", version), ("stage", "follow-up")];

    private static (string, string)[] Alert(string title, string version) =>
        [("kind", "caution"), ("tlp", "amber"), ("sectors", "finance"), ("version", version), ("ja.title", title), ("ja.summary", "概要"), ("ja.actions", "確かめる"), ("acknowledgeBy.year", "2999"), ("acknowledgeBy.month", "1"), ("acknowledgeBy.day", "1"), ("acknowledgeBy.hour", "0"), ("acknowledgeBy.minute", "0")];

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string path, (string Name, string Value)[] fields) =>
        client.PostAsync(path, new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))));

    private static string Hidden(string html, string name) => Regex.Match(html, $"name=\"{name}\" value=\"([^\"]*)\"", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value;
}
