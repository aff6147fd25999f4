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

    // Every request of a browser begins with it: one statement, compiled once. An account without any role is a row without membership.
    private readonly Func<NoroshiDb, string, IAsyncEnumerable<Held>> _held = EF.CompileAsyncQuery((NoroshiDb db, string hash) =>
        from s in db.Set<AccountSession>()
        where s.SecretHash == hash
        join a in db.Set<Account>() on s.AccountId equals a.Id
        from m in db.Set<Membership>().Where(m => m.AccountId == s.AccountId).DefaultIfEmpty()
        select new Held(s, a.DisplayName, m));

    internal async Task<Acting?> FindAsync(string? secret, CancellationToken cancellationToken)
    {
        if (secret is null or { Length: > 100 })
        {
            return null;
        }

        string hash = Secret.Hash(secret);
        DateTimeOffset now = clock.GetUtcNow();
        await using NoroshiDb db = database.CreateDbContext();
        List<Held> rows = await _held(db, hash).ToListAsync(cancellationToken);
        if (rows.Count == 0 || now >= rows[0].Session.ExpiresAt || now >= rows[0].Session.SeenAt + AccountSession.Idle)
        {
            return null;
        }

        await SeeAsync(rows[0].Session, now, cancellationToken);
        return ActIn(await network.GetAsync(db, cancellationToken), rows[0].Session, rows[0].DisplayName, [.. rows.Select(r => r.Membership).OfType<Membership>()]);
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
    private static Acting? ActIn(NetworkFacts network, AccountSession session, string name, List<Membership> memberships)
    {
        Guid? organization = memberships.Exists(m => m.OrganizationId == session.OrganizationId) ? session.OrganizationId : memberships.MinBy(m => m.GrantedAt)?.OrganizationId;
        return organization is { } acting && network.Find(acting) is { } facts
            ? new(new Viewer(session.AccountId, acting, facts.Kind, [.. Membership.RolesIn(acting, memberships)]), name, session.Id, Membership.Organizations(memberships))
            : null;
    }

    private async Task SeeAsync(AccountSession session, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (now - session.SeenAt < AccountSession.SeenEvery)
        {
            return;
        }

        await writer.WriteAsync((s, ct) => s.Db.Set<AccountSession>().Where(x => x.Id == session.Id).ExecuteUpdateAsync(x => x.SetProperty(r => r.SeenAt, s.Now), ct), cancellationToken);
    }

    private sealed record Held(AccountSession Session, string DisplayName, Membership? Membership);
}
