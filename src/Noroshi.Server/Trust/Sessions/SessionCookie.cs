namespace Noroshi.Server.Trust.Sessions;

/// <summary>The cookie that carries a session's secret.</summary>
internal static class SessionCookie
{
    private const string Plain = "noroshi_session";
    private const string Host = "__Host-noroshi_session";

    internal static string? Read(HttpContext context) => context.Request.Cookies[NameFor(context)];

    internal static void Write(HttpContext context, string secret) =>
        context.Response.Cookies.Append(NameFor(context), secret, Options(context, AccountSession.Lifetime));

    internal static void Clear(HttpContext context) => context.Response.Cookies.Delete(NameFor(context), Options(context, null));

    internal static CookieOptions Options(HttpContext context, TimeSpan? age) => new()
    {
        HttpOnly = true,
        IsEssential = true,
        Path = "/",
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
        MaxAge = age,
    };

    // __Host- keeps a neighbouring host from planting a cookie; browsers take it only over https.
    private static string NameFor(HttpContext context) => context.Request.IsHttps ? Host : Plain;
}
