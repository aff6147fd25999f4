using System.Numerics;

namespace Noroshi.Formats.Merkle;

/// <summary>Checks inclusion and consistency proofs. Never throws on what it is given: every answer is a <see cref="ProofOutcome"/>.</summary>
/// <remarks>
/// RFC 6962 sections 2.1.1 and 2.1.2, by the algorithms of RFC 9162 sections 2.1.3.2 and 2.1.4.2; subtrees as in the Merkle tree certificates draft.
/// Roots come as bytes and are compared as bytes, so a root of a wrong length is a mismatch.
/// </remarks>
public static class MerkleVerification
{
    /// <summary>Checks that a leaf is in a tree.</summary>
    /// <param name="index">The leaf, from 0.</param>
    /// <param name="size">Leaves in the tree.</param>
    /// <param name="leafHash">The leaf's hash, 32 bytes.</param>
    /// <param name="proof">Hashes from the leaf's sibling towards the root.</param>
    /// <param name="root">The tree's root.</param>
    public static ProofOutcome VerifyInclusion(
        ulong index, ulong size, ReadOnlySpan<byte> leafHash, ReadOnlySpan<MerkleHash> proof, ReadOnlySpan<byte> root)
    {
        if (index >= size) { return ProofOutcome.IndexBeyondSize; }
        if (!MerkleHash.TryRead(leafHash, out var hash)) { return ProofOutcome.MalformedHash; }
        var (node, last) = (index, size - 1);
        foreach (ref readonly var sibling in proof)
        {
            if (last == 0) { return ProofOutcome.WrongProofLength; }
            if ((node & 1) == 1 || node == last)
            {
                hash = MerkleTree.NodeHash(sibling, hash);
                var shift = BitOperations.TrailingZeroCount(node);
                (node, last) = (node >> shift, last >> shift);
            }
            else
            {
                hash = MerkleTree.NodeHash(hash, sibling);
            }
            (node, last) = (node >> 1, last >> 1);
        }
        return last != 0 ? ProofOutcome.WrongProofLength : Matches(hash, root) ? ProofOutcome.Valid : ProofOutcome.RootMismatch;
    }

    /// <summary>Checks that a tree is the beginning of a larger one.</summary>
    /// <param name="size1">Leaves in the first tree; at least 1 unless both are empty.</param>
    /// <param name="size2">Leaves in the second tree.</param>
    /// <param name="proof">Hashes from the leaves towards the root; none when the sizes are equal.</param>
    /// <param name="root1">The first tree's root.</param>
    /// <param name="root2">The second tree's root.</param>
    public static ProofOutcome VerifyConsistency(
        ulong size1, ulong size2, ReadOnlySpan<MerkleHash> proof, ReadOnlySpan<byte> root1, ReadOnlySpan<byte> root2)
    {
        if (size1 > size2) { return ProofOutcome.SizesOutOfOrder; }
        if (size1 == size2) { return Same(size1, proof, root1, root2); }
        return size1 == 0 ? ProofOutcome.EmptyTree : VerifySubtreeConsistency(0, size1, size2, proof, root1, root2);
    }

    /// <summary>Checks that a leaf is in the subtree over leaves [start, end).</summary>
    /// <param name="index">The leaf's index in the whole tree.</param>
    /// <param name="start">First leaf of the subtree.</param>
    /// <param name="end">The leaf after the subtree.</param>
    /// <param name="leafHash">The leaf's hash, 32 bytes.</param>
    /// <param name="proof">Hashes from the leaf's sibling towards the subtree's root.</param>
    /// <param name="root">The subtree's root.</param>
    public static ProofOutcome VerifySubtreeInclusion(
        ulong index, ulong start, ulong end, ReadOnlySpan<byte> leafHash, ReadOnlySpan<MerkleHash> proof, ReadOnlySpan<byte> root)
    {
        if (start >= end || !IsSubtree(start, end)) { return ProofOutcome.NotASubtree; }
        return index < start || index >= end
            ? ProofOutcome.IndexBeyondSize
            : VerifyInclusion(index - start, end - start, leafHash, proof, root);
    }

