using System.Globalization;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Server.Collect;

/// <summary>Reads a JSON body as bytes, no further than its limit, and gives JSON back.</summary>
internal static class JsonBody
{
    // A client in the middle of sending sees a broken connection instead of our answer, so what is too long is read to its end and thrown away: up to here.
    private const long MostRead = 32L * 1024 * 1024;

    private static readonly System.Text.Json.JsonSerializerOptions _readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The bytes, or the fault and its status: another media type or encoding (415), too large (413).</summary>
    internal static async Task<(byte[] Bytes, Fault? Fault, int Status)> ReadAsync(HttpRequest request, int most, CancellationToken cancellationToken)
    {
        if (!IsJson(request))
        {
            return ([], new("NRS-W415"), StatusCodes.Status415UnsupportedMediaType);
        }

        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = MostRead;
        }

        using var all = new MemoryStream();
        byte[] part = new byte[16 * 1024];
        bool isTooLong = false;
        for (int read; (read = await request.Body.ReadAsync(part, cancellationToken)) > 0;)
        {
            isTooLong |= all.Length + read > most;
            if (!isTooLong)
            {
                await all.WriteAsync(part.AsMemory(0, read), cancellationToken);
            }
        }

        return isTooLong
            ? ([], new Fault("NRS-F001").With("offset", most.ToString(CultureInfo.InvariantCulture)), StatusCodes.Status413PayloadTooLarge)
            : (all.ToArray(), null, StatusCodes.Status200OK);
    }

    /// <summary>JSON for people and programs: Japanese stays Japanese.</summary>
    internal static IResult Of(System.Text.Json.Nodes.JsonNode json, int status = StatusCodes.Status200OK) =>
        Results.Text(json.ToJsonString(_readable), "application/json; charset=utf-8", statusCode: status);

    private static bool IsJson(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type)
        && (type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase) || type.SubTypeWithoutSuffix.HasValue && type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase))
        && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        && request.Headers.ContentEncoding.Count == 0;
}
