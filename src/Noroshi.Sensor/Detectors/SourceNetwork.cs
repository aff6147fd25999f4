using System.Buffers.Binary;
using System.Net;

namespace Noroshi.Sensor.Detectors;

/// <summary>The network a source is in: /24 of IPv4, /48 of IPv6; a host name is a network of its own.</summary>
internal static class SourceNetwork
{
    internal static ulong Of(ReadOnlySpan<byte> source, ulong seed)
    {
        if (!IPAddress.TryParse(source, out var address)) return Keys.OfName(source, seed);
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out var length);
        return length == 4
            ? 0x4000_0000_0000_0000UL | (BinaryPrimitives.ReadUInt32BigEndian(bytes) >> 8)
            : 0x6000_0000_0000_0000UL ^ (BinaryPrimitives.ReadUInt64BigEndian(bytes) >> 16);
    }

    /// <summary>The larger network around the network of an address, as one organisation or provider holds it: /16 of IPv4, /32 of IPv6.</summary>
    internal static ulong Around(ulong network) => network >> (network >> 61 == 3 ? 16 : 8);

    /// <summary>Whether a text is an address that is routed in the Internet; those of documentation count as such.</summary>
    internal static bool IsPublic(ReadOnlySpan<byte> source)
    {
        if (!IPAddress.TryParse(source, out var address) || IPAddress.IsLoopback(address)) return false;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out var length);
        if (length == 16) return !address.IsIPv6UniqueLocal && !address.IsIPv6LinkLocal && !address.IsIPv6SiteLocal && !address.IsIPv6Multicast && !address.Equals(IPAddress.IPv6Any);
        return (bytes[0], bytes[1]) is not ((0 or 10 or 127 or >= 224, _) or (172, >= 16 and < 32) or (192, 168) or (169, 254) or (100, >= 64 and < 128));
    }
}
