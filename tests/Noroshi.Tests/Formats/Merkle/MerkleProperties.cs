using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Noroshi.Formats.Merkle;

namespace Noroshi.Tests.Formats.Merkle;

/// <summary>What must hold for trees of any size.</summary>
public sealed class MerkleProperties
{
    private static readonly MerkleHash[] Leaves = MerkleTreeTests.Leaves(2000);

    private static MerkleHash Node(int level, long index) => MerkleTreeTests.Literal(Leaves.AsSpan((int)(index << level), 1 << level));

    private static byte[] Root(int size) => MerkleProof.Root(size, Node).ToArray();

    private static int Size(PositiveInt seed) => 1 + (seed.Get * 37 % Leaves.Length);

    [Fact]
    public void Inclusion_AnyLeafOfAnySize_VerifiesAndNoOtherLeafDoes() =>
        Check.QuickThrowOnFailure(Prop.ForAll<PositiveInt, PositiveInt, PositiveInt>((a, b, c) =>
        {
            var size = Size(a);
            var (index, other) = (b.Get % size, c.Get % size);
            var proof = MerkleProof.Inclusion(index, size, Node).AsSpan();
            var outcome = MerkleVerification.VerifyInclusion((ulong)index, (ulong)size, Leaves[other].ToArray(), proof, Root(size));
            return (outcome == ProofOutcome.Valid) == (index == other);
        }));

    [Fact]
    public void Consistency_AnyTwoSizes_VerifiesAndNoOtherRootDoes() =>
        Check.QuickThrowOnFailure(Prop.ForAll<PositiveInt, PositiveInt>((a, b) =>
        {
            var (size1, size2) = (Math.Min(Size(a), Size(b)), Math.Max(Size(a), Size(b)));
            var proof = MerkleProof.Consistency(size1, size2, Node).AsSpan();
            var (root1, root2) = (Root(size1), Root(size2));
            var changed = (byte[])root1.Clone();
            changed[0] ^= 1;
            return MerkleVerification.VerifyConsistency((ulong)size1, (ulong)size2, proof, root1, root2) == ProofOutcome.Valid
                && MerkleVerification.VerifyConsistency((ulong)size1, (ulong)size2, proof, changed, root2) != ProofOutcome.Valid
                && MerkleVerification.VerifyConsistency((ulong)size1, (ulong)size2, proof, root1, changed) != ProofOutcome.Valid;
        }));

    [Fact]
    public void Verify_AnyNumbersAndHashes_NeverThrows() =>
        Check.QuickThrowOnFailure(Prop.ForAll<ulong[], byte[], PositiveInt>((numbers, bytes, count) =>
        {
            var (a, b, c) = (At(numbers, 0), At(numbers, 1), At(numbers, 2));
            var proof = Leaves.AsSpan(0, count.Get % 70);
            MerkleVerification.VerifyInclusion(a, b, bytes, proof, bytes);
            MerkleVerification.VerifyConsistency(a, b, proof, bytes, bytes);
            MerkleVerification.VerifySubtreeInclusion(a, b, c, Leaves[0].ToArray(), proof, bytes);
            MerkleVerification.VerifySubtreeConsistency(a, b, c, proof, Leaves[0].ToArray(), bytes);
            return true;
        }));

    private static ulong At(ulong[] numbers, int index) => index < numbers.Length ? numbers[index] * 0x9E3779B97F4A7C15 : ulong.MaxValue - (ulong)index;
}
