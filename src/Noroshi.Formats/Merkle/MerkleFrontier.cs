using System.Buffers.Binary;
using System.Numerics;

namespace Noroshi.Formats.Merkle;

/// <summary>
/// The right edge of a growing tree: the roots of its complete subtrees, largest first. It is all that is needed to append and to know the root,
/// so a log of any length keeps at most 63 hashes in its head row.
/// </summary>
/// <remarks>
/// A tree of 13 = 0b1101 leaves keeps three hashes: over leaves 0-7, 8-11 and 12.
/// Appending costs one hash per trailing one-bit of the size: one on average. Not safe for several threads at once.
/// </remarks>
public sealed class MerkleFrontier
{
    private const int SizeBytes = 8;
    private readonly MerkleHash[] _peaks;
    private int _count;

    /// <summary>The frontier of an empty tree.</summary>
    public MerkleFrontier() => _peaks = new MerkleHash[63];

    private MerkleFrontier(MerkleFrontier other)
    {
        _peaks = (MerkleHash[])other._peaks.Clone();
        (_count, Size) = (other._count, other.Size);
    }

    /// <summary>Leaves in the tree.</summary>
    public long Size { get; private set; }

    /// <summary>The roots of the complete subtrees, largest (leftmost) first; one for each one-bit of <see cref="Size"/>.</summary>
    public ReadOnlySpan<MerkleHash> Peaks => _peaks.AsSpan(0, _count);

    /// <summary>Adds one leaf, given by its leaf hash.</summary>
    public void Append(MerkleHash leafHash)
    {
        var hash = leafHash;
        for (var merges = BitOperations.TrailingZeroCount(~Size); merges > 0; merges--)
        {
            hash = MerkleTree.NodeHash(_peaks[--_count], hash);
        }
        _peaks[_count++] = hash;
        Size++;
    }

    /// <summary>Adds a complete subtree at once, given by its root: the same as appending its leaves.</summary>
    /// <param name="root">Its root.</param>
    /// <param name="height">It has two to this power leaves.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tree does not end at a multiple of that number of leaves.</exception>
    public void AppendSubtree(MerkleHash root, int height)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(Size & ((1L << height) - 1), 0);
        var hash = root;
        for (var merges = BitOperations.TrailingZeroCount(~(Size >> height)); merges > 0; merges--)
        {
            hash = MerkleTree.NodeHash(_peaks[--_count], hash);
        }
        _peaks[_count++] = hash;
        Size += 1L << height;
    }

    /// <summary>The root at the present size.</summary>
    public MerkleHash Root()
    {
        if (_count == 0) { return MerkleTree.EmptyRoot; }
        var root = _peaks[_count - 1];
        for (var i = _count - 2; i >= 0; i--) { root = MerkleTree.NodeHash(_peaks[i], root); }
        return root;
    }

    /// <summary>An independent copy: to try an append that may be rolled back.</summary>
    public MerkleFrontier Copy() => new(this);

    /// <summary>The frontier as bytes: the size (8 bytes, big-endian), then the peaks.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[SizeBytes + (_count * MerkleHash.Length)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, Size);
        for (var i = 0; i < _count; i++) { _peaks[i].CopyTo(bytes.AsSpan(SizeBytes + (i * MerkleHash.Length))); }
        return bytes;
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    /// <returns>Null unless the bytes are exactly a size that is not negative and one hash for each of its one-bits.</returns>
    public static MerkleFrontier? FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < SizeBytes) { return null; }
        var size = BinaryPrimitives.ReadInt64BigEndian(bytes);
        var count = BitOperations.PopCount((ulong)size);
        if (size < 0 || bytes.Length != SizeBytes + (count * MerkleHash.Length)) { return null; }
        var frontier = new MerkleFrontier { Size = size, _count = count };
        for (var i = 0; i < count; i++) { frontier._peaks[i] = new(bytes.Slice(SizeBytes + (i * MerkleHash.Length), MerkleHash.Length)); }
        return frontier;
    }
}
