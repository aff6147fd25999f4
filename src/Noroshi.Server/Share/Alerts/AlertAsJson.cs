using System.Globalization;
using System.Text.Json.Nodes;
using Noroshi.Core.Share;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Share.Acknowledgements;
using Noroshi.Server.Share.Board;
using Noroshi.Server.Share.Deliveries;

namespace Noroshi.Server.Share.Alerts;

/// <summary>Alerts as the API gives them.</summary>
internal static class AlertAsJson
{
    internal static JsonObject Head(Alert alert) => new()
    {
        ["number"] = alert.Number,
        ["state"] = Word(alert.State),
        ["version"] = alert.Version,
        ["kind"] = AlertWords.Of(AlertWords.Kinds, alert.Kind),
        ["tlp"] = AlertWords.Of(AlertWords.Tlps, alert.Tlp),
        ["urgent"] = alert.IsUrgent,
        ["title"] = alert.Title,
        ["acknowledgeBy"] = Instant(alert.AcknowledgeBy),
        ["createdAt"] = Instant(alert.CreatedAt),
        ["updatedAt"] = Instant(alert.UpdatedAt),
        ["submittedAt"] = Instant(alert.SubmittedAt),
        ["issuedAt"] = Instant(alert.IssuedAt),
        ["plan"] = alert.PlanHash,
    };

    internal static JsonObject Row(AlertRow row)
    {
        JsonObject json = Head(row.Alert);
        json["issuer"] = Both(row.Issuer);
        json["answer"] = Answer(row.Delivery);
        json["needsAnswer"] = row.Delivery is { NeedsAnswer: true, Answer: null };
        return json;
    }

    internal static JsonObject Whole(AlertSeen seen)
    {
        JsonObject json = Row(new(seen.Alert, seen.Issuer, seen.Delivery));
        json["bodies"] = AlertJson.Bodies(seen.Document);
        json["rule"] = seen.Decision?.RuleId;
        json["removed"] = new JsonArray([.. (seen.Decision is { } d ? AlertView.Removed(d) : []).Select(p => (JsonNode?)p)]);
        if (!seen.IsIssuer) return json;
        json["document"] = AlertJson.Node(seen.Document);
        json["decisions"] = new JsonArray([.. seen.Decisions.Select(a => (JsonNode?)new JsonObject
        {
            ["verdict"] = a.Verdict.ToString().ToLowerInvariant(),
            ["version"] = a.Version,
            ["reason"] = a.Reason,
            ["at"] = Instant(a.At),
        })]);
        return json;
    }

    internal static JsonObject Plan(ShownPlan plan) => new()
    {
        ["number"] = plan.Alert.Number,
        ["version"] = plan.Alert.Version,
        ["plan"] = plan.Planned.Hash,
        ["canLeave"] = plan.Planned.Faults.IsEmpty,
        ["recipients"] = new JsonArray([.. plan.Rows.Select(r => (JsonNode?)new JsonObject
        {
            ["organizationId"] = r.Entry.Organization.ToString("D"),
            ["organization"] = Both(r.Name),
            ["answer"] = r.Entry.Answer.ToString().ToLowerInvariant(),
            ["part"] = r.Entry.Part.ToString().ToLowerInvariant(),
            ["rule"] = r.Entry.Decision.RuleId,
            ["removed"] = new JsonArray([.. AlertView.Removed(r.Entry.Decision).Select(p => (JsonNode?)p)]),
        })]),
        ["leaks"] = new JsonArray([.. plan.Planned.Leaks.Select(l => (JsonNode?)new JsonObject { ["path"] = l.Path, ["start"] = l.Start, ["length"] = l.Length, ["kind"] = l.Kind.ToString().ToLowerInvariant() })]),
        ["faults"] = new JsonArray([.. plan.Planned.Faults.Select(f => (JsonNode?)new JsonObject { ["code"] = f.Code, ["path"] = f.Path })]),
    };

    internal static JsonObject Board(AlertBoard board) => new()
    {
        ["number"] = board.Alert.Number,
        ["state"] = Word(board.Alert.State),
        ["sectors"] = new JsonArray([.. board.Rows.Select(r => (JsonNode?)Sector(r))]),
        ["informed"] = new JsonArray([.. board.Informed.Select(d => (JsonNode?)Desk(d))]),
    };

    internal static JsonObject Acknowledgement(Acknowledgement given) => new()
    {
        ["organizationId"] = given.OrganizationId.ToString("D"),
        ["answer"] = AlertWords.Of(AlertWords.Answers, given.Answer),
        ["comment"] = given.Comment,
        ["means"] = given.Means,
        ["late"] = given.IsLate,
        ["at"] = Instant(given.At),
    };

    private static JsonObject Sector(BoardRow row) => new()
    {
        ["sector"] = row.Sector,
        ["received"] = row.Count(AcknowledgementState.Received),
        ["noImpact"] = row.Count(AcknowledgementState.NoImpact),
        ["investigating"] = row.Count(AcknowledgementState.Investigating),
        ["affected"] = row.Count(AcknowledgementState.Affected),
        ["handled"] = row.Count(AcknowledgementState.Handled),
        ["silent"] = row.Count(null),
        ["late"] = row.Late,
        ["desks"] = new JsonArray([.. row.Desks.Select(d => (JsonNode?)Desk(d))]),
    };

    private static JsonObject Desk(BoardDesk desk) => new()
    {
        ["organizationId"] = desk.Delivery.OrganizationId.ToString("D"),
        ["organization"] = Both(desk.Name),
        ["state"] = desk.Delivery.State.ToString().ToLowerInvariant(),
        ["answer"] = Answer(desk.Delivery),
        ["answeredAt"] = Instant(desk.Delivery.AnsweredAt),
        ["late"] = desk.IsLate,
        ["needsCall"] = desk.Delivery.NeedsCall,
        ["attempts"] = new JsonArray([.. desk.Attempts.Select(a => (JsonNode?)new JsonObject
        {
            ["channel"] = a.Channel,
            ["purpose"] = a.Purpose,
            ["address"] = a.Address,
            ["at"] = Instant(a.At),
            ["outcome"] = a.Outcome,
            ["code"] = a.Code,
            ["enhanced"] = a.Enhanced,
            ["reason"] = a.Reason,
        })]),
    };

    internal static string Word(AlertState state) => state.ToString().ToLowerInvariant();

    private static string? Answer(Delivery? delivery) => delivery?.Answer is { } answer ? AlertWords.Of(AlertWords.Answers, answer) : null;

    private static JsonObject Both(LocalizedText text) => new() { ["ja"] = text.Ja, ["en"] = text.En };

    private static string? Instant(DateTimeOffset? at) => at?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
