using System.Runtime.InteropServices;

namespace Noroshi.Sensor.Detectors.Acts;

/// <summary>A source that gave mail to one server without logging in, and what of that the server handed on to other servers.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct Stranger : IRemembered
{
    /// <summary>The most domains of recipients followed of one stranger.</summary>
    internal const int MostDomains = 64;

    public long Touched { get; set; }

    /// <summary>Whether it is of another network; one of the own may have mail handed on.</summary>
    internal bool IsForeign;

    /// <summary>Its address as written; empty when it is not foreign.</summary>
    internal string Name;

    internal ulong Source;
    internal ulong Network;
    internal ulong Host;

    /// <summary>Recipients to whom mail was handed on.</summary>
    internal RateWindow Window;

    internal DistinctCount DomainCount;

    /// <summary>The first few domains of recipients, as keys of <see cref="RelayBook.Domains"/>, with their recipients.</summary>
    internal List<(ulong Key, int Recipients)>? Domains;

    /// <summary>What was handed on; null for nothing.</summary>
    internal Tally? Tally;

    public readonly int Worth => Window.Peak > 10 ? 2 : Tally is null ? 0 : 1;

    /// <summary>Counts a recipient.</summary>
    internal void AddRecipient(ulong domain)
    {
        DomainCount.Add(domain);
        Domains ??= [];
        var known = CollectionsMarshal.AsSpan(Domains);
        for (var i = 0; i < known.Length; i++)
        {
            if (known[i].Key != domain) continue;
            known[i].Recipients++;
            return;
        }
        if (known.Length < MostDomains) Domains.Add((domain, 1));
    }
}
