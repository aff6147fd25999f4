using System.Text;
using Noroshi.Sensor.Rules;

namespace Noroshi.Sensor.Logs;

/// <summary>The host in what logs write for a site or an address of the web: without port, and of an IPv6 literal the whole of it, without its brackets.</summary>
/// <remarks>RFC 3986 section 3.2.2: only brackets tell a literal's colons from the one before the port.</remarks>
internal static class SiteName
{
    /// <summary>The host of <c>www.example.org:443</c>, <c>192.0.2.1</c> or <c>[2001:db8::1]:8080</c>. An IPv6 address without brackets has no port.</summary>
    internal static ReadOnlySpan<byte> HostOf(ReadOnlySpan<byte> site)
    {
        if (site is [(byte)'[', ..]) return site.IndexOf((byte)']') is > 1 and var close ? site[1..close] : site;
        var colon = site.IndexOf((byte)':');
        return colon < 0 || site[(colon + 1)..].Contains((byte)':') ? site : site[..colon];
    }

    /// <summary>The host of what follows the scheme and the slashes of an address: <c>user@www.example.org:443/path?query</c>.</summary>
    internal static ReadOnlySpan<byte> HostOfAddress(ReadOnlySpan<byte> address)
    {
        if (address.IndexOfAny((byte)'/', (byte)'?', (byte)'#') is >= 0 and var end) address = address[..end];
        return HostOf(address[(address.LastIndexOf((byte)'@') + 1)..]);
    }

    /// <summary>Whether two hosts are of one site: the same name or one under the other, <c>www.</c> aside; the same address, however its zeros are written.</summary>
    internal static bool IsSame(ReadOnlySpan<byte> host, ReadOnlySpan<byte> other)
    {
        if (host.Contains((byte)':') || other.Contains((byte)':')) return IpText.TryRead(host, out var address, out var isV6) && IpText.TryRead(other, out var second, out var isOtherV6) && (address, isV6) == (second, isOtherV6);
        var longer = host.Length >= other.Length ? host : other;
        var shorter = host.Length >= other.Length ? other : host;
        if (shorter.Length > 4 && Ascii.EqualsIgnoreCase(shorter[..4], "www."u8)) shorter = shorter[4..];
        return Ascii.EqualsIgnoreCase(longer[^shorter.Length..], shorter) && (longer.Length == shorter.Length || longer[^(shorter.Length + 1)] == '.');
    }
}
