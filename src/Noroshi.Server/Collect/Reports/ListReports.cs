using System.Text.Json.Nodes;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Collect.Search;
using Noroshi.Server.Trust;
using Noroshi.Server.Web;
using Noroshi.Server.Web.Lists;
using Noroshi.Server.Web.Localisation;

namespace Noroshi.Server.Collect.Reports;

/// <summary>The viewer's reports, newest first: <c>q</c>, <c>sector</c>, <c>state</c>, <c>standing</c>, <c>updated_since</c>, <c>cursor</c>, <c>limit</c>.</summary>
internal static class ListReports
{
    internal static void Map(IEndpointRouteBuilder app) => app.MapGet("/api/v1/reports", ListAsync).RequireRole(ShowReport.ReadingRoles);

    private static async Task<IResult> ListAsync(HttpContext context, ReadReports read, CancellationToken ct)
    {
        List<Fault> faults = [];
        SearchRequest request = Read(context.Request.Query, faults);
        ListQuery list = ListQuery.Read(context.Request.Query, faults);
        if (request.IsSearch && list.UpdatedSince is not null)
        {
            faults.Add(new("NRS-R048", "updated_since"));
        }

        if (faults.Count > 0)
        {
            return Results.Faults(faults, StatusCodes.Status400BadRequest);
        }

        (IReadOnlyList<ReportRow> rows, string? next) = await read.ListAsync(context.Viewer(), request, list, ct);
        return JsonBody.Of(new JsonObject
        {
            ["items"] = new JsonArray([.. rows.Select(r => (JsonNode?)ReportJson.Row(r, context.Language()))]),
            ["next"] = next,
        });
    }

    /// <summary>What a query string narrows the list to; a word it does not know is a fault, not everything.</summary>
    internal static SearchRequest Read(IQueryCollection query, ICollection<Fault> faults) => new()
    {
        Text = query["q"],
        Sector = NotEmpty(query["sector"]),
        Handling = Word(query["standing"], "standing", ReportJson.HandlingOf, faults),
        State = Word(query["state"], "state", ReportJson.StateOf, faults),
    };

    private static T? Word<T>(string? text, string path, Func<string?, T?> read, ICollection<Fault> faults)
        where T : struct
    {
        T? value = read(text);
        if (value is null && !string.IsNullOrEmpty(text))
        {
            faults.Add(new("NRS-R046", path));
        }

        return value;
    }

    private static string? NotEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
