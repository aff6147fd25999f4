using System.Runtime.CompilerServices;
using Noroshi.Sensor.Logs;

namespace Noroshi.Sensor.Detectors.Logins;

/// <summary>When and from where an account usually logs in. Bounded.</summary>
internal sealed class AccountHabits
{
    private const int MostNetworks = 32;
    private const long HourMs = 3_600_000;
    private const long DayMs = 24 * HourMs;

    // All but the networks beyond the first lies in one place: an account that logs in seldom is far from the processor, and each step waits.
    private Usual _usual = new() { LastDay = long.MinValue };
    private ulong[] _others = [];

    /// <summary>Whether it uses more networks than are followed: then none is unusual.</summary>
    internal bool IsEverywhere => NetworkCount == MostNetworks;

    /// <summary>On how many days it logged in.</summary>
    internal int Days => _usual.Days;

    internal int NetworkCount => _usual.Networks;

    /// <summary>Has it fetched, a while before it is asked.</summary>
    internal void Fetch() => Prefetch.Of(ref _usual);

    internal bool Knows(ulong network) => (network == _usual.FirstNetwork && NetworkCount > 0) || IsEverywhere || _others.AsSpan(0, Math.Max(0, NetworkCount - 1)).Contains(network);

    /// <summary>How often it logged in within an hour of this time of day (UTC).</summary>
    internal int Around(long time)
    {
        var hour = HourOf(time);
        return _usual.Hours[hour] + _usual.Hours[(hour + 1) % 24] + _usual.Hours[(hour + 23) % 24];
    }

    internal void Add(ulong network, long time)
    {
        if (network != 0 && !Knows(network)) AddNetwork(network);
        if (time == LogRecord.NoTime) return;
        _usual.Hours[HourOf(time)]++;
        var day = Math.DivRem(time, DayMs, out _);
        if (day != _usual.LastDay) _usual.Days++;
        _usual.LastDay = day;
    }

    private void AddNetwork(ulong network)
    {
        if (NetworkCount == 0) _usual.FirstNetwork = network;
        else
        {
            if (NetworkCount > _others.Length) Array.Resize(ref _others, Math.Max(1, _others.Length * 2));
            _others[NetworkCount - 1] = network;
        }
        _usual.Networks++;
    }

    private static int HourOf(long time) => (int)(((time / HourMs % 24) + 24) % 24);

    private struct Usual
    {
        internal ulong FirstNetwork;
        internal int Networks;
        internal int Days;
        internal long LastDay;
        internal HourCounts Hours;
    }

    [InlineArray(24)]
    private struct HourCounts
    {
        private int _first;
    }
}
