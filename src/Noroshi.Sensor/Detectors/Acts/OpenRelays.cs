using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Noroshi.Sensor.Detectors.Acts;

/// <summary>A mail server takes mail from strangers without a log-in and delivers it to strangers: an open relay, and misused as one. One finding for each server.</summary>
/// <remarks>
/// Two things look the same from a single message: a gateway or backup server for somebody's domains, and the outgoing server of a network with public addresses.
/// Mail for a domain that is served comes from all sides (<see cref="RecipientDomain.IsServed"/>), and both serve many who each send little (<see cref="HandingOn.IsItsTask"/>).
/// </remarks>
public sealed class OpenRelays : IDetector
{
    /// <inheritdoc/>
    public string Id => "mail.open-relay";

    /// <inheritdoc/>
    public ImmutableArray<Tunable> Tunables { get; } = [Tunable.Count("recipients"), Tunable.Count("domains", 1, Stranger.MostDomains), Tunable.Time("window")];

    /// <inheritdoc/>
    public ImmutableArray<string> Facts { get; } = ["peak", "domains"];

    /// <inheritdoc/>
    public void Find(WatchBooks watch, DetectorSetting setting, FindingList findings)
    {
        var strangers = watch.Acts.Relaying.Strangers;
        List<int> relaying = [];
        Dictionary<ulong, HandingOn> groups = [];
        for (var i = 0; i < strangers.Count; i++)
        {
            ref var stranger = ref strangers.At(i);
            if (!stranger.IsForeign || HasLoggedIn(watch, stranger.Source)) continue;
            var isRelaying = IsRelaying(watch.Acts.Relaying, in stranger, setting);
            if (isRelaying) relaying.Add(i);
            foreach (var group in GroupsOf(in stranger)) groups[group] = groups.GetValueOrDefault(group).With(stranger.Tally is not null, isRelaying);
        }
        foreach (var server in relaying.Where(i => !GroupsOf(in strangers.At(i)).Any(g => groups[g].IsItsTask)).GroupBy(i => strangers.At(i).Host))
        {
            var finding = Joined.Of([.. server.Select(i => Found(in strangers.At(i), setting))]);
            findings.Add(finding with { Id = FindingList.IdOf(setting.Id, finding.Target.Host, finding.First) });
        }
    }

    /// <summary>The strangers of the same server, and those of them from the same larger network.</summary>
    private static ulong[] GroupsOf(in Stranger stranger) => [Keys.Pair(stranger.Host, 0), Keys.Pair(stranger.Host, SourceNetwork.Around(stranger.Network))];

    /// <summary>Some servers let an address send for which somebody logged in before, by a line of its own or to fetch mail.</summary>
    private static bool HasLoggedIn(WatchBooks watch, ulong source)
    {
        ref var known = ref watch.Logins.Sources.Find(source);
        return !Unsafe.IsNullRef(ref known) && known.Successes > 0;
    }

    /// <summary>Whether much was handed on to domains that hardly anybody else's mail goes to.</summary>
    private static bool IsRelaying(RelayBook book, in Stranger stranger, DetectorSetting setting)
    {
        if (stranger.Tally is not { } tally || stranger.Domains is not { } domains || stranger.Window.Peak < setting.Number("recipients")) return false;
        var (elsewhere, recipients) = (0, tally.Count);
        foreach (var (key, served) in domains)
        {
            ref var domain = ref book.Domains.Find(key);
            if (Unsafe.IsNullRef(ref domain) || !domain.IsServed) elsewhere++;
            else recipients -= served;
        }
        return elsewhere >= setting.Number("domains") && recipients >= setting.Number("recipients");
    }

    private static Finding Found(in Stranger stranger, DetectorSetting setting) =>
        stranger.Tally!.Found(setting, stranger.Name, Severity.High, Confidence.Medium, [Fact.Of("peak", stranger.Window.Peak), Fact.Of("domains", stranger.DomainCount.Estimate)]) with { HasSucceeded = true };
}
