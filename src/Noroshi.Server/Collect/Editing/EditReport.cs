using System.Collections.Immutable;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Collect;
using Noroshi.Core.Content;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Collect.Drafts;
using Noroshi.Server.Collect.Reports;
using Noroshi.Server.Store;
using Noroshi.Server.Trust;
using Noroshi.Server.Web;
using Noroshi.Server.Web.Localisation;

namespace Noroshi.Server.Collect.Editing;

/// <summary>The editor of a first report (速報) and of what follows (続報・終報): shows what was typed, keeps it whatever is wrong, and sends it by the same command as the API.</summary>
internal sealed class EditReport(Database database, ReceiveReport receive, Readers readers, Catalog catalog, Texts texts)
{
    private const string FormId = "liaison";

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/reports/new", (HttpContext context, EditReport edit, CancellationToken ct) => edit.PageAsync(context, null, ct)).RequireRole(Role.Reporter);
        app.MapPost("/reports/new", (HttpContext context, EditReport edit, CancellationToken ct) => edit.FormAsync(context, null, ct)).RequireRole(Role.Reporter).DisableAntiforgery();
        app.MapGet("/reports/{number}/follow-up", (string number, HttpContext context, EditReport edit, CancellationToken ct) => edit.PageAsync(context, number, ct)).RequireRole(Role.Reporter);
        app.MapPost("/reports/{number}/follow-up", (string number, HttpContext context, EditReport edit, CancellationToken ct) => edit.FormAsync(context, number, ct)).RequireRole(Role.Reporter).DisableAntiforgery();
    }

    private async Task<IResult> PageAsync(HttpContext context, string? number, CancellationToken ct)
    {
        await using NoroshiDb db = database.CreateDbContext();
        Viewer viewer = context.Viewer();
        (bool isThere, Report? report) = await OwnAsync(db, viewer, number, ct);
        if (!isThere)
        {
            return Results.NotFound();
        }

        string? found = report is null && context.Request.Query["draft"].ToString() is { Length: > 0 } asked && FoundDrafts.IsKey(asked) ? asked : null;
        var draft = await SaveDraft.FindAsync(db, viewer, report?.Number ?? found ?? SaveDraft.NewKey, ct);
        if (found is not null && draft is null)
        {
            return Results.NotFound();
        }

        TypedReport typed = draft is { } kept ? new(kept.Fields) : report is null ? TypedReport.Empty : await LatestAsync(db, report, ct);
        int written = Number(typed.Text("base"));
        return await ShowAsync(context, db, report, typed, [], written == 0 ? report?.Version ?? 0 : written, draft?.At, StatusCodes.Status200OK, ct, found, draft?.Begun);
    }

    /// <summary>The page again with what was typed, whose draft is no more: it was sent or discarded meanwhile.</summary>
    internal async Task<IResult> GoneAsync(HttpContext context, string key, CancellationToken ct)
    {
        TypedReport typed = TypedReport.Of(await context.Request.ReadFormAsync(ct));
        await using NoroshiDb db = database.CreateDbContext();
        bool isFirst = key == SaveDraft.NewKey || FoundDrafts.IsKey(key);
        (bool isThere, Report? report) = await OwnAsync(db, context.Viewer(), isFirst ? null : key, ct);
        return isThere ? await ShowAsync(context, db, report, typed, [new Fault("NRS-R054")], Number(typed.Text("base")), null, StatusCodes.Status409Conflict, ct) : Results.NotFound();
    }

    private async Task<IResult> FormAsync(HttpContext context, string? number, CancellationToken ct)
    {
        TypedReport typed = TypedReport.Of(await context.Request.ReadFormAsync(ct));
        await using NoroshiDb db = database.CreateDbContext();
        Viewer viewer = context.Viewer();
        (bool isThere, Report? report) = await OwnAsync(db, viewer, number, ct);
        if (!isThere)
        {
            return Results.NotFound();
        }

        int written = Number(typed.Text("base"));
        if (typed.Text("then") == "preview")
        {
            return await ShowAsync(context, db, report, typed, [], written, null, StatusCodes.Status200OK, ct);
        }

        List<Fault> faults = [];
        ReportStage stage = report is null ? ReportStage.Initial : ReportWords.StageOf(typed.Text("stage")) ?? ReportStage.FollowUp;
        if (ReportReader.Read(typed.ToJson(catalog.Forms[FormId], stage, catalog), catalog, faults) is not { } document)
        {
            return await ShowAsync(context, db, report, typed, [.. faults], written, null, StatusCodes.Status422UnprocessableEntity, ct);
        }

        var sending = new Sending(viewer, document, KeyOf(typed), IsFromForm: true, FoundOf(typed));
        return await (report is null ? receive.FirstAsync(sending, ct) : receive.NextAsync(report.Id, written, sending, ct)) switch
        {
            Received.Kept kept => Results.SeeOther($"/reports/{kept.Number}/sent"),
            // Shown again on top of the version that stands now: pressing once more, after reading, replaces it knowingly.
            Received.Stale stale => await ShowAsync(context, db, report, typed, stale.Faults, stale.Version, null, StatusCodes.Status409Conflict, ct),
            Received.Refused refused => await ShowAsync(context, db, report, typed, refused.Faults, written, null, refused.Status, ct),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private async Task<IResult> ShowAsync(HttpContext context, NoroshiDb db, Report? report, TypedReport typed, ImmutableArray<Fault> faults, int written, DateTimeOffset? savedAt, int status, CancellationToken ct, string? found = null, DateTimeOffset? begun = null)
    {
        Viewer viewer = context.Viewer();
        found ??= report is null ? FoundOf(typed) : null;
        ImmutableArray<Consent> consents = [.. Enum.GetValues<Consent>().Where(typed.Consents)];
        return Results.Page<EditorPage>(new EditorPageModel(catalog.Forms[report?.Form ?? FormId], catalog.Facts, typed, faults, savedAt)
        {
            Number = report?.Number,
            Base = written,
            Found = found,
            Begun = begun is { } at ? SaveDraft.Begun(at) : typed.Text(SaveDraft.BegunField),
            Waiting = report is null && found is null ? await FoundDrafts.WaitingAsync(db, viewer, FoundDrafts.Most, catalog, texts, context.Language(), ct) : [],
            Key = faults.IsEmpty && KeyOf(typed) is { } key ? key : Guid.NewGuid().ToString("N"),
            Readers = await readers.PreviewAsync(db, viewer.Organization, consents, ct),
        }, status);
    }

    // True with no report: a first one. False: no such report of one's own.
    private static async Task<(bool IsThere, Report? Report)> OwnAsync(NoroshiDb db, Viewer viewer, string? number, CancellationToken ct) =>
        number is null ? (true, null)
        : await ReadReports.FindAsync(db, viewer, number, ct) is var (report, _) && report.OrganizationId == viewer.Organization ? (true, report)
        : (false, null);

    private async Task<TypedReport> LatestAsync(NoroshiDb db, Report report, CancellationToken ct) =>
        TypedReport.Of(ReportReader.Kept(await db.Set<ReportVersion>().Where(v => v.ReportId == report.Id && v.Version == report.Version).Select(v => v.Document).SingleAsync(ct), catalog), catalog);

    private static string? FoundOf(TypedReport typed) => typed.Text("draft") is { Length: > 0 } key && FoundDrafts.IsKey(key) ? key : null;

    private static string? KeyOf(TypedReport typed) => typed.Text("key") is { Length: 32 } key && key.All(char.IsAsciiHexDigit) ? key : null;

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;
}
