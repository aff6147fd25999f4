using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace Noroshi.Server.Serve;

/// <summary>The reverse proxies that are believed when they say who the client is and whether it came by https (setting <c>proxy.trusted</c>).</summary>
/// <remarks>X-Forwarded-For is read from its end, one address a proxy, and only as long as the sender is one of these; what stands before that is whatever the client wrote.</remarks>
internal sealed record TrustedProxies(ImmutableArray<IPNetwork> Networks)
{
    // ASP.NET believes every sender when an environment variable is set; here only the setting counts.
    internal const string BlanketSwitch = "ForwardedHeaders_Enabled";

    /// <summary>Addresses and networks (<c>10.0.0.0/24</c>) separated by commas; null when any of them is neither.</summary>
    internal static TrustedProxies? Find(string text)
    {
        var networks = ImmutableArray.CreateBuilder<IPNetwork>();
        foreach (string part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (FindNetwork(part) is not { } network)
            {
                return null;
            }

            networks.Add(network);
        }

        return new([.. networks]);
    }

    /// <summary>First in the pipeline: everything after sees the client's address and scheme. Nothing at all without the setting.</summary>
    internal static void Use(WebApplication app, Settings settings)
    {
        if (settings.Find("proxy.trusted") is not { } text)
        {
            return;
        }

        TrustedProxies proxies = Find(text)!;
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            ForwardLimit = proxies.Networks.Length,
        };
        // Both hold loopback from the start.
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (IPNetwork network in proxies.Networks)
        {
            options.KnownIPNetworks.Add(network);
        }

        app.UseForwardedHeaders(options);
    }

    // A network is written by its first address: 10.0.0.7/24 is a slip. To believe everybody is to believe nobody.
    private static IPNetwork? FindNetwork(string text)
    {
        if (text.Contains('/', StringComparison.Ordinal))
        {
            return IPNetwork.TryParse(text, out IPNetwork network) && network.PrefixLength > 0 && IPAddress.TryParse(text.AsSpan(0, text.IndexOf('/', StringComparison.Ordinal)), out IPAddress? first) && network.BaseAddress.Equals(first)
                ? network : null;
        }

        return IPAddress.TryParse(text, out IPAddress? address) && IsUsual(text, address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8) : null;
    }

    // "10" and "010.0.0.1" parse too, as addresses nobody meant.
    private static bool IsUsual(string text, IPAddress address) =>
        address.AddressFamily is AddressFamily.InterNetworkV6 ? !text.Contains('%', StringComparison.Ordinal) : address.ToString() == text;
}
