using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Noroshi.Formats.Merkle;
using Noroshi.Formats.SignedNote;

namespace Noroshi.Formats.TlogProof;

/// <summary>
/// A proof, checkable without the log, that an entry is in it: the entry's place, the way to the root and the signed root, as one text file.
/// Spelled in exactly one way: any other spelling is refused, so no byte of a file can change unnoticed.
/// </summary>
/// <remarks>
/// C2SP tlog-proof@v1, with one addition listed in docs/divergences.md: <c>key</c> lines with the log's verifier keys, so that the file can be checked by somebody who knows nothing yet.
/// <code>
/// c2sp.org/tlog-proof@v1
/// extra BASE64            the entry itself (optional)
/// index 73894
/// BASE64                  one line for each hash, from the leaf's sibling upwards
/// key NAME+ID+BASE64      none in a plain tlog-proof
///
/// ORIGIN                  the signed checkpoint
/// 109482
/// BASE64
///
/// — NAME BASE64
/// </code>
/// </remarks>
/// <param name="Index">The entry's position, from 0.</param>
/// <param name="Hashes">The inclusion proof.</param>
/// <param name="Head">The signed checkpoint.</param>
public sealed record ProofFile(long Index, ImmutableArray<MerkleHash> Hashes, Note Head)
{
    /// <summary>The first line.</summary>
    public const string Header = "c2sp.org/tlog-proof@v1";

    /// <summary>Most bytes of a file that is read.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>Bytes that the application adds, or null. Ours are the entry itself, which the proof then covers.</summary>
    public ImmutableArray<byte>? Extra { get; init; }

    /// <summary>The log's keys, current and former, as given by the file itself. Whoever knows the log compares them.</summary>
    public ImmutableArray<NoteKey> Keys { get; init; } = [];

    /// <summary>Reads a file.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="refusal">Why it is refused, when null is returned.</param>
    public static ProofFile? Parse(ReadOnlySpan<byte> bytes, out NoteRefusal? refusal) => ProofFileParser.Parse(bytes, out refusal);

    /// <summary>Checks that an entry is in the log, by these keys.</summary>
    /// <param name="leafHash">The entry's leaf hash.</param>
    /// <param name="keys">The keys to trust: the file's own <see cref="Keys"/>, or better the ones known from elsewhere.</param>
    /// <param name="head">The checkpoint the entry is proved to be in, when null is returned.</param>
    /// <returns>Null when the proof holds, else the first thing wrong.</returns>
    public NoteRefusal? Verify(MerkleHash leafHash, IReadOnlyCollection<NoteKey> keys, out Checkpoint? head)
    {
        if (!Checkpoint.TryParse(Head.Text, out head)) { return new(NoteRefusal.Checkpoint, HeadLine); }
        if (Head.Verify(keys, isClosed: true) is { } refusal) { return refusal with { Line = refusal.Line == 0 ? 0 : refusal.Line + HeadLine - 1 }; }
        var origin = head.Origin;
        if (Head.Signatures.All(s => s.Name != origin)) { return new(NoteRefusal.Origin, HeadLine); }
        var outcome = MerkleVerification.VerifyInclusion((ulong)Index, (ulong)head.Size, leafHash.ToArray(), Hashes.AsSpan(), head.Root.ToArray());
        return outcome == ProofOutcome.Valid ? null : new(NoteRefusal.Proof, 0);
    }

    /// <summary>Checks a file that carries its entry as <see cref="Extra"/>.</summary>
    /// <inheritdoc cref="Verify(MerkleHash, IReadOnlyCollection{NoteKey}, out Checkpoint?)"/>
    public NoteRefusal? Verify(IReadOnlyCollection<NoteKey> keys, out Checkpoint? head)
    {
        head = null;
        return Extra is { } entry ? Verify(MerkleTree.LeafHash(entry.AsSpan()), keys, out head) : new(NoteRefusal.Extra, 2);
    }

    /// <summary>The file's text.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Header).Append('\n');
        if (Extra is { } extra) { text.Append("extra ").Append(Convert.ToBase64String(extra.AsSpan())).Append('\n'); }
        text.Append(CultureInfo.InvariantCulture, $"index {Index}\n");
        foreach (var hash in Hashes) { text.Append(hash.ToBase64()).Append('\n'); }
        foreach (var key in Keys) { text.Append(CultureInfo.InvariantCulture, $"key {key}\n"); }
        return text.Append('\n').Append(Head).ToString();
    }

    /// <summary>The file in UTF-8.</summary>
    public byte[] ToBytes() => Encoding.UTF8.GetBytes(ToString());

    private int HeadLine => 4 + (Extra is null ? 0 : 1) + Hashes.Length + Keys.Length;
}
