using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Collect;
using Noroshi.Core.Content;
using Noroshi.Core.Vocabulary;
using Noroshi.Core.Vocabulary.Records;
using Noroshi.Server.Collect.Attachments;
using Noroshi.Server.Ledger;
using Noroshi.Server.Store;
using Noroshi.Server.Trust;
using Noroshi.Server.Web;

namespace Noroshi.Server.Collect.Reports;

/// <summary>The page of one report: the facts as they stand, its versions with what differs, its timeline, its files, who sees it. And the page that says it was sent.</summary>
internal sealed class ShowReportPage(Database database, ReadReports read, Readers readers, Catalog catalog)
{
    private const int MostEntries = 100;
    private static readonly string[] _shown = [nameof(ReportReceived), nameof(ReportAmended), nameof(ReportHandled), nameof(ReportRead), nameof(AttachmentReceived), nameof(GrantsChanged)];

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/reports/{number}", (string number, HttpContext context, ShowReportPage show, CancellationToken ct) => show.PageAsync(number, context, [], StatusCodes.Status200OK, ct)).RequireRole(ShowReport.ReadingRoles);
        app.MapGet("/reports/{number}/sent", SentAsync).RequireRole(Role.Reporter);
    }

    /// <summary>The page, with what was wrong with a file that was sent from it.</summary>
    internal async Task<IResult> PageAsync(string number, HttpContext context, ImmutableArray<Fault> faults, int status, CancellationToken ct)
    {
        Viewer viewer = context.Viewer();
        int? version = int.TryParse(context.Request.Query["version"], NumberStyles.None, CultureInfo.InvariantCulture, out int wanted) ? wanted : null;
        if (await read.ReadAsync(viewer, number, version, ct) is not { } view)
        {
            return Results.NotFound();
        }

        await using NoroshiDb db = database.CreateDbContext();
        return Results.Page<ReportPage>(await ModelAsync(db, viewer, view, faults, ct), status);
    }

    private async Task<ReportPageModel> ModelAsync(NoroshiDb db, Viewer viewer, ReportView view, ImmutableArray<Fault> faults, CancellationToken ct)
    {
        Guid id = view.Report.Id;
        ReportDocument? before = view.Version == 1 ? null
            : ReportReader.Kept(await db.Set<ReportVersion>().Where(v => v.ReportId == id && v.Version == view.Version - 1).Select(v => v.Document).SingleAsync(ct), catalog).As(view.Decision);
        bool isOwn = view.Report.OrganizationId == viewer.Organization;
        return new()
        {
            View = view,
            Form = catalog.Forms.GetValueOrDefault(view.Report.Form),
            Versions = await db.Set<ReportVersion>().Where(v => v.ReportId == id).OrderBy(v => v.Version).Select(v => new VersionLine(v.Version, v.Stage, v.At)).ToListAsync(ct),
            Changes = before is null ? [] : FactChange.Between(before, view.Document),
            // Others' reading is the reporter's and its receivers' to know, not a stranger's who may not even know the name.
            Entries = [.. (await db.LedgerEntries.Where(e => e.Subject == id && _shown.Contains(e.Kind)).OrderByDescending(e => e.Position).Take(MostEntries).ToListAsync(ct)).Select(Line)],
            Readers = view.Decision.Shows(ReportView.NamePath) ? await readers.OfAsync(db, id, ct) : null,
            Files = view.Decision.View.Kind is Core.Trust.ViewKind.Everything && view.Decision.Removed.IsEmpty ? [.. (await ReportFiles.OfAsync(db, id, ct)).Select(f => new FileLine(f.Id, f.Name, f.Bytes, f.MediaType))] : [],
            IsOwn = isOwn,
            MayWrite = isOwn && viewer.Is(Role.Reporter),
            Handling = await db.Set<ReportListing>().Where(l => l.OrganizationId == viewer.Organization && l.ReportId == id).Select(l => l.Handling).SingleOrDefaultAsync(ct),
            Faults = faults,
        };
    }

    private static TimelineLine Line(LedgerEntry entry)
    {
        using var json = JsonDocument.Parse(entry.Canonical);
        return new(entry.At, entry.Kind, json.RootElement.GetProperty("body").TryGetProperty("organization", out JsonElement id) && id.TryGetGuid(out Guid organization) ? organization : null);
    }

    private static async Task<IResult> SentAsync(string number, HttpContext context, Readers readers, Database database, CancellationToken ct)
    {
        await using NoroshiDb db = database.CreateDbContext();
        Viewer viewer = context.Viewer();
        return await ReadReports.FindAsync(db, viewer, number, ct) is var (report, _) && report.OrganizationId == viewer.Organization
            ? Results.Page<SentPage>(new SentPageModel(report, await readers.OfAsync(db, report.Id, ct)))
            : Results.NotFound();
    }
}
