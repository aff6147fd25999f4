using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Trust.Ledger;
using Noroshi.Formats.Merkle;
using Noroshi.Formats.SignedNote;
using Noroshi.Server.Store;

namespace Noroshi.Server.Ledger;

/// <summary>Makes receipt files for entries. Who may have one is for the caller to decide.</summary>
internal sealed class Receipts(Database database, HeadSigner signer)
{
    /// <summary>The receipt for the n-th entry of these kinds about a subject, such as the n-th version of a report.</summary>
    /// <param name="subject">The thing received.</param>
    /// <param name="kinds">Record kinds that count.</param>
    /// <param name="index">Which of them, from 0.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The file, or null when there is no such entry.</returns>
    internal async Task<byte[]?> ForAsync(Guid subject, IReadOnlyCollection<string> kinds, int index, CancellationToken cancellationToken)
    {
        await using NoroshiDb db = database.CreateDbContext();
        LedgerEntry? entry = await db.LedgerEntries.Where(e => e.Subject == subject && kinds.Contains(e.Kind))
            .OrderBy(e => e.Position).Skip(index).FirstOrDefaultAsync(cancellationToken);
        return entry is null ? null : await ForAsync(db, entry, cancellationToken);
    }

    private async Task<byte[]> ForAsync(NoroshiDb db, LedgerEntry entry, CancellationToken cancellationToken)
    {
        SignedHead head = await signer.CoveringAsync(entry.Position, cancellationToken);
        Note note = Note.Parse(System.Text.Encoding.UTF8.GetBytes(head.Note), out _) ?? throw new InvalidDataException("A stored head is damaged.");
        ImmutableArray<NoteKey> keys = await KeysOfAsync(db, note, cancellationToken);
        ImmutableArray<MerkleHash> proof = await LedgerTree.InclusionAsync(db, entry.Position, head.Size, cancellationToken);
        return Receipt.File(entry.Position, entry.Canonical, proof, note, keys);
    }

    private static async Task<ImmutableArray<NoteKey>> KeysOfAsync(NoroshiDb db, Note note, CancellationToken cancellationToken)
    {
        string[] verifiers = await db.LedgerKeys.Select(k => k.Verifier).ToArrayAsync(cancellationToken);
        return [.. verifiers.Select(v => NoteKey.TryParse(v, out NoteKey? key) ? key : null).OfType<NoteKey>()
            .Where(key => note.Signatures.Any(s => s.KeyId == key.Id && s.Name == key.Name))];
    }
}
