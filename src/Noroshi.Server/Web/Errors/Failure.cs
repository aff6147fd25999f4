using Noroshi.Core.Content;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Web.Localisation;

namespace Noroshi.Server.Web.Errors;

/// <summary>Answers a request that failed: a page for people, problem+json for programs, both with the code and what to do.</summary>
internal static class Failure
{
    private static readonly string[] ApiRoots = ["/api", "/taxii2", "/openapi", "/live"];

    /// <summary>Whether a path belongs to programs.</summary>
    internal static bool IsApi(PathString path) => ApiRoots.Any(root => path.StartsWithSegments(root, StringComparison.OrdinalIgnoreCase));

    /// <summary>The fault that stands for a bare status.</summary>
    internal static Fault Of(int status) => new(status switch
    {
        400 or 401 or 403 or 404 or 405 or 408 or 409 or 410 or 411 or 412 or 413 or 414 or 415 or 422 or 429 or 431 or 500 or 503 => $"NRS-W{status}",
        >= 500 => "NRS-W500",
        _ => "NRS-W400",
    });

    /// <summary>Writes the answer; does nothing when another has begun.</summary>
    internal static async Task WriteAsync(HttpContext context, int status, Fault fault)
    {
        if (context.Response.HasStarted) return;
        var allow = context.Response.Headers.Allow;
        var retry = context.Response.Headers.RetryAfter;
        var challenge = context.Response.Headers.WWWAuthenticate;
        context.Response.Clear();
        context.Response.StatusCode = status;
        if (allow.Count > 0) context.Response.Headers.Allow = allow;
        if (challenge.Count > 0) context.Response.Headers.WWWAuthenticate = challenge;
        context.Response.Headers.RetryAfter = retry.Count > 0 || status != 503 ? retry : "10";
        await Answer(context, status, fault).ExecuteAsync(context);
    }

    private static IResult Answer(HttpContext context, int status, Fault fault) => IsForProgram(context.Request)
        ? new FaultsResult([fault], status)
        : Results.Page<ErrorPage>(new ErrorPageModel(status, fault, HttpMethods.IsPost(context.Request.Method)), status);

    private static bool IsForProgram(HttpRequest request)
    {
        var accept = request.Headers.Accept.ToString();
        return IsApi(request.Path) || (accept.Contains("json", StringComparison.OrdinalIgnoreCase) && !accept.Contains("html", StringComparison.OrdinalIgnoreCase));
    }
}
