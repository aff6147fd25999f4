using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Trust.Ledger;
using Noroshi.Core.Vocabulary;
using Noroshi.Formats.Merkle;
using Noroshi.Formats.SignedNote;
using Noroshi.Formats.TlogProof;
using Noroshi.Server.Store;

namespace Noroshi.Server.Ledger;

/// <summary>Walks the whole ledger and compares everything that is said twice: leaf hashes with bytes, columns with bytes, tiles, head row and every signed head with the tree, contents with commitments, and a head kept by somebody else.</summary>
/// <remarks>Reads only; runs beside a serving program. Not for two walks at once on one instance.</remarks>
internal sealed class LedgerVerifier(Database database, IEnumerable<CommittedContents> contents)
{
    private const int BatchSize = 64 * Tile.FullWidth;
    private const int MostCommitmentsExpected = 1 << 22;

    /// <summary>The receipt from which the head to compare with comes; null when it is a head by itself.</summary>
    internal ProofFile? Receipt { get; init; }

    private readonly List<Fault> _faults = [];
    private readonly HashSet<UInt128> _commitments = [];
    private readonly MerkleFrontier _frontier = new();

    /// <summary>Walks.</summary>
    /// <param name="against">A signed head (or the head inside a receipt) that somebody kept; null for none.</param>
    /// <param name="progress">Told the number of entries walked, now and then.</param>
    /// <param name="cancellationToken">Stops the walk.</param>
    internal async Task<LedgerFinding> WalkAsync(Note? against, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        await using NoroshiDb db = database.CreateDbContext();
        LedgerHead head = await db.LedgerHeads.SingleAsync(cancellationToken);
        NoteKey[] keys = await KeysAsync(db, cancellationToken);
        _commitments.EnsureCapacity((int)Math.Clamp(head.Size, 0, MostCommitmentsExpected));
        Queue<SignedHead> heads = new(await HeadsAsync(db, against, keys, cancellationToken));
        var clock = Stopwatch.StartNew();
        await CheckEntriesAsync(head.Size, heads, progress, cancellationToken);
        await CheckUpperTilesAsync(db, cancellationToken);
        CheckEnd(head, heads);
        TimeSpan entriesTook = clock.Elapsed;
        (long compared, long erased) = await CheckContentsAsync(cancellationToken);
        return new(_frontier.Size, compared, erased, _frontier.Root().ToString(), _faults) { EntriesTook = entriesTook, ContentsTook = clock.Elapsed - entriesTook };
    }

    // Batches are read and looked at side by side, one for each processor, and put together in their order.
    private async Task CheckEntriesAsync(long size, Queue<SignedHead> heads, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var looking = new Queue<Task<CheckedBatch>>();
        for (long next = 0; next < size || looking.Count > 0;)
        {
            while (next < size && looking.Count < Environment.ProcessorCount)
            {
                (long from, long to) = (next, Math.Min(next + BatchSize, size));
                looking.Enqueue(Task.Run(() => CheckedBatch.ReadAsync(database, from, to, cancellationToken), cancellationToken));
                next = to;
            }

            CheckedBatch batch = await looking.Dequeue();
            foreach (CheckedTile tile in batch.Tiles)
            {
                Take(tile, heads);
                CheckTile(tile, batch.Stored);
            }

            if (batch.Gap is { } gap)
            {
                // What lies behind a gap cannot be placed; where nothing does, it is told as a tail that is missing.
                if ((gap.Found ?? await NextAsync(cancellationToken)) is { } found)
                {
                    Add(new Fault("NRS-T101").With("expected", Number(_frontier.Size)).With("found", Number(found)));
                }

                await Task.WhenAll(looking);
                break;
            }

            progress?.Report(_frontier.Size);
        }
    }

    private async Task<long?> NextAsync(CancellationToken cancellationToken)
    {
        await using NoroshiDb db = database.CreateDbContext();
        return await db.LedgerEntries.Where(e => e.Position >= _frontier.Size).OrderBy(e => e.Position).Select(e => (long?)e.Position).FirstOrDefaultAsync(cancellationToken);
    }

