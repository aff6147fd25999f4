using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Vocabulary;
using Noroshi.Core.Vocabulary.Records;
using Noroshi.Server.Store;
using Noroshi.Server.Trust.Accounts;
using Noroshi.Server.Trust.Doors;
using Noroshi.Server.Trust.Grants;
using Noroshi.Server.Trust.Sessions;
using Noroshi.Server.Web;
using Noroshi.Server.Web.Errors;

namespace Noroshi.Server.Trust.Members;

/// <summary>Joining by a one-time link: <c>/invitation?t=…</c>, and <c>/setup?t=…</c> for the first administrator. An invited person who has an account signs in and accepts; others make one.</summary>
internal sealed class AcceptInvitation(Database database, Writer writer, Passwords passwords, SignIn signIn, NetworkCache network, TimeProvider clock, MakeCenter makeCenter)
{
    private const int LongestName = 100;

    internal static void Map(IEndpointRouteBuilder app)
    {
        foreach (string path in new[] { "/invitation", "/setup" })
        {
            app.MapGet(path, (AcceptInvitation accept, HttpContext context, CancellationToken ct) => accept.PageAsync(context, ct)).AllowAnonymous().RequireRateLimiting(RateLimits.SignIn);
            app.MapPost(path, (AcceptInvitation accept, HttpContext context, CancellationToken ct) => accept.FormAsync(context, ct))
                .AllowAnonymous().DisableAntiforgery().RequireRateLimiting(RateLimits.SignIn);
        }
    }

    private async Task<IResult> PageAsync(HttpContext context, CancellationToken cancellationToken)
    {
        string secret = context.Request.Query["t"].ToString();
        return await FindAsync(context, secret, cancellationToken) is not { } invitation ? await GoneAsync(context)
            : await AskAsync(context, invitation, secret, null, [], cancellationToken);
    }

    private async Task<IResult> FormAsync(HttpContext context, CancellationToken cancellationToken)
    {
        IFormCollection form = await context.Request.ReadFormAsync(cancellationToken);
        string secret = form.Text("t");
        if (await FindAsync(context, secret, cancellationToken) is not { } invitation)
        {
            return await GoneAsync(context);
        }

        return await AccountOfAsync(invitation.Email, cancellationToken) is { } account
            ? await JoinAsync(context, invitation, account, secret, cancellationToken)
            : await CreateAsync(context, invitation, secret, form, cancellationToken);
    }

    private async Task<IResult> JoinAsync(HttpContext context, Invitation invitation, Account account, string secret, CancellationToken cancellationToken)
    {
        if (context.FindViewer() is not { } viewer)
        {
            return Results.SeeOther("/sign-in?return=" + Uri.EscapeDataString("/invitation?t=" + secret));
        }

        if (viewer.Account != account.Id)
        {
            return await AskAsync(context, invitation, secret, null, [new Fault("NRS-T018")], cancellationToken);
        }

        bool isOpen = await writer.WriteAsync((s, ct) => UseAsync(s, invitation, account.Id, invitation.OrganizationId!.Value, ct), cancellationToken);
        return isOpen ? Results.SeeOther("/") : await GoneAsync(context);
    }

    private async Task<IResult> CreateAsync(HttpContext context, Invitation invitation, string secret, IFormCollection form, CancellationToken cancellationToken)
    {
        bool isSetUp = invitation.OrganizationId is null;
        string email = isSetUp ? form.Text("email").Trim() : invitation.Email;
        var center = new LocalizedText(form.Text("centerJa").Trim(), form.Text("centerEn").Trim());
        Fault[] faults = [.. CenterFaults(isSetUp, center), .. AccountRules.Email(email), .. AccountRules.Name(form.Text("name")), .. AccountRules.Password(form.Text("password"), email)];
        if (faults.Length > 0)
        {
            return await AskAsync(context, invitation, secret, form, faults, cancellationToken);
        }

        string hash = passwords.Hash(form.Text("password"));
        try
        {
            Account account = await writer.WriteAsync(async (s, ct) =>
            {
                Account made = NewAccount.Add(s, email, form.Text("name"), hash);
                Guid organization = invitation.OrganizationId ?? await makeCenter(s, center, made.Id, ct);
                return await UseAsync(s, invitation, made.Id, organization, ct) ? made : throw new FaultException(new Fault("NRS-T003"));
            }, cancellationToken);
            return await signIn.GoOnAsync(context, account, "/", cancellationToken);
        }
        catch (FaultException)
        {
            return await GoneAsync(context);
        }
        catch (Exception e) when (StoreFailure.IsDuplicate(e))
        {
            return await AskAsync(context, invitation, secret, form, [new Fault("NRS-T010", "email")], cancellationToken);
        }
    }

