using System.Security.Cryptography;
using System.Text;
using Noroshi.Formats.Merkle;
using Noroshi.Formats.SignedNote;
using Noroshi.Formats.TlogProof;

namespace Noroshi.Tests.Formats.TlogProof;

/// <summary>A receipt must not survive the change of a single byte, wherever it stands.</summary>
public sealed class ProofFileTests : IDisposable
{
    private const string Name = "noroshi.example.jp/ledger";
    private readonly ECDsa _old = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ECDsa _new = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose()
    {
        _old.Dispose();
        _new.Dispose();
    }

    private ProofFile Made(int index, int size, params NoteSigner[] signers)
    {
        var entries = Enumerable.Range(0, size).Select(i => Encoding.UTF8.GetBytes($"{{\"position\":{i}}}")).ToArray();
        var leaves = entries.Select(e => MerkleTree.LeafHash(e)).ToArray();
        NodeReader read = (level, at) => Merkle.MerkleTreeTests.Literal(leaves.AsSpan((int)(at << level), 1 << level));
        var head = new Checkpoint(Name, size, MerkleTree.Root(leaves));
        return new(index, MerkleProof.Inclusion(index, size, read), Note.Sign(head.ToString(), signers))
        {
            Extra = [.. entries[index]],
            Keys = [.. signers.Select(s => s.Key)],
        };
    }

    private static NoteRefusal? Check(ReadOnlySpan<byte> bytes)
    {
        var proof = ProofFile.Parse(bytes, out var refusal);
        return proof is null ? refusal : proof.Verify(proof.Keys, out _);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 2)]
    [InlineData(5, 13)]
    [InlineData(99, 100)]
    public void Verify_FileAsWritten_Holds(int index, int size)
    {
        var proof = Made(index, size, new NoteSigner(Name, _old), new NoteSigner(Name, _new));
        Assert.Null(Check(proof.ToBytes()));
        Assert.Equal(proof.ToString(), ProofFile.Parse(proof.ToBytes(), out _)!.ToString());
    }

    [Fact]
    public void Verify_AnyByteChanged_Fails()
    {
        var bytes = Made(5, 13, new NoteSigner(Name, _old), new NoteSigner(Name, _new)).ToBytes();
        for (var at = 0; at < bytes.Length; at++)
        {
            foreach (byte xor in (ReadOnlySpan<byte>)[0x01, 0x02, 0x04, 0x07, 0x20, 0x80, 0xff])
            {
                var changed = (byte[])bytes.Clone();
                changed[at] ^= xor;
                Assert.True(Check(changed) is not null, $"byte {at} xor {xor:x2} was not noticed");
            }
        }
    }

    [Fact]
    public void Verify_CutDoubledOrSwappedAnywhere_Fails()
    {
        var bytes = Made(5, 13, new NoteSigner(Name, _old)).ToBytes();
        for (var at = 0; at < bytes.Length; at++)
        {
            Assert.NotNull(Check(bytes.AsSpan(0, at)));
            Assert.NotNull(Check([.. bytes[..at], .. bytes[(at + 1)..]]));
            Assert.NotNull(Check([.. bytes[..at], bytes[at], .. bytes[at..]]));
        }
        Assert.NotNull(Check([.. bytes, (byte)'\n']));
        Assert.NotNull(Check(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes).Replace("\n", "\r\n", StringComparison.Ordinal))));
        Assert.NotNull(Check([0xef, 0xbb, 0xbf, .. bytes]));
    }

    [Fact]
    public void Verify_AnotherLogsKeyForTheSameName_IsRefused()
    {
        var proof = Made(5, 13, new NoteSigner(Name, _old));
        Assert.Equal(NoteRefusal.UnknownKey, proof.Verify([NoteKey.Of(Name, _new)], out _)!.Value.Code);
    }

    [Fact]
    public void Verify_HeadOfAnotherOrigin_IsRefused()
    {
        var proof = Made(5, 13, new NoteSigner("other.example/ledger", _old));
        Assert.Equal(NoteRefusal.Origin, proof.Verify(proof.Keys, out _)!.Value.Code);
    }

    [Fact]
    public void Verify_OtherEntry_IsRefusedAsProof()
    {
        var proof = Made(5, 13, new NoteSigner(Name, _old));
        Assert.Equal(new NoteRefusal(NoteRefusal.Proof, 0), proof.Verify(MerkleTree.LeafHash("other"u8), proof.Keys, out var head));
        Assert.Equal(13, head!.Size);
    }

    [Fact]
    public void Parse_PlainTlogProofWithoutKeysAndExtra_IsRead()
    {
        var proof = Made(5, 13, new NoteSigner(Name, _old)) with { Keys = [], Extra = null };
        var read = ProofFile.Parse(proof.ToBytes(), out var refusal);
        Assert.Null(refusal);
        Assert.Null(read!.Verify(MerkleTree.LeafHash("{\"position\":5}"u8), [NoteKey.Of(Name, _old)], out _));
    }

    [Fact]
    public void Verify_SignatureChanged_NamesTheLine()
    {
        var proof = Made(0, 1, new NoteSigner(Name, _old));
        var lines = proof.ToString().Split('\n');
        Assert.StartsWith("—", lines[^2], StringComparison.Ordinal);
        var changed = proof with { Head = proof.Head with { Text = proof.Head.Text.Replace("\n1\n", "\n2\n", StringComparison.Ordinal) } };
        Assert.Equal(new NoteRefusal(NoteRefusal.BadSignature, lines.Length - 1), Check(changed.ToBytes()));
    }
}
