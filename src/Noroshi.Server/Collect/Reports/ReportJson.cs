using System.Globalization;
using System.Text.Json.Nodes;
using Noroshi.Core.Collect;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Server.Collect.Reports;

/// <summary>Reports as the API gives them.</summary>
internal static class ReportJson
{
    internal static JsonObject Row(ReportRow row, Language language)
    {
        JsonObject json = Head(row.View, language);
        json["standing"] = Word(row.Handling);
        return json;
    }

    internal static JsonObject Whole(ReportView view, Language language)
    {
        JsonObject json = Head(view, language);
        json["shownVersion"] = view.Version;
        json["shownVersionAt"] = Instant(view.At);
        json["document"] = view.Document.ToJson();
        json["rule"] = view.Decision.RuleId;
        json["removed"] = new JsonArray([.. view.Decision.Removed.Select(r => (JsonNode?)r)]);
        return json;
    }

    internal static JsonArray Changes(IEnumerable<FactChange> changes) => new([.. changes.Select(c => (JsonNode?)new JsonObject
    {
        ["fact"] = c.Path.Text,
        ["before"] = Said(c.Before),
        ["after"] = Said(c.After),
    })]);

    internal static JsonObject Of(Reader reader, Language language) => new()
    {
        ["organizationId"] = reader.Id.ToString("D"),
        ["organization"] = reader.Name.In(language),
        ["kind"] = reader.Kind.ToString().ToLowerInvariant(),
        ["view"] = reader.Decision.View.Kind.ToString().ToLowerInvariant(),
        ["fields"] = new JsonArray([.. reader.Decision.View.Fields.Select(f => (JsonNode?)f)]),
        ["removed"] = new JsonArray([.. reader.Decision.Removed.Select(f => (JsonNode?)f)]),
        ["rule"] = reader.Decision.RuleId,
        ["ruleText"] = reader.Rule?.Title.In(language),
        ["ruleHash"] = reader.Decision.TextHash,
    };

    internal static string Instant(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    internal static string Word(Handling standing) => standing switch { Handling.Own => "own", Handling.NeedsMe => "needs-me", Handling.Waiting => "waiting", _ => "done" };

    internal static Handling? HandlingOf(string? word) => word switch { "own" => Handling.Own, "needs-me" => Handling.NeedsMe, "waiting" => Handling.Waiting, "done" => Handling.Done, _ => null };

    internal static string Word(ReportState state) => state is ReportState.Open ? "open" : "closed";

    internal static ReportState? StateOf(string? word) => word switch { "open" => ReportState.Open, "closed" => ReportState.Closed, _ => null };

    private static JsonObject Head(ReportView view, Language language) => new()
    {
        ["id"] = view.Report.Id.ToString("D"),
        ["number"] = view.Report.Number,
        ["form"] = view.Report.Form,
        ["state"] = Word(view.Report.State),
        ["stage"] = view.Report.Stage,
        ["version"] = view.Report.Version,
        ["title"] = view.Title,
        ["organizationId"] = view.Source?.Id?.ToString("D"),
        ["organization"] = view.Source?.Name?.In(language),
        ["sectors"] = new JsonArray([.. (view.Source?.Sectors ?? []).Select(s => (JsonNode?)s)]),
        ["receivedAt"] = Instant(view.Report.CreatedAt),
        ["updatedAt"] = Instant(view.Report.UpdatedAt),
    };

    private static JsonObject? Said(Fact? fact) => fact is null ? null : new ReportDocument("", ReportStage.Initial, [fact], []).ToJson()["facts"]![fact.Path.Text]!.DeepClone().AsObject();
}
