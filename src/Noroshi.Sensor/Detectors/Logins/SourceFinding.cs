using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Noroshi.Sensor.Detectors.Logins;

/// <summary>A finding about one source's log-ins, the parts that all such findings share.</summary>
internal static class SourceFinding
{
    internal static Finding Of(WatchBooks watch, DetectorSetting setting, in LoginSource source)
    {
        var accounts = AccountsOf(watch, source.Evidence?.Accounts ?? []);
        var isAimed = accounts.Any(a => a.IsKnown);
        return new()
        {
            Id = FindingList.IdOf(setting.Id, source.Name, source.FirstTry),
            Rule = setting.Id,
            Kind = setting.Kind,
            Attack = setting.Attack,
            Confidence = source.Failures >= 3 * watch.Settings["login.brute-force"].Number("failures") ? Confidence.High : Confidence.Medium,
            Severity = isAimed ? Severity.Medium : Severity.Low,
            Sources = [source.Name],
            SourceCount = 1,
            NetworkCount = 1,
            Target = new(source.HostName, source.ServiceName, ""),
            Accounts = accounts,
            AccountCount = Math.Min(source.AccountCount, source.Failures), // an estimate
            First = source.FirstTry,
            Last = source.LastTry,
            Count = source.Failures,
            Facts = FactsOf(in source),
            Lines = source.Evidence?.Lines() is { } lines ? Evidence.InOrder([source.FirstLine, .. lines]) : [source.FirstLine],
        };
    }

    internal static ImmutableArray<string> FactNames { get; } = ["peak", "time", "unknown", "hosts"];

    internal static ImmutableArray<FindingAccount> AccountsOf(WatchBooks watch, IEnumerable<ulong> keys)
    {
        List<FindingAccount> accounts = [];
        foreach (var key in keys)
        {
            ref var account = ref watch.Logins.Accounts.Find(key);
            if (!Unsafe.IsNullRef(ref account)) accounts.Add(new(account.Name, account.IsKnown || account.IsPrivileged));
        }
        return [.. accounts.OrderByDescending(a => a.IsKnown)];
    }

    private static ImmutableArray<KeyValuePair<string, string>> FactsOf(in LoginSource source) =>
    [
        Fact.Of("peak", source.Fast.Peak),
        Fact.Time("time", source.LastTry - source.FirstTry),
        Fact.Of("unknown", source.UnknownAccountTries),
        Fact.Of("hosts", source.Hosts.Estimate),
    ];
}
