using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Vocabulary;
using Noroshi.Core.Vocabulary.Records;
using Noroshi.Server.Collect.Reports;
using Noroshi.Server.Store;
using Noroshi.Server.Trust;
using Noroshi.Server.Web;

namespace Noroshi.Server.Collect.Inbox;

/// <summary>A receiver says where it stands with a report: seen and waiting for more, done, or to be looked at again.</summary>
internal static class HandleReport
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/reports/{report}/standing", FormAsync).RequireRole(Role.Handler).DisableAntiforgery();
        app.MapPut("/api/v1/reports/{report}/standing", ApiAsync).RequireRole(Role.Handler);
    }

    private static async Task<IResult> FormAsync(string report, HttpContext context, Database database, Writer writer, CancellationToken ct)
    {
        IFormCollection form = await context.Request.ReadFormAsync(ct);
        return await MoveAsync(report, form["standing"], form["version"], context, database, writer, ct) is not { } fault ? Results.SeeOther(form["standing"] == "needs-me" ? $"/reports/{report}" : "/inbox")
            : fault.Code == "NRS-R049" ? Results.SeeOther($"/reports/{report}")
            : fault.Code == "NRS-W404" ? Results.NotFound() : Results.BadRequest();
    }

    private static async Task<IResult> ApiAsync(string report, string? standing, string? version, HttpContext context, Database database, Writer writer, CancellationToken ct) =>
        await MoveAsync(report, standing, version, context, database, writer, ct) is { } fault
            ? Results.Faults(fault, fault.Code switch { "NRS-W404" => StatusCodes.Status404NotFound, "NRS-R049" => StatusCodes.Status409Conflict, _ => StatusCodes.Status400BadRequest })
            : Results.NoContent();

    // Null when done.
    private static async Task<Fault?> MoveAsync(string report, string? word, string? version, HttpContext context, Database database, Writer writer, CancellationToken ct)
    {
        if (ReportJson.HandlingOf(word) is not { } standing || standing is Handling.Own)
        {
            return new("NRS-R046", "standing");
        }

        if (!int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out int seen))
        {
            return new("NRS-R046", "version");
        }

        Viewer viewer = context.Viewer();
        await using NoroshiDb db = database.CreateDbContext();
        if (await ReadReports.FindAsync(db, viewer, report, ct) is not var (found, _) || found.OrganizationId == viewer.Organization)
        {
            return new("NRS-W404");
        }

        bool isMoved = await writer.WriteAsync(async (s, token) =>
        {
            // Only what has been seen can be set aside: a version that came meanwhile keeps the report where it is.
            int moved = await s.Db.Set<ReportListing>()
                .Where(l => l.OrganizationId == viewer.Organization && l.ReportId == found.Id && s.Db.Set<Report>().Any(r => r.Id == found.Id && r.Version == seen))
                .ExecuteUpdateAsync(u => u.SetProperty(l => l.Handling, standing).SetProperty(l => l.HandledVersion, seen), token);
            if (moved == 1)
            {
                s.Append(new ReportHandled(found.Id, viewer.Organization, ReportJson.Word(standing), seen), viewer.Account);
            }

            return moved == 1;
        }, ct);
        return isMoved ? null : new("NRS-R049");
    }
}
