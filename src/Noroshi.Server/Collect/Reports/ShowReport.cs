using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Noroshi.Core.Collect;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Store;
using Noroshi.Server.Trust;
using Noroshi.Server.Web;
using Noroshi.Server.Web.Localisation;

namespace Noroshi.Server.Collect.Reports;

/// <summary>One report, one of its versions, what differs between two, and who sees it.</summary>
internal static class ShowReport
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/api/v1/reports/{report}", (string report, HttpContext context, ReadReports read, CancellationToken ct) => WholeAsync(report, null, context, read, ct)).RequireRole(ReadingRoles);
        app.MapGet("/api/v1/reports/{report}/versions/{version:int}", (string report, int version, HttpContext context, ReadReports read, CancellationToken ct) => WholeAsync(report, version, context, read, ct)).RequireRole(ReadingRoles);
        app.MapGet("/api/v1/reports/{report}/diff", DiffAsync).RequireRole(ReadingRoles);
        app.MapGet("/api/v1/reports/{report}/who", WhoAsync).RequireRole(ReadingRoles);
    }

    /// <summary>Who may read reports at all; which ones, the grants say.</summary>
    internal static Role[] ReadingRoles { get; } = [Role.Reporter, Role.Handler, Role.Approver];

    private static async Task<IResult> WholeAsync(string report, int? version, HttpContext context, ReadReports read, CancellationToken ct)
    {
        if (await read.ReadAsync(context.Viewer(), report, version, ct) is not { } view)
        {
            return Missing();
        }

        context.Response.Headers.ETag = $"\"{view.Report.Version}\"";
        return JsonBody.Of(ReportJson.Whole(view, context.Language()));
    }

    private static async Task<IResult> DiffAsync(string report, HttpContext context, ReadReports read, CancellationToken ct)
    {
        if (!TryVersion(context.Request.Query["to"], out int? to) || !TryVersion(context.Request.Query["from"], out int? from))
        {
            return Results.Faults(new Fault("NRS-R046", "from"), StatusCodes.Status400BadRequest);
        }

        Viewer viewer = context.Viewer();
        if (await read.ReadAsync(viewer, report, to, ct) is not { } after)
        {
            return Missing();
        }

        int older = from ?? Math.Max(1, after.Version - 1);
        return await read.ReadAsync(viewer, report, older, ct) is not { } before ? Missing() : JsonBody.Of(new JsonObject
        {
            ["number"] = after.Report.Number,
            ["from"] = before.Version,
            ["to"] = after.Version,
            ["changes"] = ReportJson.Changes(FactChange.Between(before.Document, after.Document)),
        });
    }

    private static async Task<IResult> WhoAsync(string report, HttpContext context, Readers readers, Database database, CancellationToken ct)
    {
        await using NoroshiDb db = database.CreateDbContext();
        if (await ReadReports.FindAsync(db, context.Viewer(), report, ct) is not var (found, grant) || !MaySeeWho(grant))
        {
            return Missing();
        }

        Language language = context.Language();
        IReadOnlyList<Reader> who = await readers.OfAsync(db, found.Id, ct);
        return JsonBody.Of(new JsonObject { ["items"] = new JsonArray([.. who.Select(r => (JsonNode?)ReportJson.Of(r, language))]) });
    }

    /// <summary>The list of readers begins with the source: whoever may not know its name may not see the list.</summary>
    internal static bool MaySeeWho(Trust.Grants.AccessGrant grant) => grant.Decision.Shows(ReportView.NamePath);

    internal static IResult Missing() => Results.Faults(new Fault("NRS-W404"), StatusCodes.Status404NotFound);

    private static bool TryVersion(string? text, out int? version)
    {
        bool isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0;
        version = isNumber ? number : null;
        return isNumber || string.IsNullOrEmpty(text);
    }
}
