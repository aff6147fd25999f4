using Noroshi.Formats.Merkle;

namespace Noroshi.Tests.Formats.Merkle;

/// <summary>Proofs made from tiles, checked for every leaf and every pair of sizes, and broken in every way.</summary>
public sealed class MerkleProofTests
{
    private const int LogSize = 700;
    private static readonly MerkleHash[] Leaves = MerkleTreeTests.Leaves(LogSize);

    // A tile table as a log would keep it: lower levels give the upper ones.
    private static byte[] Content(Tile tile)
    {
        var bytes = new byte[tile.Bytes];
        for (var i = 0; i < tile.Width; i++)
        {
            var position = (int)(tile.Index * Tile.FullWidth) + i;
            var hash = tile.Level == 0 ? Leaves[position] : TileNodes.Root(Content(new Tile(tile.Level - 1, position, Tile.FullWidth)));
            hash.CopyTo(bytes.AsSpan(i * MerkleHash.Length));
        }
        return bytes;
    }

    private static NodeReader From(IReadOnlySet<Tile> allowed)
    {
        var fetched = allowed.ToDictionary(t => t, Content);
        return new TileNodes(tile => fetched[tile], LogSize).Read;
    }

    [Fact]
    public void Inclusion_EveryLeafOfManySizes_VerifiesFromTheListedTiles()
    {
        foreach (var size in new[] { 1, 2, 3, 5, 8, 100, 255, 256, 257, 511, 512, 513, 699, 700 })
        {
            var root = MerkleTreeTests.Literal(Leaves.AsSpan(0, size)).ToArray();
            for (var index = 0; index < size; index += size > 100 ? 7 : 1)
            {
                var proof = MerkleProof.Inclusion(index, size, From(MerkleProof.TilesForInclusion(index, size, LogSize)));
                var outcome = MerkleVerification.VerifyInclusion((ulong)index, (ulong)size, Leaves[index].ToArray(), proof.AsSpan(), root);
                Assert.Equal(ProofOutcome.Valid, outcome);
            }
        }
    }

    [Fact]
    public void Consistency_EveryPairTo70AndAroundTheTiles_Verifies()
    {
        int[] sizes = [.. Enumerable.Range(1, 70), 255, 256, 257, 511, 512, 513, 640, 699, 700];
        var roots = sizes.ToDictionary(s => s, s => MerkleTreeTests.Literal(Leaves.AsSpan(0, s)).ToArray());
        foreach (var size2 in sizes)
        {
            foreach (var size1 in sizes.Where(s => s <= size2))
            {
                var proof = MerkleProof.Consistency(size1, size2, From(MerkleProof.TilesForConsistency(size1, size2, LogSize)));
                Assert.Equal(ProofOutcome.Valid, MerkleVerification.VerifyConsistency((ulong)size1, (ulong)size2, proof.AsSpan(), roots[size1], roots[size2]));
            }
        }
    }

    [Fact]
    public void Root_OfEveryEarlierSize_ComesFromTheListedTiles()
    {
        for (var size = 0; size <= LogSize; size += 13)
        {
            Assert.Equal(MerkleTreeTests.Literal(Leaves.AsSpan(0, size)), MerkleProof.Root(size, From(MerkleProof.TilesForRoot(size, LogSize))));
        }
    }

    [Fact]
    public void VerifyInclusion_AnyBitOfAnyHashFlipped_Fails()
    {
        var root = MerkleTreeTests.Literal(Leaves.AsSpan(0, 13)).ToArray();
        var proof = MerkleProof.Inclusion(9, 13, From(MerkleProof.TilesForInclusion(9, 13, LogSize)));
        for (var i = 0; i < proof.Length; i++)
        {
            for (var bit = 0; bit < 256; bit++)
            {
                var bytes = proof[i].ToArray();
                bytes[bit / 8] ^= (byte)(1 << (bit % 8));
                Assert.Equal(ProofOutcome.RootMismatch, MerkleVerification.VerifyInclusion(9, 13, Leaves[9].ToArray(), proof.SetItem(i, new(bytes)).AsSpan(), root));
            }
        }
    }

    [Fact]
    public void VerifyInclusion_OtherIndexOrSizeOrLength_Fails()
    {
        var root = MerkleTreeTests.Literal(Leaves.AsSpan(0, 13)).ToArray();
        var proof = MerkleProof.Inclusion(9, 13, From(MerkleProof.TilesForInclusion(9, 13, LogSize)));
        var leaf = Leaves[9].ToArray();
        for (var index = 0UL; index < 20; index++)
        {
            if (index != 9) { Assert.NotEqual(ProofOutcome.Valid, MerkleVerification.VerifyInclusion(index, 13, leaf, proof.AsSpan(), root)); }
        }
        Assert.Equal(ProofOutcome.IndexBeyondSize, MerkleVerification.VerifyInclusion(13, 13, leaf, proof.AsSpan(), root));
        Assert.Equal(ProofOutcome.WrongProofLength, MerkleVerification.VerifyInclusion(9, 13, leaf, proof.AsSpan()[..^1], root));
        Assert.Equal(ProofOutcome.WrongProofLength, MerkleVerification.VerifyInclusion(9, 13, leaf, proof.Add(proof[0]).AsSpan(), root));
        Assert.Equal(ProofOutcome.MalformedHash, MerkleVerification.VerifyInclusion(9, 13, leaf.AsSpan(1), proof.AsSpan(), root));
        Assert.Equal(ProofOutcome.RootMismatch, MerkleVerification.VerifyInclusion(9, 13, leaf, proof.AsSpan(), root.AsSpan(1)));
        Assert.Equal(ProofOutcome.IndexBeyondSize, MerkleVerification.VerifyInclusion(ulong.MaxValue, ulong.MaxValue, leaf, proof.AsSpan(), root));
    }

    [Fact]
    public void Completed_GrowthOverTheFirstUpperTile_NamesEachFullTileOnce()
    {
        Assert.Empty(Tile.Completed(0, 255));
        Assert.Equal([new Tile(0, 0, 256)], Tile.Completed(0, 300));
        Assert.Equal([new Tile(0, 1, 256), new Tile(0, 2, 256)], Tile.Completed(300, 768));
        Assert.Equal([new Tile(0, 255, 256), new Tile(1, 0, 256)], Tile.Completed(65535, 65536));
        Assert.Equal(new Tile(1, 0, 2), Tile.Partial(1, LogSize));
        Assert.Null(Tile.Partial(0, 512));
    }

    [Fact]
    public void Path_LargeIndexAndPartialWidth_IsThePublicSpelling()
    {
        Assert.Equal("tile/0/x001/x234/067", new Tile(0, 1_234_067, 256).Path);
        Assert.Equal("tile/1/000.p/5", new Tile(1, 0, 5).Path);
    }
}
