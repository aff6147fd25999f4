using System.Collections.Immutable;
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
        var accounts = watch.Logins.Accounts;
        for (var i = 0; i < accounts.Count; i++)
        {
            ref readonly var account = ref accounts.At(i);
            if (account.Tries > 0 && account.FirstTry <= wave.Until && account.LastTry >= wave.From) places.Add(i);
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
        var sources = book.Sources;
        return new()
        {
            Id = FindingList.IdOf(setting.Id, wave.ServiceName, wave.From / 3_600_000),
            Rule = setting.Id,
            Kind = setting.Kind,
            Attack = setting.Attack,
            Confidence = wave.HasBaseline ? Confidence.High : Confidence.Medium,
            Severity = Severity.High,
            Sources = [.. members.Take(MostListed).Select(m => sources.At(m).Name)],
            SourceCount = members.Length,
            NetworkCount = members.Select(m => sources.At(m).Network).Distinct().Count(),
            Target = new("", wave.ServiceName, ""),
            Accounts = Names(book.Accounts, accounts),
            AccountCount = accounts.Count,
            First = wave.From,
            Last = wave.Until,
            Count = members.Sum(m => (long)sources.At(m).Failures),
            Facts = [Fact.Of("usual", (long)Math.Ceiling(wave.Usual)), Fact.Time("time", wave.Until - wave.From), Fact.Of("known", accounts.Count(i => book.Accounts.At(i).IsKnown))],
            Lines = Evidence.InOrder(members.Take(5).Concat(members.TakeLast(3)).Select(m => sources.At(m).FirstLine)),
        };
    }

    /// <summary>The first few accounts: those that exist, then those that were tried most. Their places are sorted, because all that is remembered of each would be much to move.</summary>
    private static ImmutableArray<FindingAccount> Names(KeyTable<LoginAccount> accounts, List<int> places)
    {
        List<int> ordered = [.. places];
        ordered.Sort((a, b) =>
        {
            ref readonly LoginAccount one = ref accounts.At(a), other = ref accounts.At(b);
            if (one.IsKnown != other.IsKnown) return one.IsKnown ? -1 : 1;
            return one.Tries != other.Tries ? other.Tries.CompareTo(one.Tries) : a.CompareTo(b);
        });
        var names = ImmutableArray.CreateBuilder<FindingAccount>();
        foreach (var place in ordered.Take(MostAccounts))
        {
            ref readonly var account = ref accounts.At(place);
            names.Add(new(account.Name, account.IsKnown || account.IsPrivileged));
        }
        return names.DrainToImmutable();
    }

    /// <summary>The places of the sources that took part, in the order in which they came.</summary>
    private static int[] Members(WatchBooks watch, Wave wave)
    {
        var sources = watch.Logins.Sources;
        return [.. wave.Sources.Select(sources.PlaceOf).Where(place => place >= 0).OrderBy(place => sources.At(place).FirstTry)];
    }
}
