using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Trust.Sessions;
using Noroshi.Server.Trust.Tokens;
using Noroshi.Server.Web.Errors;

namespace Noroshi.Server.Trust.Doors;

/// <summary>The only authentication scheme: an <c>Authorization: Bearer nrs_…</c> header, or the session cookie. A request with a header is judged by the header alone.</summary>
internal sealed class DoorHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, OpenTokens tokens, OpenSessions sessions)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    internal const string Name = "noroshi";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        string? header = Request.Headers.Authorization;
        Acting? acting = header is not null
            ? await tokens.FindAsync(header, Context.RequestAborted)
            : await sessions.FindAsync(SessionCookie.Read(Context), Context.RequestAborted);
        if (acting is null)
        {
            return AuthenticateResult.NoResult();
        }

        Context.Features.Set(acting);
        return AuthenticateResult.Success(new AuthenticationTicket(Principal(acting), Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (Failure.IsApi(Request.Path) || Request.Headers.Authorization.Count > 0)
        {
            Response.Headers.WWWAuthenticate = "Bearer";
            return Failure.WriteAsync(Context, StatusCodes.Status401Unauthorized, Failure.Of(StatusCodes.Status401Unauthorized));
        }

        // After signing in, a page is shown again; what a form sent is not.
        string back = HttpMethods.IsGet(Request.Method) ? Request.Path + Request.QueryString.ToUriComponent() : Request.Path;
        Response.StatusCode = StatusCodes.Status303SeeOther;
        Response.Headers.Location = "/sign-in?return=" + Uri.EscapeDataString(back);
        return Task.CompletedTask;
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Failure.WriteAsync(Context, StatusCodes.Status403Forbidden, Failure.Of(StatusCodes.Status403Forbidden));

    private static ClaimsPrincipal Principal(Acting acting)
    {
        var identity = new ClaimsIdentity(Name);
        identity.AddClaim(new(ClaimTypes.NameIdentifier, acting.Viewer.Account.ToString()));
        foreach (Role role in acting.Viewer.Roles)
        {
            identity.AddClaim(new(ClaimTypes.Role, RoleList.Word(role)));
        }

        if (acting.Session is { } session)
        {
            identity.AddClaim(new(EndpointPolicies.SessionClaim, session.ToString()));
        }

        return new(identity);
    }
}
