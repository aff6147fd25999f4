using System.Security.Cryptography;
using System.Text;
using Noroshi.Formats.Merkle;
using Noroshi.Formats.SignedNote;

namespace Noroshi.Tests.Formats.SignedNote;

/// <summary>Signing, several keys, strictness, and a public log's key as an independent check of the key id.</summary>
public sealed class NoteTests : IDisposable
{
    private const string Name = "noroshi.example.jp/ledger";
    private readonly ECDsa _old = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ECDsa _new = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose()
    {
        _old.Dispose();
        _new.Dispose();
    }

    private static Note Reread(Note note)
    {
        var read = Note.Parse(note.ToBytes(), out var refusal);
        Assert.Null(refusal);
        return read!;
    }

    [Fact]
    public void Verify_OneKey_Holds()
    {
        var signer = new NoteSigner(Name, _old);
        var note = Reread(Note.Sign("本文\n\n続き\n", signer));
        Assert.Equal("本文\n\n続き\n", note.Text);
        Assert.Null(note.Verify([signer.Key], isClosed: true));
    }

    [Fact]
    public void Verify_TwoKeysWhileRotating_HoldsForWhoeverKnowsOne()
    {
        var (before, after) = (new NoteSigner(Name, _old), new NoteSigner(Name, _new));
        var note = Reread(Note.Sign("text\n", before, after));
        Assert.Null(note.Verify([before.Key], isClosed: false));
        Assert.Null(note.Verify([after.Key], isClosed: false));
        Assert.Null(note.Verify([before.Key, after.Key], isClosed: true));
        Assert.Equal(new NoteRefusal(NoteRefusal.UnknownKey, 4), note.Verify([before.Key], isClosed: true));
        Assert.Equal(new NoteRefusal(NoteRefusal.NoKnownKey, 0), note.Verify([], isClosed: false));
    }

    [Fact]
    public void Verify_TextChanged_IsBadSignature()
    {
        var signer = new NoteSigner(Name, _old);
        var note = Note.Sign("text\n", signer) with { Text = "Text\n" };
        Assert.Equal(new NoteRefusal(NoteRefusal.BadSignature, 3), note.Verify([signer.Key], isClosed: false));
    }

    [Fact]
    public void TryParse_KeyOfAPublicLog_HasTheIdThatLogPublishes()
    {
        const string Spki = "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE2G2Y+2tabdTV5BcGiBIx0a9fAFwrkBbmLSGtks4L3qX6yYY0zufBnhC8Ur/iy55GhWP/9A/bY2LhC30M9+RYtw==";
        var text = $"rekor.sigstore.dev+c0d23d6a+{Convert.ToBase64String([2, .. Convert.FromBase64String(Spki)])}";
        Assert.True(NoteKey.TryParse(text, out var key));
        Assert.Equal(text, key.ToString());
        Assert.Equal(0xc0d23d6au, key.Id);
    }

    [Fact]
    public void TryParse_KeyWithAnyCharacterChanged_IsRefusedOrAnotherKey()
    {
        var key = NoteKey.Of(Name, _old);
        var text = key.ToString();
        for (var at = 0; at < text.Length; at++)
        {
            var changed = string.Concat(text.AsSpan(0, at), ((char)(text[at] ^ 1)).ToString(), text.AsSpan(at + 1));
            if (NoteKey.TryParse(changed, out var other)) { Assert.NotEqual(key, other); Assert.True(at < Name.Length); }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("no line feed")]
    [InlineData("tab\t\n")]
    public void Sign_NotPlainLines_Throws(string text) => Assert.Throws<ArgumentException>(() => Note.Sign(text, new NoteSigner(Name, _old)));

    [Theory]
    [InlineData("text\n", NoteRefusal.Signature)]
    [InlineData("text\n\n", NoteRefusal.Signature)]
    [InlineData("text\n\n- name AAAAAAA=\n", NoteRefusal.Signature)]
    [InlineData("text\n\n— name AAAA\n", NoteRefusal.Signature)]
    [InlineData("text\n\n— na+me AAAAAAA=\n", NoteRefusal.Signature)]
    [InlineData("text\n\n— name AAAAAAB=\n", NoteRefusal.Signature)]
    [InlineData("text\n\n— name AAAAAAA=", NoteRefusal.Signature)]
    [InlineData("te\rxt\n\n— name AAAAAAA=\n", NoteRefusal.NotText)]
    public void Parse_Malformed_IsRefusedWithCode(string text, string code)
    {
        Assert.Null(Note.Parse(Encoding.UTF8.GetBytes(text), out var refusal));
        Assert.Equal(code, refusal!.Value.Code);
    }

    [Fact]
    public void TryParse_Checkpoint_RoundTripsWithExtensions()
    {
        var head = new Checkpoint(Name, 42, MerkleTree.EmptyRoot) { Extensions = ["epoch 2"] };
        Assert.True(Checkpoint.TryParse(head.ToString(), out var read));
        Assert.Equal(head, read);
    }

    [Theory]
    [InlineData("log\n042\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")]
    [InlineData("log\n+42\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")]
    [InlineData("log\n9223372036854775808\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")]
    [InlineData("log\n42\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=\n")]
    [InlineData("log\n42\n47DEQpj8HBSa\n")]
    [InlineData("log\n42\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\nmore\n")]
    [InlineData("\n42\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")]
    public void TryParse_NotACheckpoint_IsRefused(string text) => Assert.False(Checkpoint.TryParse(text, out _));
}
