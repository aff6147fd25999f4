using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Noroshi.Core.Content;
using Noroshi.Core.Vocabulary;
using Noroshi.Sensor.Detectors.Web;
using Noroshi.Sensor.Detectors.Web.Knowledge;
using Noroshi.Sensor.Logs;

namespace Noroshi.Conformance.Verbs;

/// <summary>Attacks in web requests, as a log line or as a request.</summary>
internal static class WebVerb
{
    private static readonly WebJudge Judge = new(Knowledge());

    internal static readonly Verb Verb = new("web", "attacks in web requests",
    [
        new("line", "a line of an access log in Common or Combined Log Format; instead of the fields below"),
        new("request", "a request line, GET /x HTTP/1.1; or method and uri"),
        new("method", "default GET"),
        new("uri", "request target as sent; target, url and path mean the same"),
        new("headers", "object, names in any case; a value is a text or an array of texts"),
        new("status", "of the answer"),
        new("bytes", "of the answer's body"),
    ],
    [
        new("classes", "array of " + string.Join(", ", ClassNames(All))),
        new("tier", "none, default or high"),
        new("rule", "the strongest rule, or empty"),
        new("succeeded", "whether status and size suggest that it worked"),
    ], Answer);

    /// <summary>The signatures that ship with the program; it lies beside the sources.</summary>
    private static WebKnowledge Knowledge()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "content");
        List<Fault> faults = [];
        var files = Directory.EnumerateFiles(Path.Combine(folder, "detectors"), "web.*.yaml").Select(f => new ContentFile($"detectors/{Path.GetFileName(f)}", File.ReadAllBytes(f)));
        var knowledge = WebKnowledge.Of(DetectorRules.Read(files, null, faults), out _);
        return faults.Count == 0 ? knowledge : throw new InvalidDataException(string.Join('\n', faults));
    }

    private static WebAttack All => Enum.GetValues<WebAttack>().Aggregate((a, b) => a | b);

    private static JsonObject Answer(JsonObject one)
    {
        var verdict = one.TextOrNull("line") is { } line ? OfLine(line) : OfRequest(one);
        if (verdict is not { } said) return Results.Refused("unreadable");
        var result = Results.Ok;
        result["classes"] = new JsonArray([.. ClassNames(said.Classes).Select(name => JsonValue.Create(name))]);
        result["tier"] = JsonNamingPolicy.KebabCaseLower.ConvertName(said.Tier.ToString());
        result["rule"] = said.Rule;
        result["succeeded"] = said.HasLikelySucceeded;
        return result;
    }

    private static WebVerdict? OfLine(string line)
    {
        var reader = new LogReader(new(LogClock.Utc(DateTimeOffset.UnixEpoch)));
        var record = new LogRecord();
        return reader.TryRead(Encoding.UTF8.GetBytes(line), ref record) && record.Kind == RecordKind.Request ? Judge.Judge(record) : null;
    }

    private static WebVerdict? OfRequest(JsonObject one)
    {
        var record = new LogRecord { Kind = RecordKind.Request };
        if (one.TextOrNull("request") is { } request) Combined.SplitRequest(Encoding.UTF8.GetBytes(request), ref record);
        else record.Target = Encoding.UTF8.GetBytes(one.TextOrNull("uri") ?? one.TextOrNull("target") ?? one.TextOrNull("url") ?? one.TextOrNull("path") ?? throw new BadFieldException("uri"));
        if (one.TextOrNull("method") is { } method) record.Operation = Encoding.UTF8.GetBytes(method);
        record.Status = Number(one, "status");
        record.Bytes = Number(one, "bytes");
        var others = new List<string>();
        foreach (var (name, value) in Headers(one))
        {
            if (name.Equals("User-Agent", StringComparison.OrdinalIgnoreCase)) record.UserAgent = Encoding.UTF8.GetBytes(value);
            else if (name.Equals("Referer", StringComparison.OrdinalIgnoreCase)) record.Referer = Encoding.UTF8.GetBytes(value);
            else if (name.Equals("Host", StringComparison.OrdinalIgnoreCase)) record.Site = Encoding.UTF8.GetBytes(value);
            else others.Add(value);
        }
        return WithHeaders(Judge.Judge(record), others);
    }

    private static WebVerdict WithHeaders(WebVerdict verdict, List<string> headers)
    {
        foreach (var header in headers)
        {
            var more = Judge.JudgeHeader(Encoding.UTF8.GetBytes(header));
            var strongest = more.Tier > verdict.Tier ? more : verdict;
            verdict = strongest with { Classes = verdict.Classes | more.Classes, HasLikelySucceeded = verdict.HasLikelySucceeded };
        }
        return verdict;
    }

    private static IEnumerable<(string Name, string Value)> Headers(JsonObject one)
    {
        if (one["headers"] is null) yield break;
        var headers = one["headers"] as JsonObject ?? throw new BadFieldException("headers");
        foreach (var (name, value) in headers)
        {
            if (value is JsonValue plain) yield return (name, plain.ToString());
            foreach (var text in (value as JsonArray ?? []).OfType<JsonValue>()) yield return (name, text.ToString());
        }
    }

    private static int Number(JsonObject one, string field) => one[field] is JsonValue value && int.TryParse(value.ToString(), out var number) ? number : -1;

    private static IEnumerable<string> ClassNames(WebAttack classes) =>
        Enum.GetValues<WebAttack>().Where(one => one != WebAttack.None && classes.HasFlag(one)).Select(one => JsonNamingPolicy.KebabCaseLower.ConvertName(one.ToString()));
}
