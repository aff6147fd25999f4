using System.Text.Json.Nodes;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Store;
using Noroshi.Server.Web;
using Noroshi.Server.Web.Localisation;

namespace Noroshi.Server.Collect.Reports;

/// <summary>What the API answers when a report was sent.</summary>
internal sealed class ReadyAnswer(Database database, Readers readers)
{
    internal async Task<IResult> OfAsync(HttpContext context, Received received, CancellationToken ct) => received switch
    {
        Received.Kept kept => await KeptAsync(context, kept, ct),
        Received.Stale stale => Results.Faults(stale.Faults, StatusCodes.Status409Conflict),
        Received.Refused refused => Results.Faults(refused.Faults, refused.Status),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private async Task<IResult> KeptAsync(HttpContext context, Received.Kept kept, CancellationToken ct)
    {
        await using NoroshiDb db = database.CreateDbContext();
        Language language = context.Language();
        IReadOnlyList<Reader> who = kept.Granted is { } granted ? await readers.OfAsync(db, granted, ct) : await readers.OfAsync(db, kept.Id, ct);
        string place = $"/api/v1/reports/{kept.Number}";
        context.Response.Headers.Location = place;
        context.Response.Headers.ETag = $"\"{kept.Version}\"";
        return JsonBody.Of(new JsonObject
        {
            ["id"] = kept.Id.ToString("D"),
            ["number"] = kept.Number,
            ["version"] = kept.Version,
            ["receivedAt"] = ReportJson.Instant(kept.At),
            ["isRepeat"] = kept.IsRepeat,
            ["receipt"] = $"{place}/receipt",
            ["receivers"] = new JsonArray([.. who.Select(r => (JsonNode?)ReportJson.Of(r, language))]),
        }, StatusCodes.Status201Created);
    }
}
