using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using Noroshi.Server.Web.Errors;

namespace Noroshi.Server.Web.Safety;

/// <summary>Bodies are UTF-8 and not compressed, everywhere: what says otherwise is refused, not guessed at, so that nobody's text is kept as something they did not write.</summary>
internal static class BodyTypes
{
    internal static Task CheckAsync(HttpContext context, RequestDelegate next) =>
        IsReadable(context) ? next(context) : Failure.WriteAsync(context, StatusCodes.Status415UnsupportedMediaType, Failure.Of(StatusCodes.Status415UnsupportedMediaType));

    private static bool IsReadable(HttpContext context)
    {
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false }) return true;
        if (context.Request.Headers.ContentEncoding.Count > 0) return false;
        return !MediaTypeHeaderValue.TryParse(context.Request.ContentType, out MediaTypeHeaderValue? type) || !type.Charset.HasValue || IsUtf8(HeaderUtilities.RemoveQuotes(type.Charset));
    }

    private static bool IsUtf8(Microsoft.Extensions.Primitives.StringSegment charset) =>
        charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || charset.Equals("utf8", StringComparison.OrdinalIgnoreCase) || charset.Equals("us-ascii", StringComparison.OrdinalIgnoreCase);
}
