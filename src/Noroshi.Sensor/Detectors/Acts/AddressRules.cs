using System.Net;

namespace Noroshi.Sensor.Detectors.Acts;

/// <summary>Whether a source is outside the networks that log-ins may come from. Answers are kept by network, since few networks log in.</summary>
internal sealed class AddressRules(WatchSettings settings)
{
    private const int MostKept = 10_000;

    private readonly Dictionary<ulong, bool> _known = [];

    internal bool IsOutside(ulong network, ReadOnlySpan<byte> source)
    {
        if (settings.AllowedNetworks.IsEmpty) return false;
        // A rule may be narrower than /24: then every address is looked at.
        var isCoarse = settings.AllowedNetworks.All(n => n.PrefixLength <= (n.BaseAddress.GetAddressBytes().Length == 4 ? 24 : 48));
        if (isCoarse && _known.TryGetValue(network, out var known)) return known;
        var isOutside = !IPAddress.TryParse(source, out var address) || !settings.AllowedNetworks.Any(n => n.Contains(address));
        if (isCoarse && _known.Count < MostKept) _known.Add(network, isOutside);
        return isOutside;
    }
}
