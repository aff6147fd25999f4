using System.Collections.Immutable;
using System.Numerics;

namespace Noroshi.Formats.Merkle;

/// <summary>Makes inclusion and consistency proofs from the nodes of a tree.</summary>
/// <remarks>RFC 6962 sections 2.1.1 (PATH) and 2.1.2 (PROOF). Hashes run from the leaf towards the root. Costs O(log² n) node reads at worst.</remarks>
public static class MerkleProof
{
    /// <summary>The proof that a leaf is in a tree.</summary>
    /// <param name="index">The leaf, from 0.</param>
    /// <param name="size">Leaves in the tree; more than <paramref name="index"/>.</param>
    /// <param name="read">The tree's complete nodes.</param>
    public static ImmutableArray<MerkleHash> Inclusion(long index, long size, NodeReader read) =>
        [.. InclusionRanges(index, size).Select(range => Hash(range, read))];

    /// <summary>The proof that a tree is the beginning of a larger one; empty when the sizes are equal or the first is 0.</summary>
    /// <param name="size1">Leaves in the smaller tree.</param>
    /// <param name="size2">Leaves in the larger tree.</param>
    /// <param name="read">The larger tree's complete nodes.</param>
    public static ImmutableArray<MerkleHash> Consistency(long size1, long size2, NodeReader read) =>
        [.. ConsistencyRanges(size1, size2).Select(range => Hash(range, read))];

    /// <summary>The root of the tree at a size, which may be any earlier size of the same log.</summary>
    public static MerkleHash Root(long size, NodeReader read) => size == 0 ? MerkleTree.EmptyRoot : Hash(new(0, size), read);

    /// <summary>The tiles <see cref="Inclusion"/> will read, each once, for a log that now holds <paramref name="logSize"/> leaves.</summary>
    public static IReadOnlySet<Tile> TilesForInclusion(long index, long size, long logSize) => Tiles(InclusionRanges(index, size), logSize);

    /// <summary>The tiles <see cref="Consistency"/> will read, each once, for a log that now holds <paramref name="logSize"/> leaves.</summary>
    public static IReadOnlySet<Tile> TilesForConsistency(long size1, long size2, long logSize) => Tiles(ConsistencyRanges(size1, size2), logSize);

    /// <summary>The tiles <see cref="Root"/> will read, each once, for a log that now holds <paramref name="logSize"/> leaves.</summary>
    public static IReadOnlySet<Tile> TilesForRoot(long size, long logSize) => Tiles(size == 0 ? [] : [new(0, size)], logSize);

    private static List<LeafRange> InclusionRanges(long index, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var proof = new List<LeafRange>();
        var tree = new LeafRange(0, size);
        while (tree.Length > 1)
        {
            var (left, right) = tree.Halves();
            (tree, var sibling) = index < right.Start ? (left, right) : (right, left);
            proof.Add(sibling);
        }
        proof.Reverse();
        return proof;
    }

    private static List<LeafRange> ConsistencyRanges(long size1, long size2)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size1, size2);
        var proof = new List<LeafRange>();
        if (size1 == 0) { return proof; }
        var tree = new LeafRange(0, size2);
        while (tree.End != size1)
        {
            var (left, right) = tree.Halves();
            (tree, var sibling) = size1 <= left.End ? (left, right) : (right, left);
            proof.Add(sibling);
        }
        // The verifier knows the first tree's root, so it is left out when the walk ends at exactly that tree.
        if (tree.Start != 0) { proof.Add(tree); }
        proof.Reverse();
        return proof;
    }

    private static MerkleHash Hash(LeafRange range, NodeReader read)
    {
        if (range.IsComplete) { return read(range.Level, range.Start >> range.Level); }
        var (left, right) = range.Halves();
        return MerkleTree.NodeHash(Hash(left, read), Hash(right, read));
    }

    private static HashSet<Tile> Tiles(List<LeafRange> ranges, long logSize)
    {
        var tiles = new HashSet<Tile>();
        foreach (var range in ranges)
        {
            _ = Hash(range, (level, index) => { tiles.Add(Tile.Of(level, index, logSize)); return default; });
        }
        return tiles;
    }

    // Leaves [Start, End); Start is always a multiple of the largest power of two below Length.
    private readonly record struct LeafRange(long Start, long End)
    {
        public long Length => End - Start;

        public bool IsComplete => BitOperations.IsPow2(Length);

        public int Level => BitOperations.Log2((ulong)Length);

        public (LeafRange Left, LeafRange Right) Halves()
        {
            var middle = Start + (1L << BitOperations.Log2((ulong)Length - 1));
            return (new(Start, middle), new(middle, End));
        }
    }
}
