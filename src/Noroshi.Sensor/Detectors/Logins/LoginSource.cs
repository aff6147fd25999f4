using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Noroshi.Sensor.Logs;

namespace Noroshi.Sensor.Detectors.Logins;

/// <summary>What one source did at log-ins.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct LoginSource : IRemembered
{
    /// <summary>Accounts whose failures are followed one by one at a time; people who mistype are done with one before the next.</summary>
    private const int MostRecent = 4;

    private Recents _recents;
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
        for (var i = 0; i < MostRecent; i++)
        {
            if (_recents[i].Account != account || _recents[i].Count == 0) continue;
            _recents[i].Count++;
            return;
        }
        // The one with the fewest failures makes room: a long row of failures must not be lost.
        var place = 0;
        for (var i = 1; i < MostRecent; i++)
        {
            if (_recents[i].Count < _recents[place].Count) place = i;
        }
        if (_recents[place].Count <= 3) _recents[place] = (account, 1);
    }

    /// <summary>How many failures of an account wait for a success.</summary>
    internal readonly int Pending(ulong account)
    {
        for (var i = 0; i < MostRecent; i++)
        {
            if (_recents[i].Account == account) return _recents[i].Count;
        }
        return 0;
    }

    /// <summary>Forgives the failures of an account.</summary>
    internal void Excuse(ulong account)
    {
        for (var i = 0; i < MostRecent; i++)
        {
            if (_recents[i].Account != account || _recents[i].Count == 0) continue;
            Excused += _recents[i].Count;
            ExcusedAccounts++;
            Fast.TakeBack(_recents[i].Count);
            _recents[i] = default;
        }
    }

    [InlineArray(MostRecent)]
    private struct Recents
    {
        private (ulong Account, int Count) _first;
    }
}
