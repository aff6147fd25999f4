using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Noroshi.Server.Web;

/// <summary>Results a page or form answers with.</summary>
internal static class PageResults
{
    extension(Results)
    {
        /// <summary>A page, rendered whole on the server. <paramref name="model"/> becomes its <c>Model</c> parameter.</summary>
        internal static IResult Page<TPage>(object? model = null, int status = StatusCodes.Status200OK)
            where TPage : IComponent =>
            new RazorComponentResult<TPage>(model is null ? new Dictionary<string, object?>() : new() { ["Model"] = model })
            {
                StatusCode = status,
                PreventStreamingRendering = true,
            };

        /// <summary>After a POST that succeeded: 303, so that reloading does not send again.</summary>
        internal static IResult SeeOther(string localPath) => new SeeOtherResult(localPath);
    }
}
