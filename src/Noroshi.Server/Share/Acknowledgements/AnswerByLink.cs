using Noroshi.Server.Share.Alerts;
using Noroshi.Server.Share.Deliveries;
using Noroshi.Server.Web;

namespace Noroshi.Server.Share.Acknowledgements;

/// <summary>The link in a mail. GET opens a page and changes nothing (mail scanners open links); POST answers. The token opens this one delivery and nothing else.</summary>
internal static class AnswerByLink
{
    private const int MaxToken = 100;

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/a/{token}", OpenAsync).AllowAnonymous();
        app.MapPost("/a/{token}", AnswerAsync).AllowAnonymous().DisableAntiforgery();
    }

    private static async Task<IResult> OpenAsync(string token, HttpContext context, ReadAcknowledgements read, CancellationToken ct) =>
        await PageAsync(token, read, null, context.Request.Query["done"] == "1", context, ct);

    private static async Task<IResult> AnswerAsync(string token, HttpContext context, AcknowledgeAlert acknowledge, ReadAcknowledgements read, CancellationToken ct)
    {
        if (token.Length > MaxToken) return AlertPages.NotFound();
        IFormCollection form = await context.Request.ReadFormAsync(ct);
        AlertAnswer answer = await acknowledge.ByLinkAsync(token, form["answer"], form["comment"], ct);
        return answer.Alert is null ? await PageAsync(token, read, answer, false, context, ct) : Results.SeeOther($"/a/{token}?done=1");
    }

    private static async Task<IResult> PageAsync(string token, ReadAcknowledgements read, AlertAnswer? refused, bool isDone, HttpContext context, CancellationToken ct)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["X-Robots-Tag"] = "noindex";
        AlertLetter? letter = token.Length > MaxToken ? null : await read.ByLinkAsync(token, ct);
        return Results.Page<LinkPage>(new LinkPageModel(token, letter, refused?.Faults ?? [], isDone), letter is null ? StatusCodes.Status404NotFound : refused?.Status ?? StatusCodes.Status200OK);
    }
}
