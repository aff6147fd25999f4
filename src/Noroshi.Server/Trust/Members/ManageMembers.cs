using System.Collections.Immutable;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Vocabulary;
using Noroshi.Core.Vocabulary.Records;
using Noroshi.Server.Store;
using Noroshi.Server.Trust.Accounts;
using Noroshi.Server.Trust.Tokens;
using Noroshi.Server.Web;
using Noroshi.Server.Web.Errors;
using Noroshi.Server.Web.Lists;

namespace Noroshi.Server.Trust.Members;

/// <summary>An administrator's page of those who act for the organisation: <c>/accounts</c>, and the same by API. Always of the administrator's own organisation.</summary>
internal static class ManageMembers
{
    /// <summary>Members on one sheet of the page.</summary>
    internal const int PerSheet = 50;

    private static readonly TimeSpan _invitationLifetime = TimeSpan.FromDays(7);

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/accounts", async (HttpContext context, Database database, TimeProvider clock, CancellationToken ct) => await PageAsync(context, database, clock, null, null, [], ct)).RequireRole(Role.Administrator);
        app.MapPost("/accounts/invite", FormAsync).RequireRole(Role.Administrator).DisableAntiforgery();
        app.MapPost("/accounts/withdraw", WithdrawAsync).RequireRole(Role.Administrator).DisableAntiforgery();
        app.MapPost("/accounts/roles", RolesAsync).RequireRole(Role.Administrator).DisableAntiforgery();
        app.MapGet("/api/v1/members", ApiListAsync).RequireRole(Role.Administrator);
        app.MapPut("/api/v1/members/{account:guid}/roles", ApiRolesAsync).RequireRole(Role.Administrator);
        app.MapGet("/api/v1/invitations", ApiInvitationsAsync).RequireRole(Role.Administrator);
        app.MapPost("/api/v1/invitations", ApiInviteAsync).RequireRole(Role.Administrator);
        app.MapDelete("/api/v1/invitations/{id:guid}", ApiWithdrawAsync).RequireRole(Role.Administrator);
    }

    /// <summary>The roles a member shall have, by API; none takes the member out.</summary>
    internal sealed record RolesRequest(IReadOnlyList<string>? Roles);

    /// <summary>What an invitation asks for, by API.</summary>
    internal sealed record InvitationRequest(string? Email, IReadOnlyList<string>? Roles);

    private static async Task<IResult> ApiListAsync(HttpContext context, Database database, CancellationToken cancellationToken)
    {
        List<Fault> faults = [];
        ListQuery list = ListQuery.Read(context.Request.Query, faults);
        if (faults.Count > 0)
        {
            return Results.Faults(faults, StatusCodes.Status400BadRequest);
        }

        await using NoroshiDb db = database.CreateDbContext();
        Guid organization = context.Viewer().Organization;
        ListedPage page = await list.PageAsync(
            db.Set<Membership>().Where(m => m.OrganizationId == organization).GroupBy(m => m.AccountId).Select(g => new Listed { Id = g.Key, At = g.Max(m => m.ChangedAt ?? m.GrantedAt) }), cancellationToken);
        Dictionary<Guid, MemberRow> members = (await MembersAsync(db, organization, page.Ids, cancellationToken)).ToDictionary(m => m.Account);
        return Results.Ok(new
        {
            items = page.Ids.Where(members.ContainsKey).Select(id => members[id]).Select(m => new { m.Account, m.Name, m.Email, roles = m.Roles.Select(RoleList.Word), m.HasSecondFactor }),
            next = page.Next,
        });
    }

    private static async Task<IResult> ApiInviteAsync(InvitationRequest request, HttpContext context, Writer writer, CancellationToken cancellationToken)
    {
        RequestKey? key = IdempotencyKeys.Read(context, request, out Fault? fault);
        if (fault is not null)
        {
            return Results.Faults(fault, StatusCodes.Status400BadRequest);
        }

        (string? secret, ImmutableArray<Fault> faults) = await InviteAsync(writer, context.Viewer(), request.Email ?? "", request.Roles ?? [], cancellationToken, key);
        return secret is null ? Results.Faults(faults, faults[0].Code == "NRS-T023" ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity) : Results.Json(new { path = "/invitation?t=" + secret }, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> FormAsync(HttpContext context, Writer writer, Database database, TimeProvider clock, CancellationToken cancellationToken)
    {
        IFormCollection form = await context.Request.ReadFormAsync(cancellationToken);
        (string? secret, ImmutableArray<Fault> faults) = await InviteAsync(writer, context.Viewer(), form.Text("email"), form["roles"].OfType<string>(), cancellationToken);
        string? link = secret is null ? null : $"{context.Request.Scheme}://{context.Request.Host}/invitation?t={secret}";
        return await PageAsync(context, database, clock, link, secret is null ? form : null, faults, cancellationToken);
    }

    private static async Task<(string? Secret, ImmutableArray<Fault> Faults)> InviteAsync(Writer writer, Viewer viewer, string email, IEnumerable<string> words, CancellationToken cancellationToken, RequestKey? key = null)
    {
        ImmutableArray<Role> roles = [.. words.Select(RoleList.Find).OfType<Role>().Distinct()];
        ImmutableArray<Fault> faults = [.. AccountRules.Email(email.Trim()), .. roles.IsEmpty ? [new Fault("NRS-T009", "roles")] : Array.Empty<Fault>()];
        if (!faults.IsEmpty)
        {
            return (null, faults);
        }

        string secret = Secret.New();
        return await RequestKey.OnceAsync<(string?, ImmutableArray<Fault>)>(
            writer,
            key,
            (s, _) => Task.FromResult<((string?, ImmutableArray<Fault>) Answer, Guid? Subject)>(((secret, []), Add(s, viewer, email.Trim(), roles, secret))),
            // The link's secret is kept nowhere: whoever missed it withdraws that invitation and makes another.
            (_, made, _) => Task.FromResult<(string?, ImmutableArray<Fault>)>((null, [new Fault("NRS-T023").With("id", made.ToString("D"))])),
            fault => (null, [fault]),
            cancellationToken);
    }

    private static Guid Add(WriteSession s, Viewer viewer, string email, ImmutableArray<Role> roles, string secret)
    {
        var invitation = new Invitation
        {
            Id = s.NewId(),
            SecretHash = Secret.Hash(secret),
            OrganizationId = viewer.Organization,
            Email = email,
            RoleWords = RoleList.Write(roles),
            InvitedBy = viewer.Account,
            CreatedAt = s.Now,
            ExpiresAt = s.Now + _invitationLifetime,
        };
        s.Add(invitation);
        s.Append(new InvitationSent(invitation.Id, viewer.Organization, invitation.RoleWords), viewer.Account);
        return invitation.Id;
    }

    private static async Task<IResult> WithdrawAsync(HttpContext context, Writer writer, CancellationToken cancellationToken)
    {
        IFormCollection form = await context.Request.ReadFormAsync(cancellationToken);
        Viewer viewer = context.Viewer();
        if (Guid.TryParse(form.Text("invitation"), out Guid id))
        {
            await TakeBackAsync(writer, viewer, id, cancellationToken);
        }

        return Results.SeeOther("/accounts");
    }

    private static Task<bool> TakeBackAsync(Writer writer, Viewer viewer, Guid id, CancellationToken cancellationToken) => writer.WriteAsync(async (s, ct) =>
    {
        bool isOpen = await s.Db.Set<Invitation>().Where(i => i.Id == id && i.OrganizationId == viewer.Organization && i.AcceptedAt == null && i.WithdrawnAt == null)
            .ExecuteUpdateAsync(i => i.SetProperty(x => x.WithdrawnAt, s.Now), ct) == 1;
        if (isOpen)
        {
            s.Append(new InvitationWithdrawn(id), viewer.Account);
        }

        return isOpen;
    }, cancellationToken);

    private static async Task<IResult> ApiWithdrawAsync(Guid id, HttpContext context, Writer writer, CancellationToken cancellationToken) =>
        await TakeBackAsync(writer, context.Viewer(), id, cancellationToken) ? Results.NoContent() : Results.Faults(Failure.Of(StatusCodes.Status404NotFound), StatusCodes.Status404NotFound);

    private static async Task<IResult> ApiInvitationsAsync(HttpContext context, NoroshiDb db, TimeProvider clock, CancellationToken cancellationToken)
    {
        List<Fault> faults = [];
        ListQuery list = ListQuery.Read(context.Request.Query, faults);
        if (faults.Count > 0)
        {
            return Results.Faults(faults, StatusCodes.Status400BadRequest);
        }

        ListedPage page = await list.PageAsync(Open(db, context.Viewer().Organization, clock.GetUtcNow()).Select(i => new Listed { Id = i.Id, At = i.CreatedAt }), cancellationToken);
        Dictionary<Guid, Invitation> open = await db.Set<Invitation>().Where(i => page.Ids.Contains(i.Id)).ToDictionaryAsync(i => i.Id, cancellationToken);
        return Results.Ok(new { items = page.Ids.Select(id => open[id]).Select(i => new { i.Id, i.Email, roles = i.Roles.Select(RoleList.Word), i.CreatedAt, i.ExpiresAt }), next = page.Next });
    }

    private static IQueryable<Invitation> Open(NoroshiDb db, Guid organization, DateTimeOffset now) =>
        db.Set<Invitation>().Where(i => i.OrganizationId == organization && i.AcceptedAt == null && i.WithdrawnAt == null && i.ExpiresAt > now);

    private static async Task<IResult> ApiRolesAsync(Guid account, RolesRequest request, HttpContext context, Writer writer, CancellationToken cancellationToken)
    {
        Role?[] wanted = [.. (request.Roles ?? []).Select(RoleList.Find)];
        if (wanted.Contains(null))
        {
            return Results.Faults(new Fault("NRS-T009", "roles"));
        }

        Viewer viewer = context.Viewer();
        bool isDone = await writer.WriteAsync((s, ct) => ChangeRolesAsync(s, account, viewer.Organization, [.. wanted.OfType<Role>().Distinct()], viewer.Account, ct), cancellationToken);
        return isDone ? Results.NoContent() : Results.Faults(new Fault("NRS-T011", "roles"), StatusCodes.Status409Conflict);
    }

    private static async Task<IResult> RolesAsync(HttpContext context, Writer writer, Database database, TimeProvider clock, CancellationToken cancellationToken)
    {
        IFormCollection form = await context.Request.ReadFormAsync(cancellationToken);
        Viewer viewer = context.Viewer();
        Role[] wanted = [.. form["roles"].OfType<string>().Select(RoleList.Find).OfType<Role>().Distinct()];
        bool isDone = !Guid.TryParse(form.Text("account"), out Guid account)
            || await writer.WriteAsync((s, ct) => ChangeRolesAsync(s, account, viewer.Organization, wanted, viewer.Account, ct), cancellationToken);
        return isDone ? Results.SeeOther("/accounts") : await PageAsync(context, database, clock, null, null, [new Fault("NRS-T011")], cancellationToken);
    }

    /// <summary>Gives and takes roles of a member. False: it would leave the organisation without an administrator.</summary>
    internal static async Task<bool> ChangeRolesAsync(WriteSession s, Guid account, Guid organization, Role[] wanted, Guid actor, CancellationToken cancellationToken)
    {
        List<Role> held = await s.Db.Set<Membership>().Where(m => m.AccountId == account && m.OrganizationId == organization).Select(m => m.Role).ToListAsync(cancellationToken);
        bool isLast = held.Contains(Role.Administrator) && !wanted.Contains(Role.Administrator)
            && !await s.Db.Set<Membership>().AnyAsync(m => m.OrganizationId == organization && m.Role == Role.Administrator && m.AccountId != account, cancellationToken);
        if (isLast || held.Count == 0)
        {
            return held.Count == 0;
        }

        foreach (Role role in wanted.Except(held))
        {
            NewAccount.Grant(s, account, organization, role, actor);
        }

        foreach (Role role in held.Except(wanted))
        {
            await s.Db.Set<Membership>().Where(m => m.AccountId == account && m.OrganizationId == organization && m.Role == role).ExecuteDeleteAsync(cancellationToken);
            s.Append(new RoleRevoked(account, organization, role), actor);
        }

        if (held.Except(wanted).Any())
        {
            // A role that is gone leaves no row: the remaining ones say that something changed.
            await s.Db.Set<Membership>().Where(m => m.AccountId == account && m.OrganizationId == organization)
                .ExecuteUpdateAsync(m => m.SetProperty(x => x.ChangedAt, s.Now), cancellationToken);
        }

        if (wanted.Length == 0)
        {
            await s.Db.Set<ApiToken>().Where(t => t.AccountId == account && t.OrganizationId == organization && t.RevokedAt == null)
                .ExecuteUpdateAsync(t => t.SetProperty(x => x.RevokedAt, s.Now), cancellationToken);
        }

        return true;
    }

    private static async Task<IResult> PageAsync(HttpContext context, Database database, TimeProvider clock, string? link, IFormCollection? form, IReadOnlyList<Fault> faults, CancellationToken cancellationToken)
    {
        await using NoroshiDb db = database.CreateDbContext();
        Guid organization = context.Viewer().Organization;
        DateTimeOffset now = clock.GetUtcNow();
        List<Invitation> open = await Open(db, organization, now).OrderByDescending(i => i.CreatedAt).ToListAsync(cancellationToken);
        var model = new MembersPageModel(
            Sheet<MemberRow>.Of(await MembersAsync(db, organization, null, cancellationToken), context.Request.Query["page"], PerSheet),
            [.. open.Select(i => new InvitationRow(i.Id, i.Email, i.Roles, i.ExpiresAt))],
            link, form?.Text("email") ?? "", form is null ? [] : [.. form["roles"].OfType<string>().Select(RoleList.Find).OfType<Role>()], faults);
        return Results.Page<MembersPage>(model, faults.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    // All, or those of a page.
    private static async Task<List<MemberRow>> MembersAsync(NoroshiDb db, Guid organization, IReadOnlyList<Guid>? accounts, CancellationToken cancellationToken)
    {
        IQueryable<Membership> memberships = db.Set<Membership>().Where(m => m.OrganizationId == organization);
        if (accounts is not null)
        {
            memberships = memberships.Where(m => accounts.Contains(m.AccountId));
        }

        var rows = await (from m in memberships
                          join a in db.Set<Account>() on m.AccountId equals a.Id
                          select new { a.Id, a.DisplayName, a.Email, a.TwoFactorEnabled, HasPasskey = db.Set<IdentityUserPasskey<Guid>>().Any(p => p.UserId == a.Id), m.Role }).ToListAsync(cancellationToken);
        return [.. rows.GroupBy(r => r.Id).Select(g => g.First() is var a
            ? new MemberRow(a.Id, a.DisplayName, a.Email ?? "", [.. g.Select(r => r.Role).Order()], a.TwoFactorEnabled || a.HasPasskey) : null!).OrderBy(m => m.Name, StringComparer.Ordinal)];
    }
}
