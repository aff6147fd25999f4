using System.Buffers.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Store;
using Noroshi.Server.Trust.Doors;
using Noroshi.Server.Trust.Grants;
using Noroshi.Server.Trust.Sessions;
using Noroshi.Server.Trust.Tokens;
using Noroshi.Server.Web;
using Noroshi.Server.Web.Lists;

namespace Noroshi.Server.Trust.Accounts;

/// <summary>Reads and shows <c>/account</c>.</summary>
internal sealed class AccountPageReader(Database database, NetworkCache network, TimeProvider clock)
{
    private const int TokensPerSheet = 50;

    internal async Task<IResult> ShowAsync(HttpContext context, string? token, IReadOnlyList<Fault> faults, CancellationToken cancellationToken, TypedToken? typed = null)
    {
        Acting acting = context.Acting();
        Guid id = acting.Viewer.Account;
        DateTimeOffset now = clock.GetUtcNow();
        await using NoroshiDb db = database.CreateDbContext();
        NetworkFacts facts = await network.GetAsync(db, cancellationToken);
        Account account = await db.Set<Account>().SingleAsync(a => a.Id == id, cancellationToken);
        List<AccountSession> sessions = await db.Set<AccountSession>().Where(s => s.AccountId == id && s.ExpiresAt > now).OrderByDescending(s => s.SeenAt).ToListAsync(cancellationToken);
        List<ApiToken> tokens = await db.Set<ApiToken>().Where(t => t.AccountId == id && t.RevokedAt == null && t.ExpiresAt > now).OrderByDescending(t => t.CreatedAt).ToListAsync(cancellationToken);
        List<IdentityUserPasskey<Guid>> passkeys = await db.Set<IdentityUserPasskey<Guid>>().Where(p => p.UserId == id).ToListAsync(cancellationToken);
        int codes = await db.Set<RecoveryCode>().CountAsync(c => c.AccountId == id, cancellationToken);
        var model = new AccountPageModel(
            account.DisplayName, account.Email ?? "", account.TwoFactorEnabled, codes, acting.Viewer.Roles,
            [.. sessions.Select(s => new SessionRow(s.Id, s.Agent, s.SeenAt, s.Id == acting.Session))],
            Sheet<TokenRow>.Of([.. tokens.Select(t => new TokenRow(t.Id, t.Name, facts.Find(t.OrganizationId)?.Name ?? new("—", "—"), t.Roles, t.ExpiresAt, t.UsedAt))], context.Request.Query["page"], TokensPerSheet),
            [.. passkeys.Select(p => new PasskeyRow(Base64Url.EncodeToString(p.CredentialId), p.Data.Name ?? "", p.Data.CreatedAt))],
            token, faults);
        model = typed is null ? model : model with { Typed = typed };
        return Results.Page<AccountPage>(model, faults.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }
}
