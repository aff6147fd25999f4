using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Noroshi.Formats.Json;
using Noroshi.Formats.Merkle;
using Noroshi.Formats.SignedNote;
using Noroshi.Formats.TlogProof;

namespace Noroshi.Core.Trust.Ledger;

/// <summary>
/// A receipt (受領証): the ledger entry of what was received, its place, the way to the signed root, and the key, as one text file that anybody can check without us.
/// </summary>
/// <remarks>The file is a C2SP tlog-proof with the entry as its extra part; see <see cref="ProofFile"/>. It is spelled in exactly one way, so any changed byte is found.</remarks>
/// <param name="Position">The entry's place in the ledger, from 0.</param>
/// <param name="Kind">What happened, such as <c>ReportReceived</c>.</param>
/// <param name="Subject">The id of the thing it happened to.</param>
/// <param name="At">When the server wrote it.</param>
/// <param name="Body">The record's own members.</param>
/// <param name="Head">The signed tree head the entry is proved to be in.</param>
/// <param name="Keys">The keys the file itself names; compare them with what the ledger's owner publishes.</param>
public sealed record Receipt(long Position, string Kind, Guid Subject, DateTimeOffset At, JsonObject Body, Checkpoint Head, ImmutableArray<NoteKey> Keys)
{
    /// <summary>The file of a receipt.</summary>
    /// <param name="position">The entry's place.</param>
    /// <param name="canonical">The entry's canonical bytes.</param>
    /// <param name="proof">Inclusion proof up to the head.</param>
    /// <param name="head">Signed head.</param>
    /// <param name="keys">Keys that signed it.</param>
    public static byte[] File(long position, byte[] canonical, ImmutableArray<MerkleHash> proof, Note head, ImmutableArray<NoteKey> keys) =>
        new ProofFile(position, proof, head) { Extra = [.. canonical], Keys = keys }.ToBytes();

    /// <summary>Checks a receipt file.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="trusted">Keys known from elsewhere; when null, the file's own keys are used, which proves that the file is whole but not who made it.</param>
    /// <param name="refusal">The first thing wrong, by code and line, when null is returned.</param>
    public static Receipt? Check(ReadOnlySpan<byte> file, IReadOnlyCollection<NoteKey>? trusted, out NoteRefusal? refusal)
    {
        ProofFile? proof = ProofFile.Parse(file, out refusal);
        if (proof is null)
        {
            return null;
        }

        refusal = proof.Verify(trusted ?? proof.Keys, out Checkpoint? head);
        if (refusal is not null || proof.Extra is not { } entry || Entry(entry.AsSpan()) is not { } json)
        {
            refusal ??= new(NoteRefusal.Extra, 2);
            return null;
        }

        return new(proof.Index, (string)json["kind"]!, Guid.Parse((string)json["subject"]!), DateTimeOffset.FromUnixTimeMilliseconds((long)json["at"]!), (JsonObject)json["body"]!, head!, proof.Keys);
    }

    // Only what LedgerText writes: a foreign log's entry is refused, not misread.
    private static JsonObject? Entry(ReadOnlySpan<byte> canonical)
    {
        if (StrictJson.Parse(canonical, StrictJsonOptions.Default, out JsonNode? node) is not null || node is not JsonObject entry)
        {
            return null;
        }

        bool isOurs = entry["v"] is JsonValue v && v.TryGetValue(out long version) && version == 1
            && entry["kind"] is JsonValue kind && kind.TryGetValue(out string? _)
            && entry["subject"] is JsonValue subject && subject.TryGetValue(out string? id) && Guid.TryParse(id, out _)
            && entry["at"] is JsonValue at && at.TryGetValue(out long _)
            && entry["body"] is JsonObject;
        return isOurs ? entry : null;
    }
}
