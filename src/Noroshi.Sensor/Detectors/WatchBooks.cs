using Noroshi.Sensor.Detectors.Logins;
using Noroshi.Sensor.Detectors.Requests;

namespace Noroshi.Sensor.Detectors;

/// <summary>What a watch remembers, by kind of line. Detectors judge it.</summary>
public sealed class WatchBooks
{
    internal WatchBooks(WatchSettings settings)
    {
        Settings = settings;
        Logins = new(settings);
        Requests = new(settings);
    }

    internal WatchSettings Settings { get; }

    internal LoginBook Logins { get; }

    internal RequestBook Requests { get; }

    /// <summary>Waves of distributed log-in tries, as found when judging began.</summary>
    internal IReadOnlyList<Wave> Waves { get; private set; } = [];

    internal void BeginJudging() => Waves = LoginWaves.Of(this);
}
