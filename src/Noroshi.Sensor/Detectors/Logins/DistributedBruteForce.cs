using System.Collections.Immutable;

namespace Noroshi.Sensor.Detectors.Logins;

/// <summary>Many sources guess the passwords of the same few accounts, each with few tries: a botnet. Recognised as a wave, with the thresholds of <see cref="PasswordList"/>.</summary>
public sealed class DistributedBruteForce : IDetector
{
    /// <inheritdoc/>
    public string Id => "login.distributed-brute-force";

    /// <inheritdoc/>
    public ImmutableArray<Tunable> Tunables => [];

    /// <inheritdoc/>
    public ImmutableArray<string> Facts { get; } = ["usual", "time", "known"];

    /// <inheritdoc/>
    public void Find(WatchBooks watch, DetectorSetting setting, FindingList findings)
    {
        foreach (var wave in watch.Waves)
        {
            if (!WaveFinding.IsOnFewAccounts(watch, wave)) continue;
            findings.Add(WaveFinding.Of(watch, setting, wave));
            foreach (var source in wave.Sources) findings.Explain(source);
        }
    }
}
