using System.Collections.Immutable;
using System.Text;
using Noroshi.Sensor.Logs;

namespace Noroshi.Sensor.Detectors;

/// <summary>The last log-ins per account, dormant and never-seen ones.</summary>
internal static class AccountHistory
{
    internal static ImmutableArray<AccountLine> Of(WatchBooks watch, IEnumerable<string> existing)
    {
        var dormant = watch.Settings["login.unusual"]["dormant"];
        var end = watch.Logins.Last;
        List<AccountLine> lines = [];
        HashSet<ulong> seen = [];
        var accounts = watch.Logins.Accounts;
        for (var i = 0; i < accounts.Count; i++)
        {
            ref var account = ref accounts.At(i);
            if (!account.IsKnown) continue;
            seen.Add(accounts.KeyAt(i));
            var isDormant = account.LastSuccess != LogRecord.NoTime && end - account.LastSuccess >= dormant;
            lines.Add(new(
                account.Name, account.Successes, account.Tries, account.FirstSuccess, account.LastSuccess, account.LastSource, account.LastService,
                account.Habits?.Days ?? 0, account.Habits?.NetworkCount ?? 0, isDormant ? AccountState.Dormant : AccountState.Active));
        }
        foreach (var name in existing.Distinct(StringComparer.OrdinalIgnoreCase))
        {
            var key = Keys.OfName(Encoding.UTF8.GetBytes(name), watch.Settings.Seed);
            if (!seen.Contains(key)) lines.Add(new(name, 0, TriesOf(watch, key), LogRecord.NoTime, LogRecord.NoTime, "", "", 0, 0, AccountState.NeverSeen));
        }
        return [.. lines.OrderBy(l => l.Last).ThenBy(l => l.Name, StringComparer.Ordinal)];
    }

    private static int TriesOf(WatchBooks watch, ulong key)
    {
        ref var account = ref watch.Logins.Accounts.Find(key);
        return System.Runtime.CompilerServices.Unsafe.IsNullRef(ref account) ? 0 : account.Tries;
    }
}
