using System.Collections.Immutable;

namespace Noroshi.Sensor.Detectors.Acts;

/// <summary>One account sends from many networks within hours, or far more mail than it ever did: its password is in other hands.</summary>
public sealed class StolenMailAccounts : IDetector
{
    /// <inheritdoc/>
    public string Id => "mail.stolen-account";

    /// <inheritdoc/>
    public ImmutableArray<Tunable> Tunables { get; } = [Tunable.Count("networks"), Tunable.Time("networks-window"), Tunable.Count("messages"), Tunable.Time("window"), Tunable.Count("times-usual")];

    /// <inheritdoc/>
    public ImmutableArray<string> Facts { get; } = ["peak", "peak-networks"];

    /// <inheritdoc/>
    public void Find(WatchBooks watch, DetectorSetting setting, FindingList findings)
    {
        var senders = watch.Acts.Senders;
        for (var i = 0; i < senders.Count; i++)
        {
            ref var sender = ref senders.Values[i];
            if (sender.Tally is not { } tally) continue;
            var isEverywhere = sender.PeakNetworks >= setting.Number("networks");
            // Newsletters and scanners send much as well, but every day: what counts is an hour unlike the others.
            var hours = Math.Max(1, (tally.Last - tally.First) / setting["window"]);
            var isFlood = sender.Window.Peak >= setting.Number("messages") && sender.Window.Peak >= setting["times-usual"] * tally.Count / hours && hours >= 24;
            if (!isEverywhere && !isFlood) continue;
            findings.Add(tally.Found(setting, $"{i} {tally.First}", isEverywhere ? Severity.Critical : Severity.High, isEverywhere && isFlood ? Confidence.High : Confidence.Medium,
                [Fact.Of("peak", sender.Window.Peak), Fact.Of("peak-networks", sender.PeakNetworks)]) with { HasSucceeded = true });
        }
    }
}
