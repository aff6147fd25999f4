using System.Collections.Immutable;
using System.Globalization;

namespace Noroshi.Sensor.Rules;

/// <summary>An address block, IPv4 or IPv6; a value that is no address answers no. An IPv4 address mapped into IPv6 is the IPv4 address. Immutable.</summary>
/// <remarks>RFC 4632, RFC 4291; Sigma modifiers appendix, <c>cidr</c>.</remarks>
public sealed class CidrTest : ValueTest
{
    private readonly UInt128 _network;
    private readonly UInt128 _mask;
    private readonly bool _isV6;

    private CidrTest(string block, UInt128 network, UInt128 mask, bool isV6)
    {
        Block = block;
        _network = network;
        _mask = mask;
        _isV6 = isV6;
    }

    /// <summary>The block as the rule gives it.</summary>
    public string Block { get; }

    /// <summary>Reads a block; a single address stands for itself. Null when it is none, or has bits set beyond its prefix.</summary>
    /// <param name="block">The text, such as <c>192.0.2.0/24</c>.</param>
    public static CidrTest? Read(string block)
    {
        var slash = block.IndexOf('/', StringComparison.Ordinal);
        var address = slash < 0 ? block : block[..slash];
        if (!IpText.TryRead(System.Text.Encoding.UTF8.GetBytes(address), out var network, out var isV6)) return null;
        var bits = isV6 ? 128 : 32;
        var prefix = bits;
        if (slash >= 0 && (!int.TryParse(block.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out prefix) || prefix > bits)) return null;
        var mask = prefix == 0 ? UInt128.Zero : UInt128.MaxValue << (bits - prefix);
        if (!isV6) mask &= uint.MaxValue;
        return (network & mask) == network ? new(block, network, mask, isV6) : null;
    }

    /// <inheritdoc/>
    public override bool Holds(ReadOnlySpan<byte> value, EventValueKind kind) =>
        kind is EventValueKind.Text && IpText.TryRead(value, out var address, out var isV6) && isV6 == _isV6 && (address & _mask) == _network;
}
