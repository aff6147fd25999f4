using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Noroshi.Core.Share;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Share.Acknowledgements;
using Noroshi.Server.Share.Board;
using Noroshi.Server.Store;
using Noroshi.Server.Trust;
using Noroshi.Server.Web;
using Noroshi.Server.Web.Lists;

namespace Noroshi.Server.Share.Alerts;

/// <summary><c>/api/v1/alerts</c>: whatever the pages can do.</summary>
internal static class AlertsApi
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        RouteGroupBuilder alerts = app.MapGroup("/api/v1/alerts");
        alerts.MapGet("", ListAsync).RequireRole(Role.Reporter, Role.Handler, Role.Approver);
        alerts.MapPost("", CreateAsync).RequireRole(Role.Handler);
        alerts.MapGet("/{number}", ShowAsync).RequireRole(Role.Reporter, Role.Handler, Role.Approver);
        alerts.MapPut("/{number}", AmendAsync).RequireRole(Role.Handler);
        alerts.MapGet("/{number}/plan", PlanAsync).RequireRole(Role.Handler, Role.Approver);
        alerts.MapPost("/{number}/submit", (string number, HttpContext c, IssueAlert issue, CancellationToken ct) => AnswerAsync(c, v => issue.SubmitAsync(v, Plain(number), ct))).RequireRole(Role.Handler);
        alerts.MapPost("/{number}/approve", (string number, HttpContext c, IssueAlert issue, CancellationToken ct) => WithAsync(c, (v, b, k) => issue.ApproveAsync(v, Plain(number), b.GetValueOrDefault("plan"), ct, k), ct, "plan")).RequireRole(Role.Approver);
        alerts.MapPost("/{number}/return", (string number, HttpContext c, IssueAlert issue, CancellationToken ct) => WithAsync(c, (v, b, _) => issue.ReturnAsync(v, Plain(number), b.GetValueOrDefault("reason"), ct), ct, "reason")).RequireRole(Role.Approver);
        alerts.MapPost("/{number}/issue-alone", (string number, HttpContext c, IssueAlert issue, CancellationToken ct) => WithAsync(c, (v, b, k) => issue.IssueAloneAsync(v, Plain(number), b.GetValueOrDefault("plan"), b.GetValueOrDefault("reason"), ct, k), ct, "plan", "reason")).RequireRole(Role.Approver);
        alerts.MapPost("/{number}/review", (string number, HttpContext c, IssueAlert issue, CancellationToken ct) => WithAsync(c, (v, b, _) => issue.ReviewAsync(v, Plain(number), b.GetValueOrDefault("upheld") == "yes", b.GetValueOrDefault("note"), ct), ct, "upheld", "note")).RequireRole(Role.Approver);
        alerts.MapPost("/{number}/stop", (string number, HttpContext c, IssueAlert issue, CancellationToken ct) => WithAsync(c, (v, b, _) => issue.StopAsync(v, Plain(number), b.GetValueOrDefault("reason"), ct), ct, "reason")).RequireRole(Role.Handler, Role.Approver);
        alerts.MapGet("/{number}/board", BoardAsync).RequireRole(Role.Handler, Role.Approver);
        alerts.MapGet("/{number}/acknowledgements", HistoryAsync).RequireRole(Role.Handler, Role.Approver);
        alerts.MapPost("/{number}/acknowledgements", (string number, HttpContext c, AcknowledgeAlert acknowledge, CancellationToken ct) => WithAsync(c, (v, b, k) => acknowledge.ByViewerAsync(v, Plain(number), "api", b.GetValueOrDefault("answer"), b.GetValueOrDefault("comment"), ct, k), ct, "answer", "comment")).RequireRole(Role.Reporter, Role.Handler);
    }

    /// <summary>The number as stored, however it was typed.</summary>
    internal static string Plain(string number) => SpeakableNumber.TryParse(number, out SpeakableNumber read) ? read.Text : "";

    private static async Task<IResult> ListAsync(HttpContext context, ReadAlerts read, CancellationToken ct)
    {
        List<Fault> faults = [];
        ListQuery list = ListQuery.Read(context.Request.Query, faults);
        AlertFilter filter = new(Show(context.Request.Query, faults));
        if (faults.Count > 0) return Results.Faults(faults, StatusCodes.Status400BadRequest);
        (IReadOnlyList<AlertRow> rows, string? next) = await read.ListAsync(context.Viewer(), filter, list, ct);
        return RequestBody.Json(new JsonObject { ["items"] = new JsonArray([.. rows.Select(r => (JsonNode?)AlertAsJson.Row(r))]), ["next"] = next });
    }

    private static string Show(IQueryCollection query, List<Fault> faults)
    {
        string show = query["show"].ToString() is { Length: > 0 } s ? s : "all";
        if (!AlertFilter.Shows.Contains(show)) faults.Add(new Fault("NRS-S004", "show").With("value", show.Length > 40 ? show[..40] : show).With("allowed", string.Join(", ", AlertFilter.Shows)));
        return show;
    }

    private static async Task<IResult> CreateAsync(HttpContext context, WriteAlert write, CancellationToken ct)
    {
        (AlertDocument? document, IResult? refusal) = await DocumentAsync(context, ct);
        if (refusal is not null) return refusal;
        RequestKey? key = IdempotencyKeys.Read(context, AlertJson.Canonical(document!).AsSpan(), out Fault? fault);
        return fault is not null ? Results.Faults(fault, StatusCodes.Status400BadRequest) : Answer(await write.DraftAsync(context.Viewer(), document!, ct, key), StatusCodes.Status201Created);
    }

    private static async Task<IResult> AmendAsync(string number, HttpContext context, WriteAlert write, CancellationToken ct)
    {
        (AlertDocument? document, IResult? refusal) = await DocumentAsync(context, ct);
        string match = context.Request.Headers.IfMatch.ToString().Trim('"');
        int? basedOn = int.TryParse(match, NumberStyles.None, CultureInfo.InvariantCulture, out int version) ? version : null;
        if (basedOn is null && match is not ("" or "*")) return Results.Faults(new Fault("NRS-S034", "If-Match"), StatusCodes.Status400BadRequest);
        return refusal ?? Answer(await write.AmendAsync(context.Viewer(), Plain(number), basedOn, document!, ct));
    }

    private static async Task<(AlertDocument? Document, IResult? Refusal)> DocumentAsync(HttpContext context, CancellationToken ct)
    {
        (byte[] bytes, Fault? fault, int status) = await RequestBody.ReadAsync(context.Request, AlertJson.MaxBytes, ct);
        if (fault is not null) return (null, Results.Faults(fault, status));
        AlertDocument document = AlertJson.Read(bytes, out ImmutableArray<Fault> faults);
        if (faults.IsEmpty) return (document, null);
        return (null, Results.Faults(faults, faults[0].Code.StartsWith("NRS-F", StringComparison.Ordinal) ? StatusCodes.Status400BadRequest : StatusCodes.Status422UnprocessableEntity));
    }

    private static async Task<IResult> ShowAsync(string number, HttpContext context, ReadAlerts read, CancellationToken ct) =>
        await read.FindAsync(context.Viewer(), number, ct) is { } seen ? RequestBody.Json(AlertAsJson.Whole(seen)) : NotFound();

    private static async Task<IResult> PlanAsync(string number, HttpContext context, ShowPlan plan, CancellationToken ct) =>
        await plan.FindAsync(context.Viewer(), number, ct) is { } found ? RequestBody.Json(AlertAsJson.Plan(found)) : NotFound();

    private static async Task<IResult> BoardAsync(string number, HttpContext context, ReadBoard board, CancellationToken ct) =>
        await board.FindAsync(context.Viewer(), number, ct) is { } found ? RequestBody.Json(AlertAsJson.Board(found)) : NotFound();

    private static async Task<IResult> HistoryAsync(string number, HttpContext context, ReadAcknowledgements read, CancellationToken ct)
    {
        List<Fault> faults = [];
        DateTimeOffset since = ListQuery.Instant(context.Request.Query["updated_since"], faults) ?? DateTimeOffset.MinValue;
        if (faults.Count > 0) return Results.Faults(faults, StatusCodes.Status400BadRequest);
        return await read.OfAsync(context.Viewer(), Plain(number), ct) is { } found
            ? RequestBody.Json(new JsonObject { ["items"] = new JsonArray([.. found.Where(a => a.At >= since).Select(a => (JsonNode?)AlertAsJson.Acknowledgement(a))]), ["next"] = null })
            : NotFound();
    }

    private static async Task<IResult> AnswerAsync(HttpContext context, Func<Viewer, Task<AlertAnswer>> act) => Answer(await act(context.Viewer()));

    private static async Task<IResult> WithAsync(HttpContext context, Func<Viewer, Dictionary<string, string>, RequestKey?, Task<AlertAnswer>> act, CancellationToken ct, params string[] known)
    {
        (Dictionary<string, string> values, Fault? fault, int status) = await RequestBody.TextsAsync(context.Request, ct, known);
        if (fault is not null) return Results.Faults(fault, status);
        RequestKey? key = IdempotencyKeys.Read(context, values.OrderBy(v => v.Key, StringComparer.Ordinal).ToArray(), out fault);
        return fault is not null ? Results.Faults(fault, StatusCodes.Status400BadRequest) : Answer(await act(context.Viewer(), values, key));
    }

    private static IResult Answer(AlertAnswer answer, int status = StatusCodes.Status200OK) =>
        answer.Alert is { } alert ? RequestBody.Json(AlertAsJson.Head(alert), status) : Results.Faults(answer.Faults, answer.Status);

    private static IResult NotFound() => Results.Faults(new Fault("NRS-S019"), StatusCodes.Status404NotFound);
}
