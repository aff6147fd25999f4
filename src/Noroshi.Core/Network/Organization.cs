using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Core.Network;

/// <summary>Who takes part (組織): what it is, which sectors it belongs to and when, and how it is reached.</summary>
public sealed record Organization
{
    /// <summary>Its key in files and addresses: small letters, digits and hyphens.</summary>
    public required string Key { get; init; }

    /// <summary>What it is.</summary>
    public required OrganizationKind Kind { get; init; }

    /// <summary>Its name.</summary>
    public required LocalizedText Name { get; init; }

    /// <summary>The sectors it runs, oversees or serves.</summary>
    public ImmutableArray<SectorMembership> Sectors { get; init; } = [];

    /// <summary>Its contact points, first the one to try first.</summary>
    public ImmutableArray<Desk> Desks { get; init; } = [];

    /// <summary>The id an organisation read from a file gets: the same key gives the same id in every installation (UUID version 8, RFC 9562 section 5.8, of a SHA-256).</summary>
    public Guid Id => IdOf(Key);

    /// <summary>The id for a key.</summary>
    public static Guid IdOf(string key)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes($"noroshi:organization:{key}"), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new(hash[..16], bigEndian: true);
    }

    /// <summary>The kinds with the words files use.</summary>
    public static IReadOnlyList<(string Word, OrganizationKind Kind)> Kinds { get; } =
    [
        ("operator", OrganizationKind.Operator), ("authority", OrganizationKind.Authority), ("isac", OrganizationKind.Isac), ("center", OrganizationKind.Center),
        ("police", OrganizationKind.Police), ("desk", OrganizationKind.Desk), ("isp", OrganizationKind.Isp),
    ];

    /// <summary>Whether it belongs to a sector on a day.</summary>
    public bool IsIn(string sector, DateOnly day) => Sectors.Any(s => s.Sector == sector && s.Holds(day));

    /// <inheritdoc/>
    public bool Equals(Organization? other) =>
        other is not null && Key == other.Key && Kind == other.Kind && Name == other.Name && Sectors.SequenceEqual(other.Sectors) && Desks.SequenceEqual(other.Desks);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Key, Kind, Name);
}
