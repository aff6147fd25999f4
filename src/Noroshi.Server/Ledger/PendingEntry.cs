using Noroshi.Core.Trust.Ledger;
using Noroshi.Core.Vocabulary;
using Noroshi.Formats.Merkle;

namespace Noroshi.Server.Ledger;

/// <summary>An entry on its way into the ledger: bytes and hash are fixed, the position comes with the commit.</summary>
internal sealed class PendingEntry
{
    private PendingEntry(Happened record, Guid actor, DateTimeOffset at, byte[] canonical)
    {
        (Record, Actor, At, Canonical) = (record, actor, at, canonical);
        Leaf = LedgerText.LeafHash(canonical);
    }

    internal Happened Record { get; }
    internal Guid Actor { get; }
    internal DateTimeOffset At { get; }
    internal byte[] Canonical { get; }
    internal MerkleHash Leaf { get; }

    /// <summary>Place in the ledger; -1 until committed.</summary>
    internal long Position { get; set; } = -1;

    internal static PendingEntry Of(Happened record, Guid actor, DateTimeOffset at) =>
        new(record, actor, at, LedgerText.Canonical(record, actor, at));
}
