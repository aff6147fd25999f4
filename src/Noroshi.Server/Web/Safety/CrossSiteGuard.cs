using Noroshi.Core.Vocabulary;
using Noroshi.Server.Web.Errors;

namespace Noroshi.Server.Web.Safety;

/// <summary>Refuses what another site makes a browser send: an unsafe method is answered only when the browser itself says that the page asking is ours.</summary>
/// <remarks>
/// Browsers send <c>Sec-Fetch-Site</c> on trustworthy addresses and <c>Origin</c> on every POST; neither can be set by a page. A request with an
/// <c>Authorization</c> header, or one to the API without cookies, carries nothing a browser adds by itself, so it needs no such proof.
/// </remarks>
internal static class CrossSiteGuard
{
    internal static Task CheckAsync(HttpContext context, RequestDelegate next) =>
        IsAllowed(context.Request) ? next(context) : Failure.WriteAsync(context, StatusCodes.Status403Forbidden, new Fault("NRS-W430"));

    internal static bool IsAllowed(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method)
        || IsMachine(request) || IsSameOrigin(request);

    private static bool IsMachine(HttpRequest request) =>
        Failure.IsApi(request.Path) && (request.Headers.Authorization.Count > 0 || request.Headers.Cookie.Count == 0);

    private static bool IsSameOrigin(HttpRequest request)
    {
        if (request.Headers.TryGetValue("Sec-Fetch-Site", out var site)) return site == "same-origin";
        return Uri.TryCreate(request.Headers.Origin, UriKind.Absolute, out var origin)
            && string.Equals(origin.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);
    }
}
