using Noroshi.Core.Vocabulary;
using Noroshi.Server.Trust.Accounts;
using Noroshi.Server.Trust.Doors;
using Noroshi.Server.Web;
using Noroshi.Server.Web.Localisation;

namespace Noroshi.Server.Trust.Sessions;

/// <summary>The second factor: <c>/sign-in/code</c>. A one-time password, or a recovery code.</summary>
internal static class EnterCode
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/sign-in/code", (HttpContext context, HalfSignedIn half) => half.Read(context) is null ? Results.SeeOther("/sign-in") : Page(context.Request.Query["return"], [])).AllowAnonymous();
        app.MapPost("/sign-in/code", FormAsync).AllowAnonymous().DisableAntiforgery().RequireRateLimiting(RateLimits.SignIn);
    }

    private static async Task<IResult> FormAsync(HttpContext context, HalfSignedIn half, SecondFactor factor, SignIn signIn, CancellationToken cancellationToken)
    {
        IFormCollection form = await context.Request.ReadFormAsync(cancellationToken);
        if (half.Read(context) is not { } account)
        {
            return Results.SeeOther("/sign-in");
        }

        if (!await factor.CheckAsync(account, form.Text("code"), cancellationToken))
        {
            return Page(form.Text("return"), [new Fault("NRS-T002", "code")], StatusCodes.Status422UnprocessableEntity);
        }

        await signIn.OpenAsync(context, account, cancellationToken);
        return Results.SeeOther(LocalPath.OrHome(form.Text("return")));
    }

    private static IResult Page(string? back, IReadOnlyList<Fault> faults, int status = StatusCodes.Status200OK) =>
        Results.Page<CodePage>(new SignInPageModel("", LocalPath.OrHome(back), faults), status);
}
