namespace Noroshi.Server.Web;

/// <summary>303 See Other to a path of this server.</summary>
internal sealed class SeeOtherResult(string localPath) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = Localisation.LocalPath.OrHome(localPath);
        return Task.CompletedTask;
    }
}
