using System.Text.Encodings.Web;
using System.Text.Json;
using Noroshi.Core.Content;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Web.Localisation;

namespace Noroshi.Server.Web.Errors;

/// <summary>Everything wrong with a request as <c>application/problem+json</c> (RFC 9457), in the caller's language, with stable codes.</summary>
internal sealed class FaultsResult(IReadOnlyList<Fault> faults, int status) : IResult
{
    // Read by people in terminals: Japanese stays Japanese. The media type and nosniff keep it from being run as a page.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var texts = httpContext.RequestServices.GetRequiredService<Texts>();
        httpContext.Response.StatusCode = status;
        return httpContext.Response.WriteAsJsonAsync(Body(texts, httpContext.Language()), Json, "application/problem+json", httpContext.RequestAborted);
    }

    private object Body(Texts texts, Language language)
    {
        var head = faults.Count == 1 ? faults[0] : new Fault("NRS-W422").With("n", faults.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return new
        {
            type = $"urn:noroshi:fault:{head.Code}",
            title = texts.What(language, head),
            status,
            detail = texts.Remedy(language, head),
            code = head.Code,
            faults = faults.Select(f => new
            {
                code = f.Code,
                path = f.Path,
                title = texts.What(language, f),
                remedy = texts.Remedy(language, f),
                values = f.Values.DistinctBy(v => v.Key).ToDictionary(v => v.Key, v => v.Value),
            }),
        };
    }
}
