using System.Collections.Immutable;
using Noroshi.Core.Share;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Share.Acknowledgements;
using Noroshi.Server.Trust;
using Noroshi.Server.Web;
using Noroshi.Server.Web.Lists;

namespace Noroshi.Server.Share.Alerts;

/// <summary>Pages of alerts: list, one alert, its share plan, and the buttons on them. Each form ends in the same command as the API.</summary>
internal static class AlertPages
{
    private const int PerPage = 50;

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/alerts", ListAsync).RequireRole(Role.Reporter, Role.Handler, Role.Approver);
        app.MapGet("/alerts/{number}", ShowAsync).RequireRole(Role.Reporter, Role.Handler, Role.Approver);
        app.MapGet("/alerts/{number}/plan", PlanAsync).RequireRole(Role.Handler, Role.Approver);
        Form(app, "submit", (c, n, f, ct) => c.Get<IssueAlert>().SubmitAsync(c.Viewer(), n, ct), isOnPlan: true, Role.Handler);
        Form(app, "approve", (c, n, f, ct) => c.Get<IssueAlert>().ApproveAsync(c.Viewer(), n, f["plan"], ct), isOnPlan: true, Role.Approver);
        Form(app, "return", (c, n, f, ct) => c.Get<IssueAlert>().ReturnAsync(c.Viewer(), n, f["reason"], ct), isOnPlan: true, Role.Approver);
        Form(app, "issue-alone", (c, n, f, ct) => c.Get<IssueAlert>().IssueAloneAsync(c.Viewer(), n, f["plan"], f["reason"], ct), isOnPlan: true, Role.Approver);
        Form(app, "stop", (c, n, f, ct) => c.Get<IssueAlert>().StopAsync(c.Viewer(), n, f["reason"], ct), isOnPlan: false, Role.Handler, Role.Approver);
        Form(app, "review", (c, n, f, ct) => c.Get<IssueAlert>().ReviewAsync(c.Viewer(), n, f["upheld"] == "yes", f["note"], ct), isOnPlan: false, Role.Approver);
        Form(app, "acknowledge", (c, n, f, ct) => c.Get<AcknowledgeAlert>().ByViewerAsync(c.Viewer(), n, "page", f["answer"], f["comment"], ct), isOnPlan: false, Role.Reporter, Role.Handler);
    }

    internal static T Get<T>(this HttpContext context) where T : notnull => context.RequestServices.GetRequiredService<T>();

    private static void Form(IEndpointRouteBuilder app, string verb, Func<HttpContext, string, IFormCollection, CancellationToken, Task<AlertAnswer>> act, bool isOnPlan, params Role[] roles) =>
        app.MapPost($"/alerts/{{number}}/{verb}", async (string number, HttpContext context, CancellationToken ct) =>
        {
            IFormCollection form = await context.Request.ReadFormAsync(ct);
            AlertAnswer answer = await act(context, AlertsApi.Plain(number), form, ct);
            if (answer.Alert is { } alert) return Results.SeeOther($"/alerts/{alert.Number}");
            return isOnPlan ? await PlanPageAsync(context, number, answer, form, ct) : await ShowPageAsync(context, number, answer, form, ct);
        }).RequireRole(roles).DisableAntiforgery();

    private static async Task<IResult> ListAsync(HttpContext context, ReadAlerts read, TimeProvider clock, CancellationToken ct)
    {
        Viewer viewer = context.Viewer();
        string asked = context.Request.Query["show"].ToString();
        string show = AlertFilter.Shows.Contains(asked) ? asked : "all";
        ListCursor? cursor = ListCursor.TryParse(context.Request.Query["cursor"].ToString(), out ListCursor at) ? at : null;
        (IReadOnlyList<AlertRow> rows, string? next) = await read.ListAsync(viewer, new(show), new(cursor, PerPage, null), ct);
        return Results.Page<AlertsPage>(new AlertsPageModel(viewer, show, rows, next, clock.GetUtcNow()));
    }

    private static Task<IResult> ShowAsync(string number, HttpContext context, CancellationToken ct) => ShowPageAsync(context, number, null, null, ct);

    private static Task<IResult> PlanAsync(string number, HttpContext context, CancellationToken ct) => PlanPageAsync(context, number, null, null, ct);

    private static async Task<IResult> ShowPageAsync(HttpContext context, string number, AlertAnswer? refused, IFormCollection? typed, CancellationToken ct) =>
        await context.Get<ReadAlerts>().FindAsync(context.Viewer(), number, ct) is { } seen
            ? Results.Page<AlertPage>(new AlertPageModel(seen, context.Viewer(), refused?.Faults ?? [], Typed(typed, "comment"), context.Get<TimeProvider>().GetUtcNow()) { Reason = Typed(typed, "reason"), Note = Typed(typed, "note") }, refused?.Status ?? 200)
            : NotFound();

    private static async Task<IResult> PlanPageAsync(HttpContext context, string number, AlertAnswer? refused, IFormCollection? typed, CancellationToken ct)
    {
        if (await context.Get<ShowPlan>().FindAsync(context.Viewer(), number, ct) is not { } plan) return NotFound();
        PlanRow? seenBy = Guid.TryParse(context.Request.Query["as"], out Guid id) ? plan.Rows.FirstOrDefault(r => r.Entry.Organization == id) : null;
        AlertDocument? seen = seenBy is null ? null : AlertView.Of(plan.Planned.Document, seenBy.Entry.Decision);
        ImmutableArray<Fault> faults = refused?.Faults ?? [];
        return Results.Page<PlanPage>(new PlanPageModel(plan, context.Viewer(), seenBy, seen, faults, context.Get<ShareOptions>().AloneAfter, context.Get<TimeProvider>().GetUtcNow()) { Reason = Typed(typed, "reason") }, refused?.Status ?? 200);
    }

    private static string Typed(IFormCollection? typed, string name) => typed?[name].ToString() ?? "";

    /// <summary>The frame's own page says it: the alert does not exist for this viewer.</summary>
    internal static IResult NotFound() => Results.StatusCode(StatusCodes.Status404NotFound);
}
