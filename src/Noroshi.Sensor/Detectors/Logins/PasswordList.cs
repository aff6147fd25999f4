using System.Collections.Immutable;
using Noroshi.Sensor.Detectors.Forms;

namespace Noroshi.Sensor.Detectors.Logins;

/// <summary>A password list is tried (連続自動入力試行攻撃, credential stuffing): thousands of sources, many accounts, a few tries each, so that no threshold of one source is reached. The wave is recognised against what is usual, and its sources by taking part.</summary>
public sealed class PasswordList : IDetector
{
    /// <inheritdoc/>
    public string Id => "login.password-list";

    /// <inheritdoc/>
    public ImmutableArray<Tunable> Tunables { get; } = [Tunable.Count("sources"), Tunable.Count("times-usual"), Tunable.Count("tries-each")];

    /// <inheritdoc/>
    public ImmutableArray<string> Facts { get; } = ["usual", "time", "known"];

    /// <inheritdoc/>
    public void Find(WatchBooks watch, DetectorSetting setting, FindingList findings)
    {
        foreach (var wave in watch.Waves)
        {
            if (WaveFinding.IsOnFewAccounts(watch, wave)) continue;
            findings.Add(WaveFinding.Of(watch, setting, wave));
            foreach (var source in wave.Sources) findings.Explain(source);
        }
        FormFindings.AddWaves(watch, setting, findings);
    }
}
