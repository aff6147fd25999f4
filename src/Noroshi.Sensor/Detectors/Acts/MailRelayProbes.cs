using System.Collections.Immutable;

namespace Noroshi.Sensor.Detectors.Acts;

/// <summary>Sources that try to send mail to others through this server and are refused, joined.</summary>
public sealed class MailRelayProbes : IDetector
{
    /// <inheritdoc/>
    public string Id => "mail.relay-probe";

    /// <inheritdoc/>
    public ImmutableArray<Tunable> Tunables { get; } = [Tunable.Count("refusals")];

    /// <inheritdoc/>
    public ImmutableArray<string> Facts { get; } = ["peak"];

    /// <inheritdoc/>
    public void Find(WatchBooks watch, DetectorSetting setting, FindingList findings)
    {
        var relays = watch.Acts.Relays;
        List<Finding> found = [];
        for (var i = 0; i < relays.Count; i++)
        {
            ref var relay = ref relays.At(i);
            if (relay.Tally is { } tally && tally.Count >= setting.Number("refusals")) found.Add(tally.Found(setting, "", Severity.Low, Confidence.High, [Fact.Of("peak", relay.Window.Peak)]));
        }
        if (found.Count > 0) findings.Add(Joined.Of(found));
    }
}
