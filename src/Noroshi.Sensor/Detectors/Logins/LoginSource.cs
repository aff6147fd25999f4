using System.Runtime.InteropServices;
using Noroshi.Sensor.Logs;

namespace Noroshi.Sensor.Detectors.Logins;

/// <summary>What one source did at log-ins.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct LoginSource : IRemembered
{
    private RecentFailures _recents;
    private long _lastGap;

    public long Touched { get; set; }

    /// <summary>Its address as written.</summary>
    internal string Name;

    internal ulong Network;
    internal ulong Service;
    internal string ServiceName;
    internal string HostName;

    /// <summary>Failed tries. A try that several programs or lines tell of counts once.</summary>
    internal int Tries;

    /// <summary>Of them, those that the right password of the same account followed: typing errors.</summary>
    internal int Excused;

    internal int ExcusedAccounts;
    internal int Successes;

    /// <summary>Of the successes, those that look like a break-in.</summary>
    internal int Suspicious;

    internal int UnknownAccountTries;
    internal int PrivilegedTries;

    /// <summary>Tries that came as regularly as a program's, at least twenty seconds apart.</summary>
    internal int Regular;

    internal DistinctCount Accounts;
    internal DistinctCount Hosts;
    internal RateWindow Fast;
    internal long FirstTry;
    internal long LastTry;
    internal long FirstSuccess;
    internal long LastSuccess;
    internal LineRef FirstLine;
    internal Evidence? Evidence;

    internal ulong LastTryAccount;
    internal uint LastTryTags;

    public readonly int Worth => Suspicious > 0 ? 3 : Tries - Excused >= 5 ? 2 : Successes == 0 ? 1 : 0;

    /// <summary>Tries that nothing excuses.</summary>
    internal readonly int Failures => Tries - Excused;

    /// <summary>Successes of somebody who belongs here.</summary>
    internal readonly int GoodSuccesses => Successes - Suspicious;

    internal readonly int AccountCount => Math.Max(Tries > Excused ? 1 : 0, Accounts.Estimate - ExcusedAccounts);

    /// <summary>Counts a failure against its account.</summary>
    internal void Miss(ulong account, long time)
    {
        var gap = time - LastTry;
        if (Tries > 0 && gap >= 20_000 && Math.Abs(gap - _lastGap) <= (_lastGap / 8) + 1000) Regular++;
        _lastGap = gap;
        _recents.Add(account);
    }

    /// <summary>How many failures of an account wait for a success.</summary>
    internal int Pending(ulong account) => _recents.Of(account);

    /// <summary>Forgives the failures of an account.</summary>
    internal void Excuse(ulong account)
    {
        var failures = _recents.Take(account);
        if (failures == 0) return;
        Excused += failures;
        ExcusedAccounts++;
        Fast.TakeBack(failures);
    }
}
