using System.Security.Cryptography;
using Noroshi.Formats.Merkle;

namespace Noroshi.Benchmarks.Formats;

/// <summary>The ledger's tree against SHA-256 alone, which it cannot beat.</summary>
internal static class MerkleBenchmarks
{
    private const int EntryBytes = 400;

    internal static IEnumerable<Benchmark> All()
    {
        var entry = new byte[EntryBytes];
        var (prefixed, node, hash) = (new byte[EntryBytes + 1], new byte[65], new byte[32]);
        var frontier = Grown(1 << 16);
        yield return new("merkle.append", () => frontier.Append(MerkleTree.LeafHash(entry)), "SHA-256 of leaf and node", () =>
        {
            SHA256.HashData(prefixed, hash);
            SHA256.HashData(node, hash);
        });

        var head = Grown((1 << 20) - 1);
        yield return new("merkle.root", () => head.Root(), "SHA-256 of 19 nodes", () =>
        {
            for (var i = 0; i < 19; i++) { SHA256.HashData(node, hash); }
        });

        var leaf = MerkleTree.LeafHash(entry);
        var proof = Enumerable.Repeat(leaf, 20).ToArray();
        var (leafBytes, root) = (leaf.ToArray(), Root(proof, leaf));
        yield return new("merkle.verify-inclusion", () => Require(MerkleVerification.VerifyInclusion(0, 1 << 20, leafBytes, proof, root) == ProofOutcome.Valid), "SHA-256 of 20 nodes", () =>
        {
            for (var i = 0; i < 20; i++) { SHA256.HashData(node, hash); }
        });

        var tile = new byte[Tile.FullWidth * MerkleHash.Length];
        yield return new("merkle.tile-root", () => TileNodes.Root(tile), "SHA-256 of 255 nodes", () =>
        {
            for (var i = 0; i < 255; i++) { SHA256.HashData(node, hash); }
        });

        var batch = new LeafBatch();
        for (var i = 0; i < Tile.FullWidth; i++) { batch.Add(entry); }
        yield return new("merkle.leaves", () => batch.Hash(), "SHA-256 of 256 leaves", () =>
        {
            for (var i = 0; i < Tile.FullWidth; i++) { SHA256.HashData(prefixed, hash); }
        });
    }

    private static MerkleFrontier Grown(int size)
    {
        var frontier = new MerkleFrontier();
        for (var i = 0; i < size; i++) { frontier.Append(default); }
        return frontier;
    }

    private static byte[] Root(MerkleHash[] proof, MerkleHash leaf) => proof.Aggregate(leaf, static (hash, sibling) => MerkleTree.NodeHash(hash, sibling)).ToArray();

    private static void Require(bool isSo)
    {
        if (!isSo) { throw new InvalidOperationException("the benchmark does not do its work"); }
    }
}
