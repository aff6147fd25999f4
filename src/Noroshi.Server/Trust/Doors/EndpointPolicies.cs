using Microsoft.AspNetCore.Authorization;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Server.Trust;

/// <summary>What every endpoint must say one of (or <c>AllowAnonymous</c>); the fallback denies.</summary>
internal static class EndpointPolicies
{
    /// <summary>Claim that only a signed-in browser carries.</summary>
    internal const string SessionClaim = "session";

    private static readonly AuthorizationPolicy _signedIn = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();
    private static readonly AuthorizationPolicy _session = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().RequireClaim(SessionClaim).Build();

    /// <summary>Signed in, in one of these roles, for the organisation acted for.</summary>
    internal static TBuilder RequireRole<TBuilder>(this TBuilder builder, params Role[] roles)
        where TBuilder : IEndpointConventionBuilder =>
        builder.RequireAuthorization(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().RequireRole(roles.Select(RoleList.Word)).Build());

    /// <summary>Signed in, by browser or token, in whatever role.</summary>
    internal static TBuilder RequireSignedIn<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.RequireAuthorization(_signedIn);

    /// <summary>Signed in by browser: a token must not make tokens, nor change how its account is protected.</summary>
    internal static TBuilder RequireSession<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.RequireAuthorization(_session);
}