    private void Take(CheckedTile tile, Queue<SignedHead> heads)
    {
        tile.Faults.ForEach(Add);
        _commitments.UnionWith(tile.Commitments);
        // A whole tile is appended by its root, unless a head was signed within it.
        if (tile.Root is { } root && !(heads.TryPeek(out SignedHead? next) && next.Size < _frontier.Size + Tile.FullWidth))
        {
            _frontier.AppendSubtree(root, Tile.Height);
            CheckHeads(heads);
            return;
        }

        foreach (MerkleHash leaf in tile.Leaves)
        {
            _frontier.Append(leaf);
            CheckHeads(heads);
        }
    }

    private void CheckTile(CheckedTile tile, Dictionary<long, LedgerTile> stored)
    {
        long index = (_frontier.Size / Tile.FullWidth) - 1;
        if (tile.StoredRoot is { } root && !Agrees(stored.GetValueOrDefault(index), tile.Stored, root))
        {
            Add(BadTile(new Tile(0, index, Tile.FullWidth)));
        }
    }

    // Upper tiles repeat the roots of the tiles below, which have been compared already.
    private async Task CheckUpperTilesAsync(NoroshiDb db, CancellationToken cancellationToken)
    {
        foreach (Tile tile in Tile.Completed(0, _frontier.Size).Where(t => t.Level > 0))
        {
            LedgerTile? stored = await db.LedgerTiles.SingleOrDefaultAsync(t => t.Level == tile.Level && t.Index == tile.Index, cancellationToken);
            byte[] hashes = await LedgerTree.HashesAsync(db, tile, cancellationToken);
            if (!Agrees(stored, hashes, TileNodes.Root(hashes)))
            {
                Add(BadTile(tile));
            }
        }
    }

    private static bool Agrees(LedgerTile? stored, byte[] hashes, MerkleHash root) =>
        stored is not null && hashes.AsSpan().SequenceEqual(stored.Hashes) && MerkleHash.TryRead(stored.Root, out MerkleHash kept) && kept == root;

    private static Fault BadTile(Tile tile) =>
        new Fault("NRS-T104").With("tile", tile.Path).With("from", Number(tile.FirstLeaf)).With("to", Number(tile.FirstLeaf + (1L << (Tile.Height * (tile.Level + 1))) - 1));

    private void CheckHeads(Queue<SignedHead> heads)
    {
        while (heads.TryPeek(out SignedHead? next) && next.Size == _frontier.Size)
        {
            heads.Dequeue();
            if (!_frontier.Root().ToArray().AsSpan().SequenceEqual(next.Root))
            {
                Add(new Fault(next.Epoch == OutsideEpoch ? "NRS-T108" : "NRS-T105").With("size", Number(next.Size)));
            }
        }
    }

    private void CheckEnd(LedgerHead head, Queue<SignedHead> beyond)
    {
        if (head.Size != _frontier.Size || LedgerAppender.FrontierOf(head).Root() != _frontier.Root())
        {
            Add(new Fault("NRS-T106").With("size", Number(head.Size)).With("walked", Number(_frontier.Size)));
        }

        foreach (SignedHead missing in beyond)
        {
            Add(new Fault("NRS-T107").With("size", Number(missing.Size)).With("walked", Number(_frontier.Size)));
        }
    }

    // The head somebody kept walks in the same queue, under an epoch no ledger has.
    private const int OutsideEpoch = -1;

    private async Task<List<SignedHead>> HeadsAsync(NoroshiDb db, Note? against, NoteKey[] keys, CancellationToken cancellationToken)
    {
        // Heads of former epochs count only as far as the restored part: beyond it they speak of entries that were lost.
        List<SignedHead> heads = await db.SignedHeads.OrderBy(h => h.Size).ToListAsync(cancellationToken);
        foreach (SignedHead signed in heads)
        {
            CheckNote(signed, keys);
        }

        if (against is not null && Kept(against, keys) is { } kept)
        {
            if (await SharedAsync(db, against, cancellationToken) is { } shared && kept.Size > shared.Entries)
            {
                // The receipt's head was lost, its entry perhaps not: then it stands where it stood.
                if (Receipt is { } receipt && receipt.Index < shared.Entries) await CheckReceiptAsync(db, receipt, cancellationToken);
                else Add(Beyond(shared, kept.Size));
                return heads;
            }

            if (Receipt is not null) await CheckReceiptAsync(db, Receipt, cancellationToken);
            heads.Insert(heads.FindIndex(h => h.Size >= kept.Size) is >= 0 and var i ? i : heads.Count, kept);
        }

        return heads;
    }

