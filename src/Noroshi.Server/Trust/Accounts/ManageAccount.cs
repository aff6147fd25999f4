using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Vocabulary;
using Noroshi.Core.Vocabulary.Records;
using Noroshi.Server.Store;
using Noroshi.Server.Trust.Sessions;
using Noroshi.Server.Web;

namespace Noroshi.Server.Trust.Accounts;

/// <summary>One's own account: <c>/account</c>, its password and recovery codes; and <c>/api/v1/me</c>.</summary>
internal static class ManageAccount
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/account", (AccountPageReader page, HttpContext context, CancellationToken ct) => page.ShowAsync(context, null, [], ct)).RequireSession();
        app.MapPost("/account/password", PasswordAsync).RequireSession().DisableAntiforgery();
        app.MapPost("/account/recovery-codes", RecoveryCodesAsync).RequireSession().DisableAntiforgery();
        app.MapGet("/api/v1/me", Me).RequireSignedIn();
    }

    private static IResult Me(HttpContext context)
    {
        Viewer viewer = context.Viewer();
        return Results.Ok(new { account = viewer.Account, organization = viewer.Organization, kind = viewer.Kind.ToString().ToLowerInvariant(), roles = viewer.Roles.Select(RoleList.Word) });
    }

    private static async Task<IResult> PasswordAsync(HttpContext context, Passwords passwords, Writer writer, AccountPageReader page, SignIn signIn, CancellationToken cancellationToken)
    {
        IFormCollection form = await context.Request.ReadFormAsync(cancellationToken);
        if (await passwords.CheckAsync(context.Viewer().Account, form.Text("current"), cancellationToken) is not { } account)
        {
            return await page.ShowAsync(context, null, [new Fault("NRS-T020", "current")], cancellationToken);
        }

        if (AccountRules.Password(form.Text("password"), account.Email ?? "") is { IsEmpty: false } faults)
        {
            return await page.ShowAsync(context, null, faults, cancellationToken);
        }

        // A changed password signs out everywhere else: whoever knew the old one is out.
        string hash = passwords.Hash(form.Text("password"));
        await writer.WriteAsync(async (s, ct) =>
        {
            await s.Db.Set<Account>().Where(a => a.Id == account.Id).ExecuteUpdateAsync(a => a.SetProperty(x => x.PasswordHash, hash), ct);
            s.Append(new ProtectionChanged(account.Id, "password"), account.Id);
            await SignOut.EndAllAsync(s, account.Id, account.Id, ct);
        }, cancellationToken);
        await signIn.OpenAsync(context, account.Id, cancellationToken);
        return Results.SeeOther("/account");
    }

    private static async Task<IResult> RecoveryCodesAsync(HttpContext context, Writer writer, CancellationToken cancellationToken)
    {
        Guid account = context.Viewer().Account;
        IReadOnlyList<string>? codes = await writer.WriteAsync((s, ct) => SecondFactor.NewRecoveryCodesAsync(s, account, ct), cancellationToken);
        return Results.Page<RecoveryPage>(new RecoveryPageModel(codes!, "/account"));
    }
}
