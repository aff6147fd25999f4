using System.Globalization;
using Noroshi.Core.Collect;
using Noroshi.Core.Content;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Store;
using Noroshi.Server.Trust;
using Noroshi.Server.Web;

namespace Noroshi.Server.Collect.Reports;

/// <summary>Sending a report: a first one (速報), or a further version (続報・終報) of one's own. The API and the form end in the same command.</summary>
internal static class SendReport
{
    private const int LongestKey = 100;

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/api/v1/reports", FirstAsync).RequireRole(Role.Reporter);
        app.MapPost("/api/v1/reports/{report}/versions", NextAsync).RequireRole(Role.Reporter);
    }

    private static async Task<IResult> FirstAsync(HttpContext context, ReceiveReport receive, Catalog catalog, ReadyAnswer answer, CancellationToken ct)
    {
        (Sending? sending, IResult? refusal) = await ReadAsync(context, catalog, ct);
        return refusal ?? await answer.OfAsync(context, await receive.FirstAsync(sending!, ct), ct);
    }

    private static async Task<IResult> NextAsync(string report, HttpContext context, ReceiveReport receive, Database database, Catalog catalog, ReadyAnswer answer, CancellationToken ct)
    {
        Viewer viewer = context.Viewer();
        await using NoroshiDb db = database.CreateDbContext();
        if (await ReadReports.FindAsync(db, viewer, report, ct) is not var (found, _))
        {
            return Results.Faults(new Fault("NRS-W404"), StatusCodes.Status404NotFound);
        }

        if (found.OrganizationId != viewer.Organization)
        {
            return Results.Faults(new Fault("NRS-R043"), StatusCodes.Status403Forbidden);
        }

        if (!TryBase(context.Request, out int? baseVersion))
        {
            return Results.Faults(new Fault("NRS-R046", "base"), StatusCodes.Status400BadRequest);
        }

        (Sending? sending, IResult? refusal) = await ReadAsync(context, catalog, ct);
        return refusal ?? await answer.OfAsync(context, await receive.NextAsync(found.Id, baseVersion, sending!, ct), ct);
    }

    private static async Task<(Sending? Sending, IResult? Refusal)> ReadAsync(HttpContext context, Catalog catalog, CancellationToken ct)
    {
        string? key = context.Request.Headers["Idempotency-Key"];
        if (key is not null && (key.Length is 0 or > LongestKey || key.AsSpan().ContainsAnyExceptInRange('!', '~')))
        {
            return (null, Results.Faults(new Fault("NRS-R047").With("limit", LongestKey.ToString(CultureInfo.InvariantCulture)), StatusCodes.Status400BadRequest));
        }

        (byte[] bytes, Fault? fault, int status) = await JsonBody.ReadAsync(context.Request, ReportReader.MaxBytes, ct);
        if (fault is not null)
        {
            return (null, Results.Faults(fault, status));
        }

        List<Fault> faults = [];
        ReportDocument? document = ReportReader.Read(bytes, catalog, faults);
        return document is not null
            ? (new Sending(context.Viewer(), document, key), null)
            : (null, Results.Faults(faults, faults[0].Code.StartsWith("NRS-F", StringComparison.Ordinal) ? StatusCodes.Status400BadRequest : StatusCodes.Status422UnprocessableEntity));
    }

    // The version a sender wrote on: If-Match: "2", or ?base=2.
    private static bool TryBase(HttpRequest request, out int? version)
    {
        version = null;
        string? text = request.Query.TryGetValue("base", out var query) ? query.ToString() : request.Headers.IfMatch.Count > 0 ? request.Headers.IfMatch.ToString().Trim('"') : null;
        if (text is null or "*")
        {
            return true;
        }

        bool isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0;
        version = number;
        return isNumber;
    }
}
