using System.Runtime.CompilerServices;

namespace Noroshi.Sensor.Detectors.Acts;

/// <summary>Mail that servers took from strangers, who did not log in, and handed on to other strangers. Bounded; one thread at a time.</summary>
internal sealed class RelayBook
{
    private readonly WatchSettings _settings;
    private readonly AddressRules _rules;
    private readonly long _window;
    private readonly KeyTable<NextHop> _nextHops;

    internal RelayBook(WatchSettings settings, AddressRules rules)
    {
        (_settings, _rules) = (settings, rules);
        _window = settings["mail.open-relay"]["window"];
        Strangers = new(settings.MostSources / 8);
        Domains = new(settings.MostSources / 8);
        _nextHops = new(settings.MostSources / 32);
    }

    internal KeyTable<Stranger> Strangers { get; }

    internal KeyTable<RecipientDomain> Domains { get; }

    /// <summary>A message came in without a log-in.</summary>
    /// <returns>The key of the stranger who brought it; 0 when it came from the own network.</returns>
    internal ulong Receive(in Sighting sighting, in SightingTexts texts)
    {
        var key = Keys.Pair(sighting.Source, sighting.Host);
        ref var stranger = ref Strangers.Touch(key, out var isNew);
        if (isNew)
        {
            var address = texts.Bytes(sighting.SourceText);
            (stranger.Source, stranger.Host) = (sighting.Source, sighting.Host);
            stranger.Network = SourceNetwork.Of(address, _settings.Seed);
            stranger.IsForeign = IsForeign(stranger.Network, address);
            stranger.Name = stranger.IsForeign ? texts.String(sighting.SourceText) : "";
        }
        if (!stranger.IsForeign) return 0;
        // Whether mail is handed on is known only later: lines of its coming in are shown from the second message on.
        stranger.Tally?.Show(in sighting, in texts);
        return key;
    }

    /// <summary>A stranger's message went to a recipient.</summary>
    /// <param name="key">The stranger.</param>
    /// <param name="sighting">The line.</param>
    /// <param name="texts">Its texts.</param>
    internal void Deliver(ulong key, in Sighting sighting, in SightingTexts texts)
    {
        // An alias or a forward file acts for a recipient of the server's own.
        if (sighting.Outcome != Logs.Outcome.Success || sighting.Actor != 0 || sighting.Name == 0 || !IsForeign(texts.Bytes(sighting.SiteText))) return;
        ref var stranger = ref Strangers.Find(key);
        if (Unsafe.IsNullRef(ref stranger)) return;
        var domain = Keys.Pair(sighting.Name, sighting.Host);
        Domains.Touch(domain, out _).Networks.Add(Keys.Pair(stranger.Network, 0));
        stranger.AddRecipient(domain);
        stranger.Window.Add(sighting.Time, _window);
        (stranger.Tally ??= new()).Add(in sighting, stranger.Name, stranger.Network, "", in texts);
    }

    /// <summary>Whether mail was handed to another network. Answers are kept by address: few servers take most of the mail.</summary>
    private bool IsForeign(ReadOnlySpan<byte> address)
    {
        ref var hop = ref _nextHops.Touch(Keys.OfName(address, _settings.Seed), out var isNew);
        if (isNew) hop.IsForeign = IsForeign(SourceNetwork.Of(address, _settings.Seed), address);
        return hop.IsForeign;
    }

    private bool IsForeign(ulong network, ReadOnlySpan<byte> address) =>
        SourceNetwork.IsPublic(address) && (_settings.AllowedNetworks.IsEmpty || _rules.IsOutside(network, address));
}
