using System.Collections.Immutable;

namespace Noroshi.Sensor.Detectors.Logins;

/// <summary>One source tries a few passwords on many accounts.</summary>
public sealed class PasswordSpraying : IDetector
{
    /// <inheritdoc/>
    public string Id => "login.password-spraying";

    /// <inheritdoc/>
    public ImmutableArray<Tunable> Tunables { get; } = [Tunable.Count("accounts"), Tunable.Count("tries-each")];

    /// <inheritdoc/>
    public ImmutableArray<string> Facts => SourceFinding.FactNames;

    /// <inheritdoc/>
    public void Find(WatchBooks watch, DetectorSetting setting, FindingList findings) => HabitFindings.Add(watch, setting, LoginHabit.Spraying, findings);
}
