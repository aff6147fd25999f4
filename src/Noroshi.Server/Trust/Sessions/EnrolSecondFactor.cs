using System.Text;
using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Trust;
using Noroshi.Core.Vocabulary;
using Noroshi.Formats.QrCode;
using Noroshi.Server.Store;
using Noroshi.Server.Trust.Accounts;
using Noroshi.Server.Trust.Doors;
using Noroshi.Server.Web;
using Noroshi.Server.Web.Localisation;

namespace Noroshi.Server.Trust.Sessions;

/// <summary>Enrolling an authenticator program: on the way in (<c>/sign-in/enrol</c>) when one is required and missing, or later (<c>/account/second-factor</c>). Ends with recovery codes.</summary>
internal sealed class EnrolSecondFactor(SecondFactor factor, HalfSignedIn half, SignIn signIn, Database database)
{
    private const string OnTheWayIn = "/sign-in/enrol";
    private const string Later = "/account/second-factor";

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(OnTheWayIn, (EnrolSecondFactor enrol, HttpContext context, CancellationToken ct) => enrol.BeginAsync(context, ct)).AllowAnonymous();
        app.MapPost(OnTheWayIn, (EnrolSecondFactor enrol, HttpContext context, CancellationToken ct) => enrol.EndAsync(context, ct))
            .AllowAnonymous().DisableAntiforgery().RequireRateLimiting(RateLimits.SignIn);
        app.MapGet(Later, (EnrolSecondFactor enrol, HttpContext context, CancellationToken ct) => enrol.PageAsync(context.Viewer().Account, Later, null, "/account", [], ct)).RequireSession();
        app.MapPost(Later, (EnrolSecondFactor enrol, HttpContext context, CancellationToken ct) => enrol.LaterAsync(context, ct)).RequireSession().DisableAntiforgery();
    }

    private async Task<IResult> BeginAsync(HttpContext context, CancellationToken cancellationToken) =>
        half.Read(context) is { } account && !await IsEnrolledAsync(account, cancellationToken)
            ? await PageAsync(account, OnTheWayIn, null, LocalPath.OrHome(context.Request.Query["return"]), [], cancellationToken)
            : Results.SeeOther("/sign-in");

    private async Task<IResult> EndAsync(HttpContext context, CancellationToken cancellationToken)
    {
        // Whoever already has a second factor must show it, not replace it with only a password.
        if (half.Read(context) is not { } account || await IsEnrolledAsync(account, cancellationToken))
        {
            return Results.SeeOther("/sign-in");
        }

        IFormCollection form = await context.Request.ReadFormAsync(cancellationToken);
        string back = LocalPath.OrHome(form.Text("return"));
        if (await factor.EnrolAsync(account, form.Text("key"), form.Text("code"), cancellationToken) is not { } codes)
        {
            return await PageAsync(account, OnTheWayIn, form.Text("key"), back, [new Fault("NRS-T002", "code")], cancellationToken);
        }

        await signIn.OpenAsync(context, account, cancellationToken);
        return Results.Page<RecoveryPage>(new RecoveryPageModel(codes, back));
    }

    private async Task<IResult> LaterAsync(HttpContext context, CancellationToken cancellationToken)
    {
        IFormCollection form = await context.Request.ReadFormAsync(cancellationToken);
        Guid account = context.Viewer().Account;
        return await factor.EnrolAsync(account, form.Text("key"), form.Text("code"), cancellationToken) is { } codes
            ? Results.Page<RecoveryPage>(new RecoveryPageModel(codes, "/account"))
            : await PageAsync(account, Later, form.Text("key"), "/account", [new Fault("NRS-T002", "code")], cancellationToken);
    }

    private async Task<IResult> PageAsync(Guid account, string action, string? typedKey, string back, IReadOnlyList<Fault> faults, CancellationToken cancellationToken)
    {
        await using NoroshiDb db = database.CreateDbContext();
        string email = await db.Set<Account>().Where(a => a.Id == account).Select(a => a.Email!).SingleAsync(cancellationToken);
        string key = factor.Unprotect(typedKey) is null ? factor.NewKey() : typedKey!;
        byte[] plain = factor.Unprotect(key)!;
        string address = Totp.Address(plain, email);
        var model = new EnrolPageModel(action, key, Totp.Spell(plain), address, QrSymbol.Of(Encoding.UTF8.GetBytes(address)), back, faults);
        return Results.Page<EnrolPage>(model, faults.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private async Task<bool> IsEnrolledAsync(Guid account, CancellationToken cancellationToken)
    {
        await using NoroshiDb db = database.CreateDbContext();
        return await db.Set<Account>().AnyAsync(a => a.Id == account && a.TwoFactorEnabled, cancellationToken);
    }
}
