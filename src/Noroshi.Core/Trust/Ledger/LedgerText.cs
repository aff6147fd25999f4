using System.Text.Json.Nodes;
using Noroshi.Core.Vocabulary;
using Noroshi.Formats.Json;
using Noroshi.Formats.Merkle;

namespace Noroshi.Core.Trust.Ledger;

/// <summary>The bytes of a ledger entry: RFC 8785 canonical JSON <c>{"actor","at","body","kind","subject","v":1}</c>, instants in Unix milliseconds, and its RFC 6962 leaf hash.</summary>
public static class LedgerText
{
    /// <summary>The canonical bytes of a record.</summary>
    /// <param name="record">What happened.</param>
    /// <param name="actor">Pseudonymous id of who did it; <see cref="Guid.Empty"/> for the system.</param>
    /// <param name="at">When, to the millisecond.</param>
    public static byte[] Canonical(Happened record, Guid actor, DateTimeOffset at) => CanonicalJson.Of(new JsonObject
    {
        ["actor"] = actor.ToString("D"),
        ["at"] = at.ToUnixTimeMilliseconds(),
        ["body"] = record.Body(),
        ["kind"] = record.Kind,
        ["subject"] = record.Subject.ToString("D"),
        ["v"] = 1,
    }, CanonicalNumbers.WholeOnly);

    /// <summary>RFC 6962 section 2.1: SHA-256(0x00 ‖ entry), 32 bytes.</summary>
    public static MerkleHash LeafHash(ReadOnlySpan<byte> canonical) => MerkleTree.LeafHash(canonical);
}
