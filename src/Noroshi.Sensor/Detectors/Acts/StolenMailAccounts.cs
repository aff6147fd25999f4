using System.Collections.Immutable;

namespace Noroshi.Sensor.Detectors.Acts;

/// <summary>One account sends from many networks within hours, or far more mail than it ever did: its password is in other hands.</summary>
public sealed class StolenMailAccounts : IDetector
{
    private const int EnoughHours = 24;

    /// <inheritdoc/>
    public string Id => "mail.stolen-account";

    /// <inheritdoc/>
    public ImmutableArray<Tunable> Tunables { get; } = [Tunable.Count("networks"), Tunable.Time("networks-window"), Tunable.Count("messages"), Tunable.Time("window"), Tunable.Count("times-usual"), Tunable.Count("recipients")];

    /// <inheritdoc/>
    public ImmutableArray<string> Facts { get; } = ["peak", "peak-networks", "recipients"];

    /// <inheritdoc/>
    public void Find(WatchBooks watch, DetectorSetting setting, FindingList findings)
    {
        var senders = watch.Acts.Senders;
        var (first, last) = watch.Acts.MailTimes;
        var hours = Math.Max(1, (last - first) / setting["window"]);
        for (var i = 0; i < senders.Count; i++)
        {
            ref var sender = ref senders.At(i);
            if (sender.Tally is not { } tally) continue;
            var isEverywhere = sender.PeakNetworks >= setting.Number("networks");
            // Newsletters and scanners send much as well, but every day: what counts is an hour unlike the others of this log.
            var isFlood = hours >= EnoughHours
                && ((sender.Window.Peak >= setting.Number("messages") && sender.Window.Peak >= setting["times-usual"] * tally.Count / hours)
                    || (sender.Recipients.Peak >= setting.Number("recipients") && sender.Recipients.Peak >= setting["times-usual"] * sender.RecipientCount / hours));
            if (!isEverywhere && !isFlood) continue;
            // Much at once from where it always sends may be a mailing list's first time.
            var isSure = isEverywhere || sender.PeakNetworks > 1;
            findings.Add(tally.Found(setting, tally.Account, isEverywhere ? Severity.Critical : isSure ? Severity.High : Severity.Medium, isEverywhere && isFlood ? Confidence.High : isSure ? Confidence.Medium : Confidence.Low,
                [Fact.Of("peak", sender.Window.Peak), Fact.Of("peak-networks", sender.PeakNetworks), Fact.Of("recipients", sender.Recipients.Peak)]) with { HasSucceeded = isSure });
        }
    }
}
