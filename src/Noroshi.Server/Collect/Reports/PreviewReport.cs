using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Noroshi.Core.Collect;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Store;
using Noroshi.Server.Trust;
using Noroshi.Server.Web;
using Noroshi.Server.Web.Localisation;

namespace Noroshi.Server.Collect.Reports;

/// <summary>Before anything is sent: who will receive it, what each sees, and which rule says so. <c>?consents=companyName,ceptoar</c>.</summary>
internal static class PreviewReport
{
    internal static void Map(IEndpointRouteBuilder app) => app.MapGet("/api/v1/reports/preview", ShowAsync).RequireRole(Role.Reporter);

    private static async Task<IResult> ShowAsync(HttpContext context, Readers readers, Database database, CancellationToken ct)
    {
        List<Fault> faults = [];
        ImmutableArray<Consent> consents = Consents(context.Request.Query["consents"].ToString(), faults);
        if (faults.Count > 0)
        {
            return Results.Faults(faults, StatusCodes.Status400BadRequest);
        }

        await using NoroshiDb db = database.CreateDbContext();
        Language language = context.Language();
        IReadOnlyList<Reader> who = await readers.PreviewAsync(db, context.Viewer().Organization, consents, ct);
        return JsonBody.Of(new JsonObject { ["items"] = new JsonArray([.. who.Select(r => (JsonNode?)ReportJson.Of(r, language))]) });
    }

    private static ImmutableArray<Consent> Consents(string words, List<Fault> faults)
    {
        var consents = ImmutableArray.CreateBuilder<Consent>();
        foreach (string word in words.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct())
        {
            if (ReportWords.ConsentOf(word) is { } consent)
            {
                consents.Add(consent);
            }
            else
            {
                faults.Add(new("NRS-R009", $"consents.{FactParsing.Shorten(word)}"));
            }
        }

        return consents.ToImmutable();
    }
}
