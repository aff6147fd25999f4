using Noroshi.Sensor.Detectors.Acts;
using Noroshi.Sensor.Detectors.Clock;
using Noroshi.Sensor.Detectors.Forms;
using Noroshi.Sensor.Detectors.Logins;
using Noroshi.Sensor.Detectors.Matches;
using Noroshi.Sensor.Detectors.Requests;

namespace Noroshi.Sensor.Detectors;

/// <summary>What a watch remembers, by kind of line. Detectors judge it.</summary>
public sealed class WatchBooks
{
    internal WatchBooks(WatchSettings settings)
    {
        Settings = settings;
        Acts = new(settings);
        Logins = new(settings, Acts);
        Forms = new(settings);
        Requests = new(settings, Forms);
        if (settings.Rules is { } rules) Matches = new(rules, settings.Seed);
    }

    internal WatchSettings Settings { get; }

    internal LoginBook Logins { get; }

    internal RequestBook Requests { get; }

    internal FormBook Forms { get; }

    internal ActBook Acts { get; }

    internal ClockBook Clock { get; } = new();

    /// <summary>What rules of a rule set fired at; null when there are none.</summary>
    internal MatchBook? Matches { get; }

    /// <summary>What each source's failed log-ins look like, by its place, as found when judging began.</summary>
    internal IReadOnlyList<LoginHabit> Habits { get; private set; } = [];

    /// <summary>Waves of distributed log-in tries, as found when judging began.</summary>
    internal IReadOnlyList<Wave> Waves { get; private set; } = [];

    /// <summary>Waves at log-in forms, with the form's key.</summary>
    internal IReadOnlyList<(ulong Form, Wave Wave)> FormWaves { get; private set; } = [];

    internal void BeginJudging()
    {
        Habits = LoginHabits.Of(this);
        Waves = LoginWaves.Of(this);
        FormWaves = FormJudge.Waves(this);
    }
}
