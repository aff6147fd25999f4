using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Trust;
using Noroshi.Core.Vocabulary.Records;
using Noroshi.Server.Store;

namespace Noroshi.Server.Trust.Accounts;

/// <summary>One-time passwords and recovery codes. Keys are stored protected; recovery codes as hashes, deleted when used.</summary>
internal sealed class SecondFactor(IDataProtectionProvider protection, Writer writer)
{
    private const int RecoveryCodes = 10;
    private const string CodeLetters = "abcdefghjkmnpqrstuvwxyz23456789";
    private readonly IDataProtector _keys = protection.CreateProtector("noroshi.totp");

    /// <summary>A fresh key, protected: it travels in the enrolment form and is stored once a code proves that the person has it.</summary>
    internal string NewKey() => Protect(RandomNumberGenerator.GetBytes(Totp.KeyBytes));

    internal string Protect(byte[] key) => Convert.ToBase64String(_keys.Protect(key));

    /// <summary>The key, or null when the text is not one we protected.</summary>
    internal byte[]? Unprotect(string? key)
    {
        try
        {
            return key is null ? null : _keys.Unprotect(Convert.FromBase64String(key));
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Whether a code opens the account: a one-time password not used before, or a recovery code, which is gone then. A wrong one counts as an attempt.</summary>
    internal Task<bool> CheckAsync(Guid id, string code, CancellationToken cancellationToken) =>
        writer.WriteAsync(async (s, ct) =>
        {
            Account? account = await s.Db.Set<Account>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, ct);
            if (account is not null && !Attempts.IsLocked(account, s.Now) && (await IsTotpAsync(s, account, code, ct) || await IsRecoveryAsync(s, account, code, ct)))
            {
                await Attempts.ClearAsync(s, id, ct);
                return true;
            }

            await Attempts.FailAsync(s, account?.Id ?? Guid.Empty, ct);
            return false;
        }, cancellationToken);

    /// <summary>Enrols an authenticator program that has shown a right code, and makes new recovery codes. Null: the code is not right.</summary>
    internal Task<IReadOnlyList<string>?> EnrolAsync(Guid id, string protectedKey, string code, CancellationToken cancellationToken) =>
        writer.WriteAsync(async (s, ct) =>
        {
            if (Unprotect(protectedKey) is not { } key || Totp.Accept(key, code, s.Now, 0) is not { } step)
            {
                return null;
            }

            await s.Db.Set<Account>().Where(a => a.Id == id).ExecuteUpdateAsync(a => a
                .SetProperty(x => x.AuthenticatorKey, protectedKey).SetProperty(x => x.LastTotpStep, step).SetProperty(x => x.TwoFactorEnabled, true), ct);
            s.Append(new ProtectionChanged(id, "second-factor"), id);
            return await NewRecoveryCodesAsync(s, id, ct);
        }, cancellationToken);

    /// <summary>New recovery codes in place of all old ones; shown once.</summary>
    internal static async Task<IReadOnlyList<string>?> NewRecoveryCodesAsync(WriteSession s, Guid id, CancellationToken cancellationToken)
    {
        await s.Db.Set<RecoveryCode>().Where(c => c.AccountId == id).ExecuteDeleteAsync(cancellationToken);
        string[] codes = [.. Enumerable.Range(0, RecoveryCodes).Select(_ => RandomNumberGenerator.GetString(CodeLetters, 5) + "-" + RandomNumberGenerator.GetString(CodeLetters, 5))];
        s.AddRange(codes.Select(c => new RecoveryCode { AccountId = id, CodeHash = HashOf(id, c) }));
        s.Append(new ProtectionChanged(id, "recovery-codes"), id);
        return codes;
    }

    private async Task<bool> IsTotpAsync(WriteSession s, Account account, string code, CancellationToken cancellationToken) =>
        Unprotect(account.AuthenticatorKey) is { } key
        && Totp.Accept(key, code, s.Now, account.LastTotpStep) is { } step
        && await s.Db.Set<Account>().Where(a => a.Id == account.Id && a.LastTotpStep < step)
            .ExecuteUpdateAsync(a => a.SetProperty(x => x.LastTotpStep, step), cancellationToken) == 1;

    private static async Task<bool> IsRecoveryAsync(WriteSession s, Account account, string code, CancellationToken cancellationToken)
    {
        string hash = HashOf(account.Id, code);
        if (await s.Db.Set<RecoveryCode>().Where(c => c.AccountId == account.Id && c.CodeHash == hash).ExecuteDeleteAsync(cancellationToken) == 0)
        {
            return false;
        }

        s.Append(new ProtectionChanged(account.Id, "recovery-code-used"), account.Id);
        return true;
    }

    // 31^10 codes, bound to the account: too many to try against the hashes of a stolen table in the life of a code.
    private static string HashOf(Guid account, string code) =>
        Secret.Hash($"{account:N}:{new string([.. code.Where(char.IsAsciiLetterOrDigit)]).ToLowerInvariant()}");
}
