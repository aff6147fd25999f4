using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Vocabulary.Records;
using Noroshi.Server.Store;

namespace Noroshi.Server.Trust.Accounts;

/// <summary>Counts wrong passwords and codes; five in a row lock the account for a quarter of an hour.</summary>
internal static class Attempts
{
    internal const int Most = 5;
    internal static readonly TimeSpan Lockout = TimeSpan.FromMinutes(15);

    internal static bool IsLocked(Account account, DateTimeOffset at) => account.LockoutEnd is { } end && at < end;

    /// <summary>Counts a failure; of no account (<see cref="Guid.Empty"/>) it does the same work for nothing, so that the time taken tells nothing.</summary>
    internal static async Task FailAsync(WriteSession s, Guid account, CancellationToken cancellationToken)
    {
        IQueryable<Account> row = s.Db.Set<Account>().Where(a => a.Id == account);
        await row.ExecuteUpdateAsync(a => a.SetProperty(x => x.AccessFailedCount, x => x.AccessFailedCount + 1), cancellationToken);
        DateTimeOffset until = s.Now + Lockout;
        int locked = await row.Where(a => a.AccessFailedCount >= Most)
            .ExecuteUpdateAsync(a => a.SetProperty(x => x.AccessFailedCount, 0).SetProperty(x => x.LockoutEnd, until), cancellationToken);
        if (locked > 0)
        {
            s.Append(new SignInLocked(account), account);
        }
    }

    internal static Task<int> ClearAsync(WriteSession s, Guid account, CancellationToken cancellationToken) =>
        s.Db.Set<Account>().Where(a => a.Id == account).ExecuteUpdateAsync(a => a.SetProperty(x => x.AccessFailedCount, 0), cancellationToken);
}
