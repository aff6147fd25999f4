using System.Runtime.CompilerServices;
using Noroshi.Sensor.Logs;

namespace Noroshi.Sensor.Detectors.Logins;

/// <summary>The waves among what a watch remembers of log-ins.</summary>
internal static class LoginWaves
{
    internal static IReadOnlyList<Wave> Of(WatchBooks watch)
    {
        var book = watch.Logins;
        if (book.First == LogRecord.NoTime) return [];
        var setting = watch.Settings["login.password-list"];
        Dictionary<ulong, Service> services = [];
        for (var i = 0; i < book.Sources.Count; i++) Sort(services, book, i, setting.Number("tries-each"));
        WaveFinder finder = new(setting.Number("sources"), setting.Number("times-usual"));
        return [.. services.Values.SelectMany(s => Of(finder, s, book))];
    }

    /// <summary>Waves of those who try everybody's names (root, admin: what the Internet always does) and waves of the others are looked for apart, so that the noise of the first does not hide the second.</summary>
    private static IEnumerable<Wave> Of(WaveFinder finder, Service service, LoginBook book)
    {
        var many = Math.Clamp(service.Newcomers.Count / 50, 5, 20);
        var common = service.Newcomers.ToLookup(n => IsCommon(book, n.Key, many));
        return finder.Find(service.Name, [.. common[false]], service.Arrivals, book.First, book.Last).Concat(finder.Find(service.Name, [.. common[true]], service.Arrivals, book.First, book.Last));
    }

    /// <summary>Whether the name a source tried last is one that many sources try and that does not exist, or has all rights.</summary>
    private static bool IsCommon(LoginBook book, ulong key, int many)
    {
        ref var source = ref book.Sources.Find(key);
        ref var account = ref book.Accounts.Find(source.LastTryAccount);
        return !Unsafe.IsNullRef(ref account) && (account.IsPrivileged || (!account.IsKnown && account.FailingSources.Estimate >= many));
    }

    private static void Sort(Dictionary<ulong, Service> services, LoginBook book, int place, int triesEach)
    {
        ref var source = ref book.Sources.At(place);
        if (!services.TryGetValue(source.Service, out var service)) services.Add(source.Service, service = new(source.ServiceName, [], []));
        if (source.GoodSuccesses > 0)
        {
            if (source.FirstSuccess != LogRecord.NoTime) service.Arrivals.Add(source.FirstSuccess);
        }
        else if (IsNewcomer(in source, triesEach)) service.Newcomers.Add(new(book.Sources.KeyAt(place), source.FirstTry, source.LastTry));
    }

    /// <summary>Few tries, and not all on the one account of somebody who forgot a password.</summary>
    private static bool IsNewcomer(in LoginSource source, int triesEach) =>
        source.Failures > 0 && source.Failures <= triesEach && source.FirstTry != LogRecord.NoTime
        && (source.Failures <= 2 || source.AccountCount * 2 >= source.Failures || source.UnknownAccountTries + source.PrivilegedTries >= source.Failures);

    private sealed record Service(string Name, List<Newcomer> Newcomers, List<long> Arrivals);
}
