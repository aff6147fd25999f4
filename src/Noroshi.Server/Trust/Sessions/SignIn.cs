using Noroshi.Core.Vocabulary;
using Noroshi.Server.Serve;
using Noroshi.Server.Store;
using Noroshi.Server.Trust.Accounts;
using Noroshi.Server.Trust.Doors;
using Noroshi.Server.Web;
using Noroshi.Server.Web.Localisation;

namespace Noroshi.Server.Trust.Sessions;

/// <summary>Sign-in by password: <c>/sign-in</c>. With a second factor enrolled or required, it leads on to that and opens no session yet.</summary>
internal sealed class SignIn(Passwords passwords, HalfSignedIn half, Writer writer, Settings settings)
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/sign-in", (HttpContext context) => Page("", context.Request.Query["return"], [])).AllowAnonymous();
        app.MapPost("/sign-in", (SignIn signIn, HttpContext context, CancellationToken ct) => signIn.FormAsync(context, ct))
            .AllowAnonymous().DisableAntiforgery().RequireRateLimiting(RateLimits.SignIn);
    }

    /// <summary>Opens the session whose owner has proven everything that is asked.</summary>
    internal async Task OpenAsync(HttpContext context, Guid account, CancellationToken cancellationToken)
    {
        string agent = context.Request.Headers.UserAgent.ToString();
        string secret = await writer.WriteAsync(async (s, ct) =>
        {
            await Attempts.ClearAsync(s, account, ct);
            return await OpenSessions.OpenAsync(s, account, agent, ct);
        }, cancellationToken);
        HalfSignedIn.Clear(context);
        SessionCookie.Write(context, secret);
    }

    private async Task<IResult> FormAsync(HttpContext context, CancellationToken cancellationToken)
    {
        IFormCollection form = await context.Request.ReadFormAsync(cancellationToken);
        string email = form.Text("email"), back = LocalPath.OrHome(form.Text("return"));
        if (await passwords.CheckAsync(email, form.Text("password"), cancellationToken) is not { } account)
        {
            return Page(email, back, [new Fault("NRS-T001")], StatusCodes.Status422UnprocessableEntity);
        }

        return await GoOnAsync(context, account, back, cancellationToken);
    }

    /// <summary>What follows a right password.</summary>
    internal async Task<IResult> GoOnAsync(HttpContext context, Account account, string back, CancellationToken cancellationToken)
    {
        if (!account.TwoFactorEnabled && !settings.SecondFactorRequired)
        {
            await OpenAsync(context, account.Id, cancellationToken);
            return Results.SeeOther(back);
        }

        half.Write(context, account.Id);
        return Results.SeeOther((account.TwoFactorEnabled ? "/sign-in/code?return=" : "/sign-in/enrol?return=") + Uri.EscapeDataString(back));
    }

    private static IResult Page(string email, string? back, IReadOnlyList<Fault> faults, int status = StatusCodes.Status200OK) =>
        Results.Page<SignInPage>(new SignInPageModel(email, LocalPath.OrHome(back), faults), status);
}