    // Once: the row that two clicks race for is marked by whoever is first.
    private static async Task<bool> UseAsync(WriteSession s, Invitation invitation, Guid account, Guid organization, CancellationToken cancellationToken)
    {
        if (await s.Db.Set<Invitation>().Where(i => i.Id == invitation.Id && i.AcceptedAt == null && i.WithdrawnAt == null)
            .ExecuteUpdateAsync(i => i.SetProperty(x => x.AcceptedAt, s.Now), cancellationToken) == 0)
        {
            return false;
        }

        List<Role> held = await s.Db.Set<Membership>().Where(m => m.AccountId == account && m.OrganizationId == organization).Select(m => m.Role).ToListAsync(cancellationToken);
        foreach (Role role in invitation.Roles.Except(held))
        {
            NewAccount.Grant(s, account, organization, role, invitation.InvitedBy);
        }

        s.Append(new InvitationAccepted(invitation.Id, account), account);
        return true;
    }

    private async Task<IResult> AskAsync(HttpContext context, Invitation invitation, string secret, IFormCollection? form, Fault[] faults, CancellationToken cancellationToken)
    {
        await using NoroshiDb db = database.CreateDbContext();
        LocalizedText? organization = invitation.OrganizationId is { } id ? (await network.GetAsync(db, cancellationToken)).Find(id)?.Name ?? new("—", "—") : null;
        bool hasAccount = await AccountOfAsync(invitation.Email, cancellationToken) is not null;
        string email = invitation.Email.Length > 0 ? invitation.Email : form?.Text("email") ?? "";
        var model = new AcceptPageModel(
            context.Request.Path, secret, organization, invitation.Roles, email, hasAccount, form?.Text("name") ?? "", form?.Text("centerJa") ?? "", form?.Text("centerEn") ?? "", faults);
        return Results.Page<AcceptPage>(model, faults.Length == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private async Task<Invitation?> FindAsync(HttpContext context, string secret, CancellationToken cancellationToken)
    {
        string hash = Secret.Hash(secret);
        bool isSetUp = context.Request.Path == "/setup";
        await using NoroshiDb db = database.CreateDbContext();
        Invitation? found = await db.Set<Invitation>().SingleOrDefaultAsync(i => i.SecretHash == hash, cancellationToken);
        return found is not null && found.IsOpen(clock.GetUtcNow()) && isSetUp == found.OrganizationId is null ? found : null;
    }

    private async Task<Account?> AccountOfAsync(string email, CancellationToken cancellationToken)
    {
        string normalized = Account.Normalize(email);
        await using NoroshiDb db = database.CreateDbContext();
        return await db.Set<Account>().SingleOrDefaultAsync(a => a.NormalizedEmail == normalized, cancellationToken);
    }

    private static Fault[] CenterFaults(bool isSetUp, LocalizedText name) => !isSetUp ? [] :
    [
        .. AccountRules.IsLine(name.Ja, LongestName) ? Array.Empty<Fault>() : [new Fault("NRS-T019", "centerJa").With("limit", "100")],
        .. AccountRules.IsLine(name.En, LongestName) ? Array.Empty<Fault>() : [new Fault("NRS-T019", "centerEn").With("limit", "100")],
    ];

    private static async Task<IResult> GoneAsync(HttpContext context)
    {
        await Failure.WriteAsync(context, StatusCodes.Status410Gone, new Fault("NRS-T003"));
        return Results.Empty;
    }
}
