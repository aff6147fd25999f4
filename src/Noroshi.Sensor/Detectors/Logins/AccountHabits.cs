using System.Runtime.CompilerServices;
using Noroshi.Sensor.Logs;

namespace Noroshi.Sensor.Detectors.Logins;

/// <summary>When and from where an account usually logs in. Bounded.</summary>
internal sealed class AccountHabits
{
    private const int MostNetworks = 32;
    private const long HourMs = 3_600_000;
    private const long DayMs = 24 * HourMs;

    // Both within the object, or one step from it: an account that logs in seldom is far from the processor, and each step waits.
    private ulong[] _networks = new ulong[2];
    private Hours _hours;
    private long _lastDay = long.MinValue;

    /// <summary>Whether it uses more networks than are followed: then none is unusual.</summary>
    internal bool IsEverywhere => NetworkCount == MostNetworks;

    /// <summary>On how many days it logged in.</summary>
    internal int Days { get; private set; }

    internal int NetworkCount { get; private set; }

    /// <summary>Has it fetched, a while before it is asked.</summary>
    internal void Fetch() => Prefetch.Of(ref _hours);

    internal bool Knows(ulong network) => IsEverywhere || _networks.AsSpan(0, NetworkCount).Contains(network);

    /// <summary>How often it logged in within an hour of this time of day (UTC).</summary>
    internal int Around(long time)
    {
        var hour = HourOf(time);
        return _hours[hour] + _hours[(hour + 1) % 24] + _hours[(hour + 23) % 24];
    }

    internal void Add(ulong network, long time)
    {
        if (network != 0 && !Knows(network))
        {
            if (NetworkCount == _networks.Length) Array.Resize(ref _networks, NetworkCount * 2);
            _networks[NetworkCount++] = network;
        }
        if (time == LogRecord.NoTime) return;
        _hours[HourOf(time)]++;
        var day = Math.DivRem(time, DayMs, out _);
        if (day != _lastDay) Days++;
        _lastDay = day;
    }

    private static int HourOf(long time) => (int)(((time / HourMs % 24) + 24) % 24);

    [InlineArray(24)]
    private struct Hours
    {
        private int _first;
    }
}
