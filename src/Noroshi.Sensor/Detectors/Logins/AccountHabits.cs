using Noroshi.Sensor.Logs;

namespace Noroshi.Sensor.Detectors.Logins;

/// <summary>When and from where an account usually logs in. Bounded.</summary>
internal sealed class AccountHabits
{
    private const int MostNetworks = 32;
    private const long HourMs = 3_600_000;
    private const long DayMs = 24 * HourMs;

    private readonly List<ulong> _networks = [];
    private readonly int[] _hours = new int[24];
    private long _lastDay = long.MinValue;

    /// <summary>Whether it uses more networks than are followed: then none is unusual.</summary>
    internal bool IsEverywhere => _networks.Count == MostNetworks;

    /// <summary>On how many days it logged in.</summary>
    internal int Days { get; private set; }

    internal int NetworkCount => _networks.Count;

    internal bool Knows(ulong network) => _networks.Contains(network) || IsEverywhere;

    /// <summary>How often it logged in within an hour of this time of day (UTC).</summary>
    internal int Around(long time)
    {
        var hour = HourOf(time);
        return _hours[hour] + _hours[(hour + 1) % 24] + _hours[(hour + 23) % 24];
    }

    internal void Add(ulong network, long time)
    {
        if (network != 0 && !Knows(network)) _networks.Add(network);
        if (time == LogRecord.NoTime) return;
        _hours[HourOf(time)]++;
        var day = Math.DivRem(time, DayMs, out _);
        if (day != _lastDay) Days++;
        _lastDay = day;
    }

    private static int HourOf(long time) => (int)(((time / HourMs % 24) + 24) % 24);
}
