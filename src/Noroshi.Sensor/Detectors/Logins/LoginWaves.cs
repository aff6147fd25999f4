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
        for (var i = 0; i < book.Sources.Count; i++) Sort(services, book.Sources.KeyAt(i), in book.Sources.Values[i], setting.Number("tries-each"));
        WaveFinder finder = new(setting.Number("sources"), setting.Number("times-usual"));
        return [.. services.Values.SelectMany(s => finder.Find(s.Name, s.Newcomers, s.Arrivals, book.First, book.Last))];
    }

    private static void Sort(Dictionary<ulong, Service> services, ulong key, in LoginSource source, int triesEach)
    {
        if (!services.TryGetValue(source.Service, out var service)) services.Add(source.Service, service = new(source.ServiceName, [], []));
        if (source.GoodSuccesses > 0)
        {
            if (source.FirstSuccess != LogRecord.NoTime) service.Arrivals.Add(source.FirstSuccess);
        }
        else if (IsNewcomer(in source, triesEach)) service.Newcomers.Add(new(key, source.FirstTry, source.LastTry));
    }

    /// <summary>Few tries, and not all on the one account of somebody who forgot a password.</summary>
    private static bool IsNewcomer(in LoginSource source, int triesEach) =>
        source.Failures > 0 && source.Failures <= triesEach && source.FirstTry != LogRecord.NoTime
        && (source.Failures <= 2 || source.AccountCount * 2 >= source.Failures || source.UnknownAccountTries + source.PrivilegedTries >= source.Failures);

    private sealed record Service(string Name, List<Newcomer> Newcomers, List<long> Arrivals);
}
