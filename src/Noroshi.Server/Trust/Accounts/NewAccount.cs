using Noroshi.Core.Vocabulary;
using Noroshi.Core.Vocabulary.Records;
using Noroshi.Server.Store;

namespace Noroshi.Server.Trust.Accounts;

/// <summary>Makes accounts and gives and takes roles, inside a write; each with its record in the ledger.</summary>
internal static class NewAccount
{
    internal static Account Add(WriteSession s, string email, string name, string passwordHash)
    {
        Guid id = s.NewId();
        var account = new Account
        {
            Id = id,
            UserName = id.ToString("N"),
            NormalizedUserName = id.ToString("N").ToUpperInvariant(),
            Email = email.Trim(),
            NormalizedEmail = Account.Normalize(email),
            DisplayName = name.Trim(),
            PasswordHash = passwordHash,
            SecurityStamp = Guid.CreateVersion7(s.Now).ToString("N"),
            CreatedAt = s.Now,
        };
        s.Add(account);
        s.Append(new AccountCreated(id), id);
        return account;
    }

    internal static void Grant(WriteSession s, Guid account, Guid organization, Role role, Guid actor)
    {
        s.Add(new Membership { AccountId = account, OrganizationId = organization, Role = role, GrantedAt = s.Now });
        s.Append(new RoleGranted(account, organization, role), actor);
    }
}
