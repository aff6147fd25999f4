using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Noroshi.EndToEnd.Tests.Incidents;

/// <summary>A public incident coded in VERIS, as the report its victim might have sent.</summary>
/// <remarks>VERIS 1.4: summary, timeline, discovery_method, action, attribute, asset. What VERIS does not know stays unknown; nothing is made up but the contact.</remarks>
internal static class VerisReport
{
    private const int ParagraphLimit = 4000;

    private static readonly ImmutableDictionary<string, string> AttackTypes = ImmutableDictionary.CreateRange<string, string>(
    [
        new("hacking", "unauthorised-access"), new("malware", "malware"), new("social", "phishing"), new("misuse", "unauthorised-access"), new("physical", "leak-or-alteration"),
    ]);

    internal static JsonObject Convert(JsonObject veris)
    {
        var certainty = (string?)veris["security_incident"] == "Confirmed" ? "confirmed" : "tentative";
        var facts = new JsonObject
        {
            ["contact.person"] = Fact("Incident desk", "confirmed"),
            ["contact.email"] = Fact("desk@reporter.example", "confirmed"),
        };
        Add(facts, "incident.title", Title(veris), certainty);
        Texts(facts, "incident.summary", "other.notes", Clean((string?)veris["summary"]), certainty);
        Add(facts, "incident.classification", IsAttack(veris) ? "damage" : "failure", certainty);
        Add(facts, "incident.occurredAt", Occurred(veris), "tentative");
        Add(facts, "incident.noticedBy", NoticedBy(veris["discovery_method"] as JsonObject), "tentative");
        if (IsAttack(veris)) AddChoices(facts, "incident.attackTypes", Actions(veris).Select(a => AttackTypes.GetValueOrDefault(a, "other")), certainty);
        Add(facts, "system.software", Assets(veris), "tentative");
        Add(facts, "information.leaked", Leaked(veris), certainty);
        if (Leaked(veris) == "yes") Add(facts, "information.records", Records(veris), "tentative");
        return new()
        {
            ["form"] = "liaison",
            ["stage"] = "initial",
            ["facts"] = facts,
            ["consents"] = new JsonObject { ["companyName"] = false, ["sectorName"] = false, ["ceptoar"] = false, ["onward"] = false },
        };
    }

    private static JsonObject Fact(JsonNode value, string certainty) => new() { ["value"] = value, ["certainty"] = certainty };

    private static void Add(JsonObject facts, string path, string? value, string certainty)
    {
        if (!string.IsNullOrWhiteSpace(value)) facts[path] = Fact(value, certainty);
    }

    private static void AddChoices(JsonObject facts, string path, IEnumerable<string> values, string certainty)
    {
        JsonNode[] distinct = [.. values.Distinct().Select(v => JsonValue.Create(v))];
        if (distinct.Length > 0) facts[path] = Fact(new JsonArray(distinct), certainty);
    }

    /// <summary>A summary longer than a field goes on in another one rather than being cut.</summary>
    private static void Texts(JsonObject facts, string first, string second, string text, string certainty)
    {
        Add(facts, first, text.Length > ParagraphLimit ? text[..ParagraphLimit] : text, certainty);
        if (text.Length > ParagraphLimit) Add(facts, second, text[ParagraphLimit..Math.Min(text.Length, 2 * ParagraphLimit)], certainty);
    }

    private static string Title(JsonObject veris)
    {
        var title = $"{(string?)veris["victim"]?["victim_id"] ?? "?"}: {string.Join(", ", Actions(veris))}";
        return Clean(title.Length > 100 ? title[..100] : title);
    }

    private static IEnumerable<string> Actions(JsonObject veris) => (veris["action"] as JsonObject ?? []).Select(a => a.Key);

    private static bool IsAttack(JsonObject veris) => Actions(veris).Any(a => a is not ("error" or "environmental" or "unknown"));

    /// <summary>VERIS knows years, months and days; only a whole day becomes an instant.</summary>
    private static string? Occurred(JsonObject veris)
    {
        var at = veris["timeline"]?["incident"];
        return at?["year"] is { } year && at["month"] is { } month && at["day"] is { } day
            ? string.Create(CultureInfo.InvariantCulture, $"{(int)year:0000}-{(int)month:00}-{(int)day:00}T00:00:00Z") : null;
    }

    private static string? NoticedBy(JsonObject? method)
    {
        if (method is null || method.ContainsKey("unknown")) return null;
        if (method.ContainsKey("internal")) return "staff";
        var external = method["external"]?["variety"] as JsonArray;
        return (string?)external?.FirstOrDefault() switch
        {
            "Customer" => "customer",
            "Law enforcement" => "authority",
            "Actor disclosure" => "attacker",
            _ => "other",
        };
    }

    private static string? Assets(JsonObject veris) =>
        veris["asset"]?["assets"] is JsonArray assets ? Clean(string.Join(", ", assets.Select(a => (string?)a?["variety"]).Where(a => a is not null).Distinct())) : null;

    private static string? Leaked(JsonObject veris) => (string?)veris["attribute"]?["confidentiality"]?["data_disclosure"] switch
    {
        "Yes" => "yes",
        "No" => "no",
        _ => null,
    };

    private static string? Records(JsonObject veris) =>
        veris["attribute"]?["confidentiality"]?["data_total"] is JsonValue total && total.TryGetValue(out long count) ? count.ToString(CultureInfo.InvariantCulture) : null;

    private static string Clean(string? text) => (text ?? "").Normalize(NormalizationForm.FormC).ReplaceLineEndings("\n").Trim();
}
