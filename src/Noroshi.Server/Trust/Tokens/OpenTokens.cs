using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Store;
using Noroshi.Server.Trust.Accounts;
using Noroshi.Server.Trust.Doors;
using Noroshi.Server.Trust.Grants;

namespace Noroshi.Server.Trust.Tokens;

/// <summary>Finds the token of an <c>Authorization</c> header. Its rights are those of the token that the account still holds.</summary>
internal sealed class OpenTokens(Database database, Writer writer, TimeProvider clock, NetworkCache network)
{
    private static readonly TimeSpan _usedEvery = TimeSpan.FromMinutes(10);

    // Every request of a machine begins with it: compiled once instead of looked up by its expression each time.
    private readonly Func<NoroshiDb, string, IAsyncEnumerable<Held>> _held = EF.CompileAsyncQuery((NoroshiDb db, string hash) =>
        from t in db.Set<ApiToken>()
        where t.SecretHash == hash
        join a in db.Set<Account>() on t.AccountId equals a.Id
        join m in db.Set<Membership>() on t.AccountId equals m.AccountId
        select new Held(t, a.DisplayName, m));

    internal async Task<Acting?> FindAsync(string header, CancellationToken cancellationToken)
    {
        if (!header.StartsWith("Bearer " + ApiToken.Prefix, StringComparison.OrdinalIgnoreCase) || header.Length > 200)
        {
            return null;
        }

        string hash = Secret.Hash(header["Bearer ".Length..].Trim());
        DateTimeOffset now = clock.GetUtcNow();
        await using NoroshiDb db = database.CreateDbContext();
        List<Held> rows = await _held(db, hash).ToListAsync(cancellationToken);
        if (rows.Count == 0 || !rows[0].Token.IsOpen(now))
        {
            return null;
        }

        ApiToken token = rows[0].Token;
        ImmutableArray<Role> roles = [.. Membership.RolesIn(token.OrganizationId, rows.Select(r => r.Membership)).Intersect(token.Roles)];
        if (roles.IsEmpty || (await network.GetAsync(db, cancellationToken)).Find(token.OrganizationId) is not { } facts)
        {
            return null;
        }

        await UseAsync(token, now, cancellationToken);
        return new(new Viewer(token.AccountId, token.OrganizationId, facts.Kind, roles), rows[0].DisplayName, null, Membership.Organizations(rows.Select(r => r.Membership)));
    }

    private async Task UseAsync(ApiToken token, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (token.UsedAt is { } used && now - used < _usedEvery)
        {
            return;
        }

        await writer.WriteAsync((s, ct) => s.Db.Set<ApiToken>().Where(t => t.Id == token.Id).ExecuteUpdateAsync(t => t.SetProperty(r => r.UsedAt, s.Now), ct), cancellationToken);
    }

    private sealed record Held(ApiToken Token, string DisplayName, Membership Membership);
}
