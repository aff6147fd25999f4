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
}
