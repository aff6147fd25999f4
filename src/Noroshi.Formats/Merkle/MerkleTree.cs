using System.Buffers;
using System.Runtime.InteropServices;
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

    /// <summary>The hashes of the inner nodes above a level, each over two neighbours.</summary>
    /// <param name="level">An even number of hashes.</param>
    /// <param name="parents">Takes half as many; may be the front of <paramref name="level"/>.</param>
    internal static void NodeHashes(ReadOnlySpan<MerkleHash> level, Span<MerkleHash> parents)
    {
        const int MessageBytes = 1 + (2 * MerkleHash.Length), PaddedBytes = 2 * HashLanes.BlockBytes;
        var done = 0;
        if (HashLanes.IsSupported && level.Length >= 2 * HashLanes.Lanes)
        {
            Span<byte> messages = stackalloc byte[HashLanes.Lanes * PaddedBytes];
            Span<int> starts = stackalloc int[HashLanes.Lanes], blocks = stackalloc int[HashLanes.Lanes];
            blocks.Fill(PaddedBytes / HashLanes.BlockBytes);
            for (var i = 0; i < HashLanes.Lanes; i++)
            {
                starts[i] = i * PaddedBytes;
                messages[starts[i]] = 0x01;
                HashLanes.Pad(messages.Slice(starts[i], PaddedBytes), MessageBytes);
            }

            for (; 2 * (done + HashLanes.Lanes) <= level.Length; done += HashLanes.Lanes)
            {
                for (var i = 0; i < HashLanes.Lanes; i++) { MemoryMarshal.AsBytes(level.Slice(2 * (done + i), 2)).CopyTo(messages[(starts[i] + 1)..]); }
                HashLanes.Hash(messages, starts, blocks, parents[done..]);
            }
        }

        for (; 2 * done < level.Length; done++) { parents[done] = NodeHash(level[2 * done], level[(2 * done) + 1]); }
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
