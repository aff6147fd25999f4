using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Noroshi.Cli.Api;

namespace Noroshi.Cli.Scan.Send;

/// <summary>Drafts made of findings, on the server. What a person has written into one since is never lost.</summary>
/// <param name="api">The server.</param>
internal sealed class Drafts(ServerApi api)
{
    /// <summary>The member beside the document that says what was found, for servers that know it.</summary>
    internal const string Found = "found";

    private const string Notes = "other.notes";
    private const string Summary = "incident.summary";
    private const int LongestNotes = 4000;
    private const int KeyLetters = 32;

    /// <summary>The draft's key: the same findings are the same draft, sent again or by somebody else.</summary>
    internal static string KeyOf(IEnumerable<string> ids) =>
        "found-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', ids.Order(StringComparer.Ordinal)))))[..KeyLetters];

    /// <summary>Keeps a document as a draft.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="document">The document.</param>
    /// <param name="ours">When the draft was changed last by us, as the server said it; null when not known. If it was changed since, a person wrote there.</param>
    /// <param name="ct">Ends it.</param>
    internal async Task<Answer> KeepAsync(string key, JsonObject document, string? ours, CancellationToken ct)
    {
        var before = await api.GetAsync($"drafts/{key}", ct);
        if (before is Answer.Given given && given.Body is JsonObject there)
        {
            if (ours is null || Text(there["updatedAt"]) != ours) document = Merged(there["document"] as JsonObject, document);
        }
        else if (before is not Answer.Refused { Problem.Status: 404 }) return before;
        var answer = await api.PutAsync($"drafts/{key}", document, ct);
        if (answer is not Answer.Refused refused || !refused.Problem.Faults.Any(f => f.Path == Found)) return answer;
        // An older server knows documents only, another may know other words; the finding counts for more.
        document = (JsonObject)document.DeepClone();
        document.Remove(Found);
        return await api.PutAsync($"drafts/{key}", document, ct);
    }

    /// <summary>What stands there stays; what it does not say is added, and a summary that has changed is told at the end of the notes.</summary>
    internal static JsonObject Merged(JsonObject? there, JsonObject ours)
    {
        if (there?["facts"] is not JsonObject said) return ours;
        var merged = (JsonObject)there.DeepClone();
        if (ours[Found] is { } found) merged[Found] = found.DeepClone();
        var facts = (JsonObject)merged["facts"]!;
        foreach (var (path, fact) in (JsonObject)ours["facts"]!)
        {
            if (Value(said, path).Length == 0) facts[path] = fact!.DeepClone();
        }
        var summary = Value((JsonObject)ours["facts"]!, Summary);
        var notes = Value(facts, Notes);
        if (summary == Value(facts, Summary) || notes.Contains(summary, StringComparison.Ordinal)) return merged;
        facts[Notes] = new JsonObject { ["value"] = DraftDocument.Cut($"{summary}\n{notes}", LongestNotes), ["certainty"] = "tentative" };
        return merged;
    }

    internal static string Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : "";

    private static string Value(JsonObject facts, string path) => facts[path]?["value"] is { } value ? value is JsonArray list ? string.Join(',', list.Select(Text)) : Text(value) : "";
}
