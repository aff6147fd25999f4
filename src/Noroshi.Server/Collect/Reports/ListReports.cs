using System.Globalization;
using System.Text.Json.Nodes;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Collect.Search;
using Noroshi.Server.Trust;
using Noroshi.Server.Web;
using Noroshi.Server.Web.Localisation;

namespace Noroshi.Server.Collect.Reports;

/// <summary>The viewer's reports, newest first: <c>q</c>, <c>sector</c>, <c>state</c>, <c>standing</c>, <c>updated_since</c>, <c>cursor</c>, <c>limit</c>.</summary>
internal static class ListReports
{
    private const int DefaultLimit = 50;
    private const int MostRows = 100;

    internal static void Map(IEndpointRouteBuilder app) => app.MapGet("/api/v1/reports", ListAsync).RequireRole(ShowReport.ReadingRoles);

    private static async Task<IResult> ListAsync(HttpContext context, ReadReports read, CancellationToken ct)
    {
        List<Fault> faults = [];
        SearchRequest request = Read(context.Request.Query, faults);
        ListCursor? cursor = Cursor(context.Request.Query["cursor"], faults);
        int limit = Limit(context.Request.Query["limit"], faults);
        if (faults.Count > 0)
        {
            return Results.Faults(faults, StatusCodes.Status400BadRequest);
        }

        (IReadOnlyList<ReportRow> rows, ListCursor? next) = await read.ListAsync(context.Viewer(), request, cursor, limit, ct);
        return JsonBody.Of(new JsonObject
        {
            ["items"] = new JsonArray([.. rows.Select(r => (JsonNode?)ReportJson.Row(r, context.Language()))]),
            ["next"] = next?.ToString(),
        });
    }

    /// <summary>What a query string narrows the list to; a word it does not know is a fault, not everything.</summary>
    internal static SearchRequest Read(IQueryCollection query, ICollection<Fault> faults)
    {
        var request = new SearchRequest
        {
            Text = query["q"],
            Sector = NotEmpty(query["sector"]),
            Handling = Word(query["standing"], "standing", ReportJson.HandlingOf, faults),
            State = Word(query["state"], "state", ReportJson.StateOf, faults),
            UpdatedSince = Instant(query["updated_since"], faults),
        };
        if (request is { IsSearch: true, UpdatedSince: not null })
        {
            faults.Add(new("NRS-R048", "updated_since"));
        }

        return request;
    }

    internal static ListCursor? Cursor(string? text, ICollection<Fault> faults)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (!ListCursor.TryParse(text, out ListCursor cursor))
        {
            faults.Add(new("NRS-R046", "cursor"));
        }

        return cursor;
    }

    private static int Limit(string? text, List<Fault> faults)
    {
        if (string.IsNullOrEmpty(text))
        {
            return DefaultLimit;
        }

        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int limit) || limit is < 1 or > MostRows)
        {
            faults.Add(new("NRS-R046", "limit"));
        }

        return limit;
    }

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

    private static DateTimeOffset? Instant(string? text, ICollection<Fault> faults)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        List<Fault> wrong = [];
        FactValue? value = FactParsing.Parse(new() { Path = FactPath.Parse("updated"), Type = FactType.Instant, Label = new("", "") }, text, wrong);
        if (value is FactValue.Instant instant)
        {
            return instant.Value;
        }

        faults.Add(new("NRS-R046", "updated_since"));
        return null;
    }

    private static string? NotEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
