using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Vocabulary.Records;
using Noroshi.Server.Store;

namespace Noroshi.Server.Trust.Accounts;

/// <summary>Hashes and checks passwords, outside the write queue: a hash takes longer than a hundred writes.</summary>
internal sealed class Passwords(Database database, Writer writer, TimeProvider clock, IPasswordHasher<Account> hasher)
{
    private static readonly Account _nobody = new() { DisplayName = "" };
    private readonly RefusalBurst _burst = new();
    private readonly Lazy<string> _decoy = new(() => hasher.HashPassword(_nobody, "nobody's password"));

    internal string Hash(string password) => hasher.HashPassword(_nobody, password);

    /// <summary>The account when the password is right and it is not locked. An unknown address, a wrong password and a locked account take the same time and look the same.</summary>
    internal async Task<Account?> CheckAsync(string email, string password, CancellationToken cancellationToken)
    {
        await using NoroshiDb db = database.CreateDbContext();
        string normalized = Account.Normalize(email);
        Account? account = await db.Set<Account>().SingleOrDefaultAsync(a => a.NormalizedEmail == normalized, cancellationToken);
        return await CheckAsync(account, password, cancellationToken);
    }

    /// <summary>The same for an account already known, such as one that changes its password.</summary>
    internal async Task<Account?> CheckAsync(Guid id, string password, CancellationToken cancellationToken)
    {
        await using NoroshiDb db = database.CreateDbContext();
        return await CheckAsync(await db.Set<Account>().SingleOrDefaultAsync(a => a.Id == id, cancellationToken), password, cancellationToken);
    }

    private async Task<Account?> CheckAsync(Account? account, string password, CancellationToken cancellationToken)
    {
        string typed = password.Length <= AccountRules.LongestPassword ? password : "";
        PasswordVerificationResult result = hasher.VerifyHashedPassword(account ?? _nobody, account?.PasswordHash ?? _decoy.Value, typed);
        if (account is null || result is PasswordVerificationResult.Failed || Attempts.IsLocked(account, clock.GetUtcNow()))
        {
            int burst = _burst.Add(clock.GetUtcNow());
            await writer.WriteAsync(async (s, ct) =>
            {
                await Attempts.FailAsync(s, account?.Id ?? Guid.Empty, ct);
                if (burst > 0)
                {
                    s.Append(new SignInsRefused(Guid.Empty, burst), Guid.Empty);
                }
            }, cancellationToken);
            return null;
        }

        return account;
    }
}
