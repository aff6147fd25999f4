using System.Collections.Immutable;

namespace Noroshi.Sensor.Detectors.Logins;

/// <summary>One source tries many names that do not exist, to learn which do.</summary>
public sealed class AccountEnumeration : IDetector
{
    /// <inheritdoc/>
    public string Id => "login.account-enumeration";

    /// <inheritdoc/>
    public ImmutableArray<Tunable> Tunables { get; } = [Tunable.Count("accounts"), Tunable.Percent("unknown-share")];

    /// <inheritdoc/>
    public ImmutableArray<string> Facts => SourceFinding.FactNames;

    /// <inheritdoc/>
    public void Find(WatchBooks watch, DetectorSetting setting, FindingList findings) => HabitFindings.Add(watch, setting, LoginHabit.Enumeration, findings);
}
