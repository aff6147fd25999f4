using System.Text;
using Noroshi.Formats.Merkle;

namespace Noroshi.Tests.Formats.Merkle;

/// <summary>Trees against the definition of RFC 6962 section 2.1, taken literally and recursively.</summary>
public sealed class MerkleTreeTests
{
    [Fact]
    public void AppendSubtree_AtEveryPlaceItFits_IsTheSameAsItsLeaves()
    {
        for (var before = 0; before < 40; before += 8)
        {
            var (whole, single) = (new MerkleFrontier(), new MerkleFrontier());
            MerkleHash[] leaves = [.. Enumerable.Range(0, before + 8).Select(i => MerkleTree.LeafHash([(byte)i]))];
            foreach (var leaf in leaves) single.Append(leaf);
            foreach (var leaf in leaves[..before]) whole.Append(leaf);
            whole.AppendSubtree(MerkleTree.Root(leaves.AsSpan(before)), 3);
            Assert.Equal(single.ToBytes(), whole.ToBytes());
        }
    }

    [Fact]
    public void AppendSubtree_WhereItDoesNotFit_IsRefused()
    {
        var frontier = new MerkleFrontier();
        frontier.Append(MerkleTree.EmptyRoot);
        Assert.Throws<ArgumentOutOfRangeException>(() => frontier.AppendSubtree(MerkleTree.EmptyRoot, 3));
    }

    internal static MerkleHash[] Leaves(int count) =>
        [.. Enumerable.Range(0, count).Select(i => MerkleTree.LeafHash(Encoding.UTF8.GetBytes($"entry {i}")))];

    internal static MerkleHash Literal(ReadOnlySpan<MerkleHash> leaves)
    {
        if (leaves.Length == 0) { return MerkleTree.EmptyRoot; }
        if (leaves.Length == 1) { return leaves[0]; }
        var k = 1;
        while (k * 2 < leaves.Length) { k *= 2; }
        return MerkleTree.NodeHash(Literal(leaves[..k]), Literal(leaves[k..]));
    }

    [Fact]
    public void EmptyRoot_IsSha256OfNothing() =>
        Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", MerkleTree.EmptyRoot.ToString());

    [Fact]
    public void LeafHash_EmptyLeaf_HashesThePrefixAlone() =>
        Assert.Equal("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d", MerkleTree.LeafHash([]).ToString());

    [Fact]
    public void LeafHash_LongerThanTheStackBuffer_IsTheSameHash()
    {
        foreach (var length in new[] { 1022, 1023, 1024, 5000 })
        {
            var content = new byte[length];
            content.AsSpan().Fill(7);
            byte[] prefixed = [0, .. content];
            Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(prefixed)), MerkleTree.LeafHash(content).ToString());
        }
    }

    [Fact]
    public void Frontier_EverySizeTo600_HasTheRootOfTheDefinition()
    {
        var leaves = Leaves(600);
        var frontier = new MerkleFrontier();
        for (var size = 0; size <= leaves.Length; size++)
        {
            Assert.Equal(size, frontier.Size);
            Assert.Equal(Literal(leaves.AsSpan(0, size)), frontier.Root());
            if (size < leaves.Length) { frontier.Append(leaves[size]); }
        }
    }

    [Fact]
    public void Frontier_ThroughBytes_GoesOnGrowingTheSameTree()
    {
        var leaves = Leaves(300);
        var frontier = new MerkleFrontier();
        foreach (var leaf in leaves)
        {
            frontier.Append(leaf);
            frontier = MerkleFrontier.FromBytes(frontier.ToBytes())!;
        }
        Assert.Equal(Literal(leaves), frontier.Root());
    }

    [Fact]
    public void FromBytes_CutOrLengthened_IsRefused()
    {
        var frontier = new MerkleFrontier();
        foreach (var leaf in Leaves(13)) { frontier.Append(leaf); }
        var bytes = frontier.ToBytes();
        for (var length = 0; length < bytes.Length; length++) { Assert.Null(MerkleFrontier.FromBytes(bytes.AsSpan(0, length))); }
        Assert.Null(MerkleFrontier.FromBytes([.. bytes, 0]));
        Assert.Null(MerkleFrontier.FromBytes([0xff, .. bytes[1..]]));
    }

    [Fact]
    public void Copy_AppendToTheCopy_LeavesTheOriginal()
    {
        var frontier = new MerkleFrontier();
        foreach (var leaf in Leaves(5)) { frontier.Append(leaf); }
        var before = frontier.Root();
        frontier.Copy().Append(Leaves(1)[0]);
        Assert.Equal((5, before), (frontier.Size, frontier.Root()));
    }
}
