using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Noroshi.Core.Trust;
using Noroshi.Core.Vocabulary;
using Noroshi.Formats.Json;

namespace Noroshi.Core.Collect;

/// <summary>
/// What a reporter sends, whichever way it comes: <c>{"form","stage","facts":{path:{"value","certainty"}},"consents":{…}}</c>. Kept as canonical text, one for each version.
/// </summary>
/// <param name="Form">The form's id.</param>
/// <param name="Stage">Where it stands in the series.</param>
/// <param name="Facts">What is said, in order of path, each path once. A fact that is unknown and has no value is not listed: that is what not being listed means.</param>
/// <param name="Consents">What the reporter agrees to.</param>
/// <remarks>Seed 002, 官民の連絡・連携体制 §2(3). Read by <see cref="ReportReader"/>.</remarks>
public sealed record ReportDocument(string Form, ReportStage Stage, ImmutableArray<Fact> Facts, ImmutableArray<Consent> Consents)
{
    /// <summary>The fact at a path, or null when nothing is said.</summary>
    public Fact? Find(string path) => Facts.FirstOrDefault(f => f.Path.Text == path);

    /// <summary>The value at a path as one text, or null.</summary>
    public string? Text(string path) => Find(path)?.Value?.ToString();

    /// <summary>What a decision leaves of it: facts it does not show are gone, not hidden.</summary>
    public ReportDocument As(AccessDecision decision) => this with { Facts = [.. Facts.Where(f => decision.Shows(f.Path.Text))] };

    /// <summary>The document as JSON, in the shape it was sent in.</summary>
    public JsonObject ToJson() => new()
    {
        ["consents"] = new JsonObject(Enum.GetValues<Consent>().Select(c => KeyValuePair.Create(ReportWords.Of(c), (JsonNode?)Consents.Contains(c)))),
        ["facts"] = new JsonObject(Facts.Select(f => KeyValuePair.Create(f.Path.Text, (JsonNode?)ToJson(f)))),
        ["form"] = Form,
        ["stage"] = ReportWords.Of(Stage),
    };

    /// <summary>The bytes that are kept and committed to: RFC 8785.</summary>
    public byte[] Canonical() => CanonicalJson.Of(ToJson(), CanonicalNumbers.WholeOnly);

    private static JsonObject ToJson(Fact fact)
    {
        var json = new JsonObject { ["certainty"] = ReportWords.Of(fact.Certainty) };
        if (fact.Value is { } value) json["value"] = ToJson(value);
        return json;
    }

    private static JsonNode ToJson(FactValue value) => value switch
    {
        FactValue.Number number => JsonValue.Create(number.Value),
        FactValue.YesNo answer => JsonValue.Create(answer.Value),
        FactValue.Choices choices => new JsonArray([.. choices.Values.Select(v => (JsonNode?)v)]),
        _ => JsonValue.Create(value.ToString()),
    };
}
