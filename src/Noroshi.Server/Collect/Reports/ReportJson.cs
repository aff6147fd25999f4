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
        JsonObject json = Head(row.Report, row.Title, row.Source, language);
        json["standing"] = Word(row.Handling);
        return json;
    }

    internal static JsonObject Whole(ReportView view, Language language)
    {
        JsonObject json = Head(view.Report, view.Title, view.Source, language);
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

    private static JsonObject Head(Report report, string? title, ReportSource? source, Language language) => new()
    {
        ["id"] = report.Id.ToString("D"),
        ["number"] = report.Number,
        ["form"] = report.Form,
        ["state"] = Word(report.State),
        ["stage"] = report.Stage,
        ["version"] = report.Version,
        ["title"] = title,
        ["organizationId"] = source?.Id?.ToString("D"),
        ["organization"] = source?.Name?.In(language),
        ["sectors"] = new JsonArray([.. (source?.Sectors ?? []).Select(s => (JsonNode?)s)]),
        ["receivedAt"] = Instant(report.CreatedAt),
        ["updatedAt"] = Instant(report.UpdatedAt),
    };

    private static JsonObject? Said(Fact? fact) => fact is null ? null : new ReportDocument("", ReportStage.Initial, [fact], []).ToJson()["facts"]![fact.Path.Text]!.DeepClone().AsObject();
}
