using System.Runtime.InteropServices;

namespace Noroshi.Formats.Merkle;

/// <summary>Nodes computed from tiles that were fetched before: the bridge from a tile table to the proofs.</summary>
/// <remarks>
/// Use: list the tiles with <see cref="MerkleProof.TilesForInclusion"/> or <see cref="MerkleProof.TilesForConsistency"/>, fetch them in one query, then
/// <c>MerkleProof.Inclusion(index, size, new TileNodes(t => fetched[t], logSize).Read)</c>, with the same <c>logSize</c> in both, which may exceed the size proved.
/// </remarks>
/// <param name="content">The bytes of a tile, at least as wide as asked: consecutive 32-byte hashes.</param>
/// <param name="logSize">Leaves in the log at the time the tiles were fetched.</param>
public sealed class TileNodes(Func<Tile, ReadOnlyMemory<byte>> content, long logSize)
{
    /// <summary>The hash of one complete node; see <see cref="NodeReader"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The node is not complete at this tree size, or the tile given is too short.</exception>
    public MerkleHash Read(int level, long index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(index + 1, logSize >> level);
        var tile = Tile.Of(level, index, logSize);
        var depth = level % Tile.Height;
        var first = (int)((index << depth) - (tile.Index << Tile.Height));
        var hashes = content(tile).Span.Slice(first * MerkleHash.Length, MerkleHash.Length << depth);
        return Root(hashes);
    }

    /// <summary>The root over a power-of-two number of hashes, such as a full tile: the hash that stands for it one level up.</summary>
    public static MerkleHash Root(ReadOnlySpan<byte> hashes)
    {
        var level = MemoryMarshal.Cast<byte, MerkleHash>(hashes);
        if (level.Length == 1) { return level[0]; }
        var parents = level.Length <= Tile.FullWidth ? stackalloc MerkleHash[Tile.FullWidth / 2] : new MerkleHash[level.Length / 2];
        MerkleTree.NodeHashes(level, parents);
        for (var width = level.Length / 2; width > 1; width /= 2) { MerkleTree.NodeHashes(parents[..width], parents); }
        return parents[0];
    }
}
