using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Store;
using Noroshi.Server.Trust.Accounts;

namespace Noroshi.Server.Trust.Members;

/// <summary>Makes the national centre of a fresh system, inside a write, and returns its id. Given by the network, which owns organisations.</summary>
internal delegate Task<Guid> MakeCenter(WriteSession session, LocalizedText name, Guid actor, CancellationToken cancellationToken);

/// <summary>The one-time link that makes the first administrator of a fresh system.</summary>
internal static class SetUp
{
    private static readonly TimeSpan _lifetime = TimeSpan.FromHours(24);

    /// <summary>A new set-up link (path and query) while there is no account at all, else null. Each start makes a new one and withdraws the old.</summary>
    internal static Task<string?> LinkAsync(Writer writer, CancellationToken cancellationToken) =>
        writer.WriteAsync(async (s, ct) =>
        {
            if (await s.Db.Set<Account>().AnyAsync(ct))
            {
                return null;
            }

            await s.Db.Set<Invitation>().Where(i => i.OrganizationId == null).ExecuteDeleteAsync(ct);
            string secret = Secret.New();
            s.Add(new Invitation
            {
                Id = s.NewId(),
                SecretHash = Secret.Hash(secret),
                OrganizationId = null,
                Email = "",
                RoleWords = RoleList.Write([Role.Administrator, Role.Handler, Role.Approver, Role.Auditor]),
                InvitedBy = Guid.Empty,
                CreatedAt = s.Now,
                ExpiresAt = s.Now + _lifetime,
            });
            return (string?)("/setup?t=" + secret);
        }, cancellationToken);
}
