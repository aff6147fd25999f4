using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Collect;
using Noroshi.Core.Content;
using Noroshi.Core.Vocabulary;
using Noroshi.Formats.Json;
using Noroshi.Server.Collect.Editing;
using Noroshi.Server.Collect.Reports;
using Noroshi.Server.Store;
using Noroshi.Server.Trust;
using Noroshi.Server.Web;

namespace Noroshi.Server.Collect.Drafts;

/// <summary><c>/api/v1/drafts</c>: one's own unsent reports, as documents of the same shape as reports. <c>new</c> is the first report's draft, a report's number its follow-up's, <c>found-…</c> the organisation's draft of what its logs showed.</summary>
internal static class DraftsApi
{
    private const string FormId = "liaison";

    private const int MaxDepth = 8;

    // A draft may lack whatever it likes; only what is there must be readable.
    private static readonly string[] _missing = ["NRS-R030", "NRS-R031"];

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/api/v1/drafts", ListAsync).RequireRole(Role.Reporter);
        app.MapGet("/api/v1/drafts/{key}", ShowAsync).RequireRole(Role.Reporter);
        app.MapPut("/api/v1/drafts/{key}", KeepAsync).RequireRole(Role.Reporter);
        app.MapDelete("/api/v1/drafts/{key}", DropAsync).RequireRole(Role.Reporter);
    }

    private static async Task<IResult> ListAsync(HttpContext context, NoroshiDb db, CancellationToken ct)
    {
        Viewer viewer = context.Viewer();
        Draft[] drafts = await db.Set<Draft>().Where(d => (d.AccountId == viewer.Account || d.AccountId == Guid.Empty) && d.OrganizationId == viewer.Organization).OrderByDescending(d => d.UpdatedAt).ToArrayAsync(ct);
        return JsonBody.Of(new JsonObject { ["items"] = new JsonArray([.. drafts.Select(d => (JsonNode?)Head(d.Key, d.UpdatedAt))]), ["next"] = null });
    }

    private static async Task<IResult> ShowAsync(string key, HttpContext context, NoroshiDb db, Catalog catalog, CancellationToken ct)
    {
        if (await PlaceAsync(key, context.Viewer(), db, ct) is not var (place, _) || await SaveDraft.FindAsync(db, context.Viewer(), place, ct) is not var (fields, at, _)) return Missing();
        var typed = new TypedReport(fields);
        JsonObject json = Head(place, at);
        ReportStage stage = place == SaveDraft.NewKey ? ReportStage.Initial : ReportWords.StageOf(typed.Text("stage")) ?? ReportStage.FollowUp;
        json["document"] = typed.ToJson(catalog.Forms[FormId], stage, catalog);
        return JsonBody.Of(json);
    }

    private static async Task<IResult> KeepAsync(string key, HttpContext context, NoroshiDb db, Catalog catalog, Writer writer, CancellationToken ct)
    {
        if (await PlaceAsync(key, context.Viewer(), db, ct) is not var (place, _)) return Missing();
        (byte[] bytes, Fault? fault, int status) = await JsonBody.ReadAsync(context.Request, ReportReader.MaxBytes, ct);
        if (fault is not null) return Results.Faults(fault, status);
        List<Fault> faults = [];
        if (TakeFound(ref bytes, place, out FoundFinding? found) is { } unknown) faults.Add(unknown);
        ReportReader.Read(bytes, catalog, faults);
        faults.RemoveAll(f => _missing.Contains(f.Code));
        if (faults.Count > 0) return Results.Faults(faults, faults[0].Code.StartsWith("NRS-F", StringComparison.Ordinal) ? StatusCodes.Status400BadRequest : StatusCodes.Status422UnprocessableEntity);
        if (await FoundDrafts.IsFullAsync(db, context.Viewer(), place, ct)) return Results.Faults(new Fault("NRS-R053").With("most", FoundDrafts.Most.ToString(System.Globalization.CultureInfo.InvariantCulture)), StatusCodes.Status409Conflict);
        ReportDocument document = ReportReader.Kept(System.Text.Encoding.UTF8.GetString(bytes), catalog);
        var fields = new Dictionary<string, string[]>(TypedReport.Of(document, catalog).Fields) { ["stage"] = [ReportWords.Of(document.Stage)] };
        (DateTimeOffset At, DateTimeOffset Begun)? kept = await SaveDraft.KeepAsync(writer, context.Viewer(), place, JsonSerializer.Serialize(fields), null, mayBegin: true, found, ct);
        return JsonBody.Of(Head(place, kept!.Value.At));
    }

    private static async Task<IResult> DropAsync(string key, HttpContext context, NoroshiDb db, Writer writer, CancellationToken ct)
    {
        if (await PlaceAsync(key, context.Viewer(), db, ct) is not var (place, subject)) return Missing();
        return await SaveDraft.DropAsync(writer, context.Viewer(), place, subject, ct) ? Results.NoContent() : Missing();
    }

    // "new", a key of what was found, or the number of a report of one's own; and what it is about: the organisation, or that report.
    private static async Task<(string Key, Guid Subject)?> PlaceAsync(string key, Viewer viewer, NoroshiDb db, CancellationToken ct) =>
        key == SaveDraft.NewKey || FoundDrafts.IsKey(key) ? (key, viewer.Organization)
        : await ReadReports.FindAsync(db, viewer, key, ct) is var (report, _) && report.OrganizationId == viewer.Organization ? (report.Number, report.Id)
        : null;

    // A draft of what was found may say so beside its document. What cannot be read at all is left to the reader of documents.
    private static Fault? TakeFound(ref byte[] bytes, string place, out FoundFinding? found)
    {
        found = null;
        if (!FoundDrafts.IsKey(place) || StrictJson.Parse(bytes, new() { MaxBytes = ReportReader.MaxBytes, MaxDepth = MaxDepth }, out JsonNode? node) is not null || node is not JsonObject document || !document.ContainsKey("found")) return null;
        bool isKnown = FoundFinding.TryTake(document, out found);
        bytes = JsonSerializer.SerializeToUtf8Bytes(document);
        return isKnown ? null : new("NRS-R055", "found");
    }

    private static JsonObject Head(string key, DateTimeOffset at) => new() { ["key"] = key, ["updatedAt"] = ReportJson.Instant(at) };

    private static IResult Missing() => Results.Faults(new Fault("NRS-W404"), StatusCodes.Status404NotFound);
}
