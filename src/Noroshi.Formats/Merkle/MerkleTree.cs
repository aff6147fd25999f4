using System.Buffers;
using System.Security.Cryptography;

namespace Noroshi.Formats.Merkle;

/// <summary>The hashes of an RFC 6962 Merkle tree over SHA-256: leaves, inner nodes, roots.</summary>
/// <remarks>RFC 6962 section 2.1: leaves are prefixed with 0x00 and inner nodes with 0x01, so that neither can pass for the other.</remarks>
public static class MerkleTree
{
    private const int StackLimit = 1024;

    [ThreadStatic]
    private static IncrementalHash? _hasher;

    /// <summary>The root of a tree without leaves: SHA-256 of nothing.</summary>
    public static MerkleHash EmptyRoot { get; } = new(SHA256.HashData([]));

    /// <summary>The hash of one leaf: SHA-256(0x00 ‖ content).</summary>
    public static MerkleHash LeafHash(ReadOnlySpan<byte> content)
    {
        var rented = content.Length < StackLimit ? null : ArrayPool<byte>.Shared.Rent(content.Length + 1);
        var buffer = rented ?? stackalloc byte[StackLimit];
        buffer[0] = 0x00;
        content.CopyTo(buffer[1..]);
        var hash = Hash(buffer[..(content.Length + 1)]);
        if (rented is not null) { ArrayPool<byte>.Shared.Return(rented, clearArray: true); }
        return hash;
    }

    /// <summary>The hash of an inner node: SHA-256(0x01 ‖ left ‖ right).</summary>
    public static MerkleHash NodeHash(in MerkleHash left, in MerkleHash right)
    {
        Span<byte> buffer = stackalloc byte[1 + (2 * MerkleHash.Length)];
        buffer[0] = 0x01;
        left.CopyTo(buffer[1..]);
        right.CopyTo(buffer[(1 + MerkleHash.Length)..]);
        return Hash(buffer);
    }

    /// <summary>The root over leaf hashes, in order.</summary>
    public static MerkleHash Root(ReadOnlySpan<MerkleHash> leafHashes)
    {
        var frontier = new MerkleFrontier();
        foreach (ref readonly var leaf in leafHashes) { frontier.Append(leaf); }
        return frontier.Root();
    }

    private static MerkleHash Hash(ReadOnlySpan<byte> bytes)
    {
        // One for each thread, used again: making one for each hash takes as long as hashing a node, and threads wait for each other to do it.
        var hasher = _hasher ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> hash = stackalloc byte[MerkleHash.Length];
        hasher.AppendData(bytes);
        hasher.GetHashAndReset(hash);
        return new(hash);
    }
}