    private async Task CheckReceiptAsync(NoroshiDb db, ProofFile receipt, CancellationToken cancellationToken)
    {
        byte[]? leaf = await db.LedgerEntries.Where(e => e.Position == receipt.Index).Select(e => e.Leaf).SingleOrDefaultAsync(cancellationToken);
        // An entry that is not there at all is the tail's fault, and told as such.
        if (leaf is not null && receipt.Extra is { } entry && !LedgerText.LeafHash(entry.AsSpan()).ToArray().AsSpan().SequenceEqual(leaf))
        {
            Add(new Fault("NRS-T116").With("position", Number(receipt.Index)));
        }
    }

    private void CheckNote(SignedHead signed, NoteKey[] keys)
    {
        Note? note = Note.Parse(Encoding.UTF8.GetBytes(signed.Note), out NoteRefusal? refusal);
        refusal ??= note?.Verify(keys, isClosed: true);
        if (refusal is null && Checkpoint.TryParse(note!.Text, out Checkpoint? head) && head.Size == signed.Size && head.Root.ToArray().AsSpan().SequenceEqual(signed.Root))
        {
            return;
        }

        Add(new Fault("NRS-T109").With("size", Number(signed.Size)));
    }

    private SignedHead? Kept(Note against, NoteKey[] keys)
    {
        if (against.Verify(keys, isClosed: true) is not null || !Checkpoint.TryParse(against.Text, out Checkpoint? head))
        {
            Add(new Fault("NRS-T111"));
            return null;
        }

        return new() { Epoch = OutsideEpoch, Size = head.Size, Root = head.Root.ToArray(), At = DateTimeOffset.UnixEpoch, Note = against.ToString() };
    }

    private static async Task<SharedPart?> SharedAsync(NoroshiDb db, Note against, CancellationToken cancellationToken) =>
        Checkpoint.TryParse(against.Text, out Checkpoint? head) ? Lineage.Of(head, [.. (await Restoration.ListAsync(db, cancellationToken)).Select(r => (r.Start, r.At))]) : null;

    private Fault Beyond(SharedPart shared, long size)
    {
        Fault fault = shared.IsOfAnother ? new("NRS-T117") : Receipt is { } receipt ? new Fault("NRS-T114").With("position", Number(receipt.Index)) : new Fault("NRS-T110").With("size", Number(size));
        return fault.With("epoch", Number(shared.Epoch)).With("restored", Number(shared.Entries));
    }

    private static async Task<NoteKey[]> KeysAsync(NoroshiDb db, CancellationToken cancellationToken) =>
        [.. (await db.LedgerKeys.Select(k => k.Verifier).ToArrayAsync(cancellationToken)).Select(v => NoteKey.TryParse(v, out NoteKey? key) ? key : null).OfType<NoteKey>()];

    private async Task<(long Compared, long Erased)> CheckContentsAsync(CancellationToken cancellationToken)
    {
        long compared = 0, erased = 0;
        foreach (CommittedContents kind in contents)
        {
            (ContentBatch gathered, ContentBatch looked) = (new(), new());
            Task<List<(Guid, int?)>> looking = Task.FromResult(new List<(Guid, int?)>());
            await kind.ReadAsync((in content) =>
            {
                if (content.IsErased)
                {
                    erased++;
                    return;
                }

                compared++;
                gathered.Add(in content);
                if (gathered.IsFull)
                {
                    Look();
                }
            }, cancellationToken);
            Look();
            Tell(kind, await looking);

            // Waits, where it must, on the reader's thread: it would only run further ahead.
            void Look()
            {
                Tell(kind, looking.GetAwaiter().GetResult());
                (gathered, looked) = (looked, gathered);
                ContentBatch full = looked;
                looking = Task.Run(() => full.Wrong(_commitments), cancellationToken);
            }
        }

        return (compared, erased);
    }

    private void Tell(CommittedContents kind, List<(Guid Id, int? Version)> wrong) =>
        wrong.ForEach(c => Add(new Fault("NRS-T112").With("what", kind.Name).With("id", $"{c.Id:D} {c.Version}".TrimEnd())));

    private void Add(Fault fault)
    {
        if (_faults.Count < LedgerFinding.MostFaults)
        {
            _faults.Add(fault);
        }
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
