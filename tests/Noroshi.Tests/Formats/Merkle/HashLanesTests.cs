using System.Security.Cryptography;
using Noroshi.Formats.Merkle;

namespace Noroshi.Tests.Formats.Merkle;

/// <summary>Hashing side by side against the platform's SHA-256, one message after the other.</summary>
public sealed class HashLanesTests
{
    private readonly Random _random = new(1);

    [Fact]
    public void Hash_LeavesOfEveryLength_AreWhatThePlatformMakes()
    {
        // Every place of the padding in a block, three times over, side by side with lengths of its neighbourhood.
        var leaves = Enumerable.Range(0, 200).Select(Bytes).ToArray();
        AssertSame(leaves);
    }

    [Fact]
    public void Hash_LeavesOfMixedLengths_AreWhatThePlatformMakes()
    {
        for (var round = 0; round < 50; round++)
        {
            AssertSame([.. Enumerable.Range(0, _random.Next(1, 40)).Select(_ => Bytes(_random.Next(8) == 0 ? _random.Next(20_000) : _random.Next(500)))]);
        }
    }

    [Fact]
    public void Hash_AfterClear_KnowsNothingOfTheLeavesBefore()
    {
        var batch = new LeafBatch();
        for (var i = 0; i < 20; i++) { batch.Add(Bytes(300)); }
        batch.Clear();
        var leaf = Bytes(64);
        batch.Add(leaf);
        Assert.Equal([MerkleTree.LeafHash(leaf)], batch.Hash());
        Assert.Equal(leaf, batch[0]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(256)]
    [InlineData(1024)]
    public void TileRoot_OfAPowerOfTwo_IsTheRootOfTheTree(int width)
    {
        var hashes = Enumerable.Range(0, width).Select(_ => new MerkleHash(Bytes(MerkleHash.Length))).ToArray();
        Assert.Equal(MerkleTree.Root(hashes), TileNodes.Root(hashes.SelectMany(h => h.ToArray()).ToArray()));
    }

    private static void AssertSame(byte[][] leaves)
    {
        var batch = new LeafBatch();
        foreach (var leaf in leaves) { batch.Add(leaf); }
        Assert.Equal(leaves.Select(l => new MerkleHash(SHA256.HashData([0x00, .. l]))), batch.Hash());
    }

    private byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        _random.NextBytes(bytes);
        return bytes;
    }
}