    /// <summary>Checks that the subtree over leaves [start, end) is part of a tree.</summary>
    /// <param name="start">First leaf of the subtree.</param>
    /// <param name="end">The leaf after the subtree. An empty subtree needs only the empty root and an empty proof.</param>
    /// <param name="size">Leaves in the tree.</param>
    /// <param name="proof">Hashes from the leaves towards the root.</param>
    /// <param name="subtreeRoot">The subtree's root.</param>
    /// <param name="root">The tree's root.</param>
    public static ProofOutcome VerifySubtreeConsistency(
        ulong start, ulong end, ulong size, ReadOnlySpan<MerkleHash> proof, ReadOnlySpan<byte> subtreeRoot, ReadOnlySpan<byte> root)
    {
        if (end > size) { return ProofOutcome.SizesOutOfOrder; }
        if (!IsSubtree(start, end)) { return ProofOutcome.NotASubtree; }
        if (start == end) { return Empty(proof, subtreeRoot); }
        if (start == 0 && end == size) { return Same(size, proof, subtreeRoot, root); }

        var (first, last, edge) = ToSeed(start, end - 1, size - 1);
        if (first != last && proof.IsEmpty) { return ProofOutcome.WrongProofLength; }
        if (first != last) { return Climb(first, last, edge, proof[0], proof[1..], subtreeRoot, root); }
        return MerkleHash.TryRead(subtreeRoot, out var seed)
            ? Climb(first, last, edge, seed, proof, subtreeRoot, root)
            : ProofOutcome.MalformedHash;
    }

    private static ProofOutcome Climb(
        ulong first, ulong last, ulong edge, MerkleHash seed, ReadOnlySpan<MerkleHash> proof, ReadOnlySpan<byte> subtreeRoot, ReadOnlySpan<byte> root)
    {
        var (part, whole) = (seed, seed);
        foreach (ref readonly var hash in proof)
        {
            if (edge == 0) { return ProofOutcome.WrongProofLength; }
            if ((last & 1) == 1 || last == edge)
            {
                if (first < last) { part = MerkleTree.NodeHash(hash, part); }
                whole = MerkleTree.NodeHash(hash, whole);
                var shift = BitOperations.TrailingZeroCount(last);
                (first, last, edge) = (first >> shift, last >> shift, edge >> shift);
            }
            else
            {
                whole = MerkleTree.NodeHash(whole, hash);
            }
            (first, last, edge) = (first >> 1, last >> 1, edge >> 1);
        }
        if (edge != 0) { return ProofOutcome.WrongProofLength; }
        if (!Matches(part, subtreeRoot)) { return ProofOutcome.FirstRootMismatch; }
        return Matches(whole, root) ? ProofOutcome.Valid : ProofOutcome.RootMismatch;
    }

    // The level at which the subtree's last node is complete: the proof starts there.
    private static (ulong First, ulong Last, ulong Edge) ToSeed(ulong first, ulong last, ulong edge)
    {
        var toEdge = last == edge;
        while (first != last && (toEdge || (last & 1) == 1))
        {
            (first, last, edge) = (first >> 1, last >> 1, edge >> 1);
        }
        return (first, last, edge);
    }

    private static ProofOutcome Same(ulong size, ReadOnlySpan<MerkleHash> proof, ReadOnlySpan<byte> root1, ReadOnlySpan<byte> root2)
    {
        if (size == 0)
        {
            var empty = Empty(proof, root1);
            if (empty != ProofOutcome.Valid) { return empty; }
        }
        if (!proof.IsEmpty) { return ProofOutcome.WrongProofLength; }
        return root1.SequenceEqual(root2) ? ProofOutcome.Valid : ProofOutcome.RootMismatch;
    }

    private static ProofOutcome Empty(ReadOnlySpan<MerkleHash> proof, ReadOnlySpan<byte> root) =>
        !proof.IsEmpty ? ProofOutcome.WrongProofLength
        : Matches(MerkleTree.EmptyRoot, root) ? ProofOutcome.Valid
        : ProofOutcome.FirstRootMismatch;

    private static bool IsSubtree(ulong start, ulong end)
    {
        if (start >= end) { return start == end; }
        var length = end - start;
        return length > 1UL << 63 ? start == 0 : start % BitOperations.RoundUpToPowerOf2(length) == 0;
    }

    private static bool Matches(in MerkleHash hash, ReadOnlySpan<byte> expected) =>
        MerkleHash.TryRead(expected, out var other) && hash == other;
}
