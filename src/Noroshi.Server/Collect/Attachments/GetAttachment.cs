using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Trust;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Collect.Reports;
using Noroshi.Server.Store;
using Noroshi.Server.Trust;

namespace Noroshi.Server.Collect.Attachments;

/// <summary>Gives a file of a report back, decrypted while it streams out, always as a download and never as what it claims to be.</summary>
internal static class GetAttachment
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/api/v1/reports/{report}/attachments/{id:guid}", FileAsync).RequireRole(ShowReport.ReadingRoles);
        app.MapGet("/reports/{report}/attachments/{id:guid}", FileAsync).RequireRole(ShowReport.ReadingRoles);
    }

    private static async Task<IResult> FileAsync(string report, Guid id, HttpContext context, ReadReports read, Database database, FileVault vault, CancellationToken ct)
    {
        // Read like the report itself: seen by whoever sees all of it, and written into the ledger.
        if (await read.ReadAsync(context.Viewer(), report, null, ct) is not { } view || view.Decision.View.Kind is not ViewKind.Everything || !view.Decision.Removed.IsEmpty)
        {
            return ShowReport.Missing();
        }

        await using NoroshiDb db = database.CreateDbContext();
        StoredFile? file = await db.Set<ReportAttachment>().Where(a => a.Id == id && a.ReportId == view.Report.Id).Join(db.StoredFiles, a => a.Id, f => f.Id, (_, f) => f).SingleOrDefaultAsync(ct);
        if (file is null)
        {
            return ShowReport.Missing();
        }

        // RFC 5987: the name as UTF-8; paths and quotes in it mean nothing to a header written so.
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"file\"; filename*=UTF-8''{Uri.EscapeDataString(FileName(file.Name))}";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.ContentLength = file.Bytes;
        return Results.Stream(target => vault.CopyToAsync(file, target, ct), "application/octet-stream");
    }

    // What lies behind the last slash, without marks that turn the reading direction: a name, not a path.
    private static string FileName(string name)
    {
        string last = name[(name.AsSpan().LastIndexOfAny('/', '\\') + 1)..];
        string plain = string.Concat(last.EnumerateRunes().Where(r => System.Text.Rune.GetUnicodeCategory(r) is not System.Globalization.UnicodeCategory.Format).Select(r => r.ToString()));
        return plain is "" or "." or ".." ? "file" : plain;
    }
}
