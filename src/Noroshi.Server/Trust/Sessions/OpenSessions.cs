using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Store;
using Noroshi.Server.Trust.Accounts;
using Noroshi.Server.Trust.Doors;
using Noroshi.Server.Trust.Grants;

namespace Noroshi.Server.Trust.Sessions;

/// <summary>Finds, opens and closes sessions. Nothing is cached: a closed session is closed for the next request.</summary>
internal sealed class OpenSessions(Database database, Writer writer, TimeProvider clock, NetworkCache network)
{
    private const int AgentLength = 160;

    internal async Task<Acting?> FindAsync(string? secret, CancellationToken cancellationToken)
    {
        if (secret is null or { Length: > 100 })
        {
            return null;
        }

        string hash = Secret.Hash(secret);
        DateTimeOffset now = clock.GetUtcNow();
        await using NoroshiDb db = database.CreateDbContext();
        var found = await (from s in db.Set<AccountSession>()
                           where s.SecretHash == hash
                           join a in db.Set<Account>() on s.AccountId equals a.Id
                           select new { Session = s, a.DisplayName }).SingleOrDefaultAsync(cancellationToken);
        if (found is null || now >= found.Session.ExpiresAt || now >= found.Session.SeenAt + AccountSession.Idle)
        {
            return null;
        }

        await SeeAsync(found.Session, now, cancellationToken);
        return await ActAsync(db, found.Session, found.DisplayName, cancellationToken);
    }

    /// <summary>A new session inside a write: returns the secret for the cookie.</summary>
    internal static async Task<string> OpenAsync(WriteSession s, Guid account, string agent, CancellationToken cancellationToken)
    {
        string secret = Secret.New();
        Guid organization = await s.Db.Set<Membership>().Where(m => m.AccountId == account)
            .OrderBy(m => m.GrantedAt).ThenBy(m => m.OrganizationId).Select(m => m.OrganizationId).FirstOrDefaultAsync(cancellationToken);
        s.Add(new AccountSession
        {
            Id = s.NewId(),
            SecretHash = Secret.Hash(secret),
            AccountId = account,
            OrganizationId = organization,
            CreatedAt = s.Now,
            SeenAt = s.Now,
            ExpiresAt = s.Now + AccountSession.Lifetime,
            Agent = agent.Length > AgentLength ? agent[..AgentLength] : agent,
        });
        return secret;
    }

    // An account that lost its last role where it was acting goes on in another of its organisations, or nowhere.
    private async Task<Acting?> ActAsync(NoroshiDb db, AccountSession session, string name, CancellationToken cancellationToken)
    {
        List<Membership> memberships = await db.Set<Membership>().Where(m => m.AccountId == session.AccountId).ToListAsync(cancellationToken);
        Guid? organization = memberships.Any(m => m.OrganizationId == session.OrganizationId) ? session.OrganizationId : memberships.MinBy(m => m.GrantedAt)?.OrganizationId;
        if (organization is not { } acting || (await network.GetAsync(db, cancellationToken)).Find(acting) is not { } facts)
        {
            return null;
        }

        ImmutableArray<Role> roles = [.. memberships.Where(m => m.OrganizationId == acting).Select(m => m.Role).Order()];
        return new(new Viewer(session.AccountId, acting, facts.Kind, roles), name, session.Id);
    }

    private async Task SeeAsync(AccountSession session, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (now - session.SeenAt < AccountSession.SeenEvery)
        {
            return;
        }

        await writer.WriteAsync((s, ct) => s.Db.Set<AccountSession>().Where(x => x.Id == session.Id).ExecuteUpdateAsync(x => x.SetProperty(r => r.SeenAt, s.Now), ct), cancellationToken);
    }
}
