using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Noroshi.Core.Vocabulary;
using Noroshi.Core.Vocabulary.Records;
using Noroshi.Server.Collect.Reports;
using Noroshi.Server.Store;
using Noroshi.Server.Trust;
using Noroshi.Server.Web;

namespace Noroshi.Server.Collect.Attachments;

/// <summary>Adds files to a report of one's own: streamed part by part and encrypted on the way, so that plaintext never lies on a disk. Names and types are what the sender says, and only shown.</summary>
internal sealed class AddAttachment(Database database, Writer writer, FileVault vault, TimeProvider clock)
{
    /// <summary>The largest file, in bytes.</summary>
    internal const long MostBytes = 50L * 1024 * 1024;

    private const int MostFiles = 10;
    private const int LongestName = 300;
    private const int LongestType = 100;

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/api/v1/reports/{report}/attachments", (string report, HttpContext context, AddAttachment add, CancellationToken ct) => add.ApiAsync(report, context, ct)).RequireRole(Role.Reporter);
        app.MapPost("/reports/{report}/attachments", (string report, HttpContext context, AddAttachment add, ShowReportPage page, CancellationToken ct) => add.FormAsync(report, context, page, ct)).RequireRole(Role.Reporter).DisableAntiforgery();
    }

    private async Task<IResult> ApiAsync(string report, HttpContext context, CancellationToken ct)
    {
        (Guid? found, IResult? refusal) = await OwnAsync(report, context.Viewer(), ct);
        if (found is not { } id)
        {
            return refusal!;
        }

        (IReadOnlyList<StoredFile> files, Fault? fault, int status) = await TakeAsync(id, context, ct);
        return fault is not null ? Results.Faults(fault, status) : JsonBody.Of(new JsonObject
        {
            ["items"] = new JsonArray([.. files.Select(f => (JsonNode?)new JsonObject { ["id"] = f.Id.ToString("D"), ["name"] = f.Name, ["bytes"] = f.Bytes, ["mediaType"] = f.MediaType })]),
        }, StatusCodes.Status201Created);
    }

    private async Task<IResult> FormAsync(string report, HttpContext context, ShowReportPage page, CancellationToken ct)
    {
        if (await OwnAsync(report, context.Viewer(), ct) is not (Guid id, _))
        {
            return Results.NotFound();
        }

        (_, Fault? fault, int status) = await TakeAsync(id, context, ct);
        return fault is null ? Results.SeeOther($"/reports/{report}#files") : await page.PageAsync(report, context, [fault], status, ct);
    }

    private async Task<(Guid? Id, IResult? Refusal)> OwnAsync(string report, Viewer viewer, CancellationToken ct)
    {
        await using NoroshiDb db = database.CreateDbContext();
        return await ReadReports.FindAsync(db, viewer, report, ct) is not var (found, _) ? (null, ShowReport.Missing())
            : found.OrganizationId != viewer.Organization ? (null, Results.Faults(new Fault("NRS-R043"), StatusCodes.Status403Forbidden))
            : (found.Id, null);
    }

    private async Task<(IReadOnlyList<StoredFile> Files, Fault? Fault, int Status)> TakeAsync(Guid report, HttpContext context, CancellationToken ct)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = MostBytes + (1024 * 1024);
        }

        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out MediaTypeHeaderValue? type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary) is not { Length: > 0 and <= 200 } boundary)
        {
            return ([], new("NRS-R050", "file"), StatusCodes.Status415UnsupportedMediaType);
        }

        var files = new List<StoredFile>();
        try
        {
            var reader = new MultipartReader(boundary.ToString(), context.Request.Body);
            while (await reader.ReadNextSectionAsync(ct) is { } section)
            {
                if (section.AsFileSection() is not { } file)
                {
                    continue;
                }

                if (files.Count == MostFiles || await vault.StoreAsync(section.Body, MostBytes, Shown(file.FileName, LongestName), Shown(section.ContentType ?? "", LongestType), clock.GetUtcNow(), ct) is not { } stored)
                {
                    return ([], new Fault("NRS-R051", "file").With("limit", (MostBytes / 1024 / 1024).ToString(CultureInfo.InvariantCulture)).With("most", MostFiles.ToString(CultureInfo.InvariantCulture)), StatusCodes.Status413PayloadTooLarge);
                }

                if (stored.Name.Length > 0 || stored.Bytes > 0)
                {
                    files.Add(stored);
                }
            }
        }
        catch (InvalidDataException)
        {
            return ([], new("NRS-R050", "file"), StatusCodes.Status400BadRequest);
        }
        catch (IOException e) when (e is not Microsoft.AspNetCore.Connections.ConnectionResetException and not BadHttpRequestException)
        {
            return ([], new("NRS-R050", "file"), StatusCodes.Status400BadRequest);
        }

        if (files.Count == 0)
        {
            return ([], new("NRS-R052", "file"), StatusCodes.Status422UnprocessableEntity);
        }

        await KeepAsync(report, context.Viewer(), files, ct);
        return (files, null, StatusCodes.Status201Created);
    }

    private Task KeepAsync(Guid report, Viewer viewer, List<StoredFile> files, CancellationToken ct) => writer.WriteAsync((s, _) =>
    {
        foreach (StoredFile file in files)
        {
            s.Add(file);
            s.Add(new ReportAttachment { Id = file.Id, ReportId = report, AuthorId = viewer.Account, At = s.Now });
            s.Append(new AttachmentReceived(report, file.Id, file.Bytes, new(file.Commitment)), viewer.Account);
        }

        return Task.CompletedTask;
    }, ct);

    // The name is text to show: whole characters, no NUL, no controls that would turn the line around it.
    private static string Shown(string name, int longest)
    {
        string kept = string.Concat(name.EnumerateRunes().Where(r => r.Value >= 0x20 && r.Value != 0x7F).Select(r => r.ToString()));
        if (kept.Length <= longest)
        {
            return kept;
        }

        // The end stays: it is what tells people the kind of file.
        string end = kept[^20..], start = kept[..(longest - 21)];
        return (char.IsHighSurrogate(start[^1]) ? start[..^1] : start) + "…" + (char.IsLowSurrogate(end[0]) ? end[1..] : end);
    }
}
