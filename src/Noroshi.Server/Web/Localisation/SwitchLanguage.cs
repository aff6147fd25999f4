namespace Noroshi.Server.Web.Localisation;

/// <summary>The language switch of the frame: a plain form that returns to the page it was on.</summary>
internal static class SwitchLanguage
{
    internal static void Map(IEndpointRouteBuilder app) => app.MapPost("/language", FormAsync).AllowAnonymous().DisableAntiforgery();

    private static async Task<IResult> FormAsync(HttpContext context, CancellationToken ct)
    {
        var form = await context.Request.ReadFormAsync(ct);
        if (LanguageChoice.Parse(form["language"]) is { } language)
        {
            context.Response.Cookies.Append(LanguageChoice.Cookie, language.Tag(), new CookieOptions
            {
                HttpOnly = true,
                IsEssential = true,
                MaxAge = TimeSpan.FromDays(365),
                SameSite = SameSiteMode.Lax,
                Secure = context.Request.IsHttps,
            });
        }
        return Results.SeeOther(LocalPath.OrHome(form["return"]));
    }
}
