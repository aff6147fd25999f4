using System.Runtime.CompilerServices;

namespace Noroshi.Sensor.Detectors.Logins;

/// <summary>A finding about a wave of sources.</summary>
internal static class WaveFinding
{
    private const int MostListed = 100_000;
    private const int MostAccounts = 20;

    /// <summary>The accounts that were tried while the wave ran.</summary>
    internal static List<int> AccountsOf(WatchBooks watch, Wave wave)
    {
        List<int> places = [];
        var accounts = watch.Logins.Accounts.Values;
        for (var i = 0; i < accounts.Length; i++)
        {
            if (accounts[i].Tries > 0 && accounts[i].FirstTry <= wave.Until && accounts[i].LastTry >= wave.From) places.Add(i);
        }
        return places;
    }

    /// <summary>Whether the wave tries so few accounts so often that it guesses passwords instead of using a list of stolen ones.</summary>
    internal static bool IsOnFewAccounts(WatchBooks watch, Wave wave)
    {
        HashSet<ulong> tried = [];
        foreach (var key in wave.Sources)
        {
            ref var source = ref watch.Logins.Sources.Find(key);
            if (!Unsafe.IsNullRef(ref source)) tried.Add(source.LastTryAccount);
        }
        // Where the log names no accounts, as that of a web form, a list is the likelier thing.
        return !tried.Contains(0) && tried.Count * 5 < wave.Sources.Count;
    }

    internal static Finding Of(WatchBooks watch, DetectorSetting setting, Wave wave)
    {
        var members = Members(watch, wave);
        var accounts = AccountsOf(watch, wave);
        var book = watch.Logins;
        var names = accounts.Select(i => book.Accounts.Values[i]).OrderByDescending(a => a.IsKnown).ThenByDescending(a => a.Tries).Take(MostAccounts);
        return new()
        {
            Id = FindingList.IdOf(setting.Id, wave.ServiceName, wave.From / 3_600_000),
            Rule = setting.Id,
            Kind = setting.Kind,
            Attack = setting.Attack,
            Confidence = wave.HasBaseline ? Confidence.High : Confidence.Medium,
            Severity = Severity.High,
            Sources = [.. members.Take(MostListed).Select(m => m.Name)],
            SourceCount = members.Count,
            NetworkCount = members.Select(m => m.Network).Distinct().Count(),
            Target = new("", wave.ServiceName, ""),
            Accounts = [.. names.Select(a => new FindingAccount(a.Name, a.IsKnown || a.IsPrivileged))],
            AccountCount = accounts.Count,
            First = wave.From,
            Last = wave.Until,
            Count = members.Sum(m => (long)m.Failures),
            Facts = [Fact.Of("usual", (long)Math.Ceiling(wave.Usual)), Fact.Time("time", wave.Until - wave.From), Fact.Of("known", accounts.Count(i => book.Accounts.Values[i].IsKnown))],
            Lines = Evidence.InOrder(members.Take(5).Concat(members.TakeLast(3)).Select(m => m.FirstLine)),
        };
    }

    private static List<LoginSource> Members(WatchBooks watch, Wave wave)
    {
        List<LoginSource> members = [];
        foreach (var key in wave.Sources)
        {
            ref var source = ref watch.Logins.Sources.Find(key);
            if (!Unsafe.IsNullRef(ref source)) members.Add(source);
        }
        return [.. members.OrderBy(m => m.FirstTry)];
    }
}
