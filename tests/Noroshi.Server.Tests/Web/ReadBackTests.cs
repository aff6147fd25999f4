using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Noroshi.Server.Tests.Collect;
using Noroshi.Server.Tests.Support;

namespace Noroshi.Server.Tests.Web;

/// <summary>What was accepted comes back as it was written, after the normalisation that is documented: outer blanks go, line ends are LF.</summary>
public sealed class ReadBackTests
{
    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task AlertsAnswersDesksAndDrafts_NaughtyStrings_ComeBackAsWritten(string engine)
    {
        string[] naughty = HostileTexts.NaughtyStrings();
        await using HostileStage stage = await HostileStage.OpenAsync(engine);
        var wrong = new System.Collections.Concurrent.ConcurrentQueue<string>();
        await Parallel.ForEachAsync(naughty.Where((t, i) => t.Length > 0 && i % 3 == 0), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (text, _) =>
        {
            await CheckAsync(wrong, "alert", text, await PostAsync(stage.Center, "/api/v1/alerts", new JsonObject { ["bodies"] = new JsonObject { ["ja"] = new JsonObject { ["title"] = "題", ["summary"] = text } } }),
                async kept => (string?)(await GetAsync(stage.Center, $"/api/v1/alerts/{kept["number"]}"))["document"]!["bodies"]!["ja"]!["summary"]);
        });
        foreach (string text in naughty.Where((t, i) => t.Trim().Length > 0 && i % 25 == 0))
        {
            await CheckAsync(wrong, "answer", text, await PostAsync(stage.Bank, $"/api/v1/alerts/{stage.IssuedAlert}/acknowledgements", new JsonObject { ["answer"] = "investigating", ["comment"] = text }),
                async _ => (await GetAsync(stage.Center, $"/api/v1/alerts/{stage.IssuedAlert}/acknowledgements"))["items"]!.AsArray().Select(i => (string?)i!["comment"]).FirstOrDefault(c => c == Plain(text)));
            var desk = new JsonObject { ["name"] = new JsonObject { ["ja"] = text, ["en"] = "Desk" }, ["channels"] = new JsonArray(new JsonObject { ["kind"] = "telephone", ["address"] = "03-0000-0103" }, new JsonObject { ["kind"] = "e-mail", ["address"] = "x@example.jp" }) };
            HttpResponseMessage changed = await stage.Center.PutAsync("/api/v1/organizations/finance-agency/desks/liaison", CollectServer.Json(desk.ToJsonString()));
            await CheckAsync(wrong, "desk", text, changed, async _ => (string?)(await GetAsync(stage.Center, "/api/v1/organizations/finance-agency"))["desks"]!.AsArray().Single(d => (string?)d!["key"] == "liaison")!["name"]!["ja"]);
            using var draft = new FormUrlEncodedContent([new("facts.incident.summary", text)]);
            Assert.True((await stage.Bank.PostAsync("/reports/new/draft", draft)).IsSuccessStatusCode);
            string page = WebUtility.HtmlDecode(await stage.Bank.GetStringAsync("/reports/new"));
            if (!page.Contains(text.Replace("\0", "", StringComparison.Ordinal), StringComparison.Ordinal)) wrong.Enqueue($"draft: {text}");
        }

        Assert.True(wrong.IsEmpty, string.Join('\n', wrong));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Files_LyingNamesAndTypes_ComeBackWholeUnderANameNobodyIsFooledBy(string engine)
    {
        await using HostileStage stage = await HostileStage.OpenAsync(engine);
        (string Name, string Type)[] lies =
        [
            ("../../etc/passwd", "text/html"), ("..\\..\\evil.bat", "image/png"), ("photo\u202Egpj.exe", "image/jpeg"), ("\u2066x\u2069.txt", "application/json"), (new string('長', 300) + ".pdf", "application/pdf"), (new string('a', 5000), "a/b"),
            ("nul\0byte.txt", "text/plain"), ("quote\"\\.txt", "text/plain"), ("line\r\nX-Injected: yes", "text/plain"), ("", "text/plain"), (".", "x"), ("CON.txt", "text/plain; charset=\"\u202E\""), ("a.html", "text/html; charset=utf-7"), ("<script>alert(1)</script>.svg", "image/svg+xml"),
        ];
        foreach ((string name, string type) in lies)
        {
            byte[] bytes = Encoding.UTF8.GetBytes("<script>alert(1)</script>" + name);
            using var form = new ByteArrayContent(Multipart(name, type, bytes));
            form.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=b");
            HttpResponseMessage sent = await stage.Bank.PostAsync($"/api/v1/reports/{stage.Report}/attachments", form);
            Assert.True((int)sent.StatusCode < 500, $"{name}: {sent.StatusCode}");
            string answer = await sent.Content.ReadAsStringAsync();
            if (!sent.IsSuccessStatusCode)
            {
                Assert.Contains("NRS-R05", answer, StringComparison.Ordinal);
                continue;
            }

            JsonNode kept = JsonNode.Parse(answer)!["items"]![0]!;
            Assert.DoesNotContain(((string)kept["name"]!).EnumerateRunes(), r => r.Value < 0x20);
            HttpResponseMessage got = await stage.Center.GetAsync($"/api/v1/reports/{stage.Report}/attachments/{kept["id"]}");
            Assert.Equal(bytes, await got.Content.ReadAsByteArrayAsync());
            Assert.Equal("application/octet-stream", got.Content.Headers.ContentType!.MediaType);
            ContentDispositionHeaderValue shown = got.Content.Headers.ContentDisposition!;
            string saved = shown.FileNameStar ?? shown.FileName ?? "";
            Assert.Equal("attachment", shown.DispositionType);
            Assert.DoesNotContain(saved, c => char.IsControl(c) || c is '/' or '\\' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069'));
            Assert.InRange(saved.Length, 0, 300);
            Assert.False(got.Headers.Contains("X-Injected"));
        }

        string page = await stage.Center.GetStringAsync($"/reports/{stage.Report}");
        Assert.DoesNotContain("<script>alert(1)</script>", page, StringComparison.Ordinal);
        foreach ((string what, byte[] body, string? boundary) in BrokenBodies.Multiparts("file"))
        {
            using var broken = new ByteArrayContent(body);
            broken.Headers.TryAddWithoutValidation("Content-Type", boundary is null ? "multipart/form-data" : $"multipart/form-data; boundary={boundary}");
            HttpResponseMessage refused = await stage.Bank.PostAsync($"/api/v1/reports/{stage.Report}/attachments", broken);
            Assert.True((int)refused.StatusCode is >= 400 and < 500, $"{what}: {refused.StatusCode}");
            Assert.Contains("NRS-", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    private static byte[] Multipart(string name, string type, byte[] bytes) =>
        [.. Encoding.UTF8.GetBytes($"--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: {type}\r\n\r\n"), .. bytes, .. "\r\n--b--\r\n"u8];

    private static async Task CheckAsync(System.Collections.Concurrent.ConcurrentQueue<string> wrong, string what, string text, HttpResponseMessage response, Func<JsonNode, Task<string?>> readBack)
    {
        string answer = await response.Content.ReadAsStringAsync();
        if (!response.IsSuccessStatusCode)
        {
            if (!answer.Contains("NRS-", StringComparison.Ordinal) || (int)response.StatusCode >= 500) wrong.Enqueue($"{what}: {text}: {response.StatusCode} {answer}");
            return;
        }

        string? kept = await readBack(JsonNode.Parse(answer)!);
        if (kept != Plain(text) && kept != text) wrong.Enqueue($"{what}: {text} came back as {kept}");
    }

    private static string Plain(string text) => text.ReplaceLineEndings("\n").Trim();

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string path, JsonObject json) => client.PostAsync(path, CollectServer.Json(json.ToJsonString()));

    private static async Task<JsonNode> GetAsync(HttpClient client, string path) => await CollectServer.ReadAsync(await client.GetAsync(path), HttpStatusCode.OK);
}
