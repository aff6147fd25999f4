using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Noroshi.Server.Tests.Web;

/// <summary>What every answer to a bad request must be: never the server's fault, coded, in the asked language, and nothing typed comes back as markup.</summary>
internal sealed partial class HostileAnswers
{
    private readonly System.Collections.Concurrent.ConcurrentQueue<string> _wrong = new();

    internal void AssertNone() => Assert.True(_wrong.IsEmpty, $"{_wrong.Count} wrong answers:\n" + string.Join('\n', _wrong.GroupBy(w => w.Split('\t')[0] + w.Split('\t')[2]).Select(g => $"{g.Count()}x {g.First()}").Take(60)));

    internal void Say(string door, string tried, string what) => _wrong.Enqueue($"{door}\t{Shown(tried)}\t{what}");

    /// <summary>Sends and judges; gives the answer's text back.</summary>
    internal async Task<(HttpStatusCode Status, string Text, Uri? Next)> SendAsync(HttpClient client, HttpRequestMessage request, string door, string tried, bool mustRefuse = false)
    {
        bool isEnglish = (tried.Length & 1) == 1;
        request.Headers.AcceptLanguage.Add(new(isEnglish ? "en" : "ja"));
        try
        {
            using HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            bool isStream = response.Content.Headers.ContentType?.MediaType == "text/event-stream";
            string text = isStream ? "" : await response.Content.ReadAsStringAsync();
            Judge(response, text, door, tried, isEnglish, mustRefuse);
            return (response.StatusCode, text, response.Headers.Location);
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            Say(door, tried, $"no answer: {e.Message} {e.InnerException?.Message}");
            return (0, "", null);
        }
    }

    private void Judge(HttpResponseMessage response, string text, string door, string tried, bool isEnglish, bool mustRefuse)
    {
        int status = (int)response.StatusCode;
        if (status >= 500) Say(door, tried, $"{status} {text[..Math.Min(300, text.Length)]}");
        if (mustRefuse && status is < 400) Say(door, tried, $"accepted with {status}");
        if (status >= 400 && !text.Contains("NRS-", StringComparison.Ordinal)) Say(door, tried, $"{status} without a code: {text[..Math.Min(200, text.Length)]}");
        string type = response.Content.Headers.ContentType?.MediaType ?? "";
        if (status >= 400 && door.Contains(" /api/", StringComparison.Ordinal)) JudgeProblem(type, status, text, door, tried, isEnglish);
        if (type == "text/html") JudgePage(text, door, tried, isEnglish);
        if (response.Headers.Contains("X-Injected")) Say(door, tried, "a header was injected");
    }

    private void JudgeProblem(string type, int status, string text, string door, string tried, bool isEnglish)
    {
        if (type != "application/problem+json" || JsonNode.Parse(text) is not { } problem)
        {
            Say(door, tried, $"{status} is {type}, not a problem");
            return;
        }

        string title = (string?)problem["title"] ?? "";
        if ((int?)problem["status"] != status || title.Length == 0 || ((string?)problem["detail"] ?? "").Length == 0) Say(door, tried, $"an incomplete problem: {text}");
        if (Japanese().IsMatch(title) == isEnglish && !Japanese().IsMatch(tried)) Say(door, tried, $"another language: {title}");
    }

    private void JudgePage(string text, string door, string tried, bool isEnglish)
    {
        if (!text.Contains(isEnglish ? "lang=\"en\"" : "lang=\"ja\"", StringComparison.Ordinal)) Say(door, tried, "another language");
        if (Markup().IsMatch(tried) && text.Contains(tried, StringComparison.Ordinal)) Say(door, tried, "what was typed came back as markup");
    }

    private static string Shown(string tried)
    {
        string text = tried.Length > 60 ? tried[..60] + $"…({tried.Length})" : tried;
        var shown = new StringBuilder();
        foreach (char c in text) shown.Append(char.IsControl(c) || char.IsSurrogate(c) ? $"\\u{(int)c:X4}" : c.ToString());
        return shown.ToString();
    }

    [GeneratedRegex("[ぁ-んァ-ヶ一-龠]")]
    private static partial Regex Japanese();

    [GeneratedRegex("<[a-zA-Z!]")]
    private static partial Regex Markup();
}
