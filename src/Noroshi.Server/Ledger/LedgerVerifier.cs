using System.Globalization;
using System.Text;
using System.Text.Json;
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
internal sealed class LedgerVerifier(NoroshiDb db, IEnumerable<CommittedContents> contents)
{
    private const int BatchSize = 16 * Tile.FullWidth;
    /// <summary>The receipt from which the head to compare with comes; null when it is a head by itself.</summary>
    internal ProofFile? Receipt { get; init; }

    private readonly List<Fault> _faults = [];
    private readonly HashSet<UInt128> _commitments = [];
    private readonly MerkleFrontier _frontier = new();
    private readonly List<byte> _tile = new(Tile.FullWidth * MerkleHash.Length);

    /// <summary>Walks.</summary>
    /// <param name="against">A signed head (or the head inside a receipt) that somebody kept; null for none.</param>
    /// <param name="progress">Told the number of entries walked, now and then.</param>
    /// <param name="cancellationToken">Stops the walk.</param>
    internal async Task<LedgerFinding> WalkAsync(Note? against, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        LedgerHead head = await db.LedgerHeads.SingleAsync(cancellationToken);
        NoteKey[] keys = await KeysAsync(cancellationToken);
        Queue<SignedHead> heads = new(await HeadsAsync(head, against, keys, cancellationToken));
        while (await BatchAsync(head.Size, cancellationToken) is { Length: > 0 } batch && await CheckBatchAsync(batch, heads, cancellationToken))
        {
            progress?.Report(_frontier.Size);
        }

        await CheckUpperTilesAsync(cancellationToken);
        CheckEnd(head, heads);
        (long compared, long erased) = await CheckContentsAsync(cancellationToken);
        return new(_frontier.Size, compared, erased, _frontier.Root().ToString(), _faults);
    }

    // By position, not by offset; whole tiles at a time, so that each batch's tiles come in one query.
    private async Task<LedgerEntry[]> BatchAsync(long size, CancellationToken cancellationToken)
    {
        long from = _frontier.Size;
        return await db.LedgerEntries.Where(e => e.Position >= from && e.Position < size).OrderBy(e => e.Position).Take(BatchSize).ToArrayAsync(cancellationToken);
    }

    // False: a gap; what lies behind it cannot be placed.
    private async Task<bool> CheckBatchAsync(LedgerEntry[] batch, Queue<SignedHead> heads, CancellationToken cancellationToken)
    {
        long first = batch[0].Position / Tile.FullWidth, last = batch[^1].Position / Tile.FullWidth;
        Dictionary<long, LedgerTile> tiles = await db.LedgerTiles.Where(t => t.Level == 0 && t.Index >= first && t.Index <= last).ToDictionaryAsync(t => t.Index, cancellationToken);
        foreach (LedgerEntry entry in batch)
        {
            if (entry.Position != _frontier.Size)
            {
                Add(new Fault("NRS-T101").With("expected", Number(_frontier.Size)).With("found", Number(entry.Position)));
                return false;
            }

            CheckEntry(entry);
            CheckTile(tiles);
            CheckHeads(heads);
        }

        return true;
    }

    private void CheckEntry(LedgerEntry entry)
    {
        MerkleHash leaf = LedgerText.LeafHash(entry.Canonical);
        if (!leaf.ToArray().AsSpan().SequenceEqual(entry.Leaf))
        {
            Add(At("NRS-T102", entry));
        }
        else if (!ColumnsAgree(entry))
        {
            Add(At("NRS-T103", entry));
        }

        _frontier.Append(leaf);
        _tile.AddRange(entry.Leaf);
    }

    // The columns are read from the bytes again: an index that lies would show people a history that was never written.
    private bool ColumnsAgree(LedgerEntry entry)
    {
        try
        {
            var reader = new Utf8JsonReader(entry.Canonical);
            int agree = 0;
            while (reader.Read())
            {
                // Whatever a record calls its commitment, it is 64 hexadecimal digits.
                if (reader.TokenType is JsonTokenType.String && reader.ValueSpan.Length == 64)
                {
                    Remember(reader.GetString()!);
                }

                if (reader.TokenType is not JsonTokenType.PropertyName || reader.CurrentDepth != 1)
                {
                    continue;
                }

                agree += reader.ValueTextEquals("kind"u8) ? Next(ref reader).ValueTextEquals(entry.Kind) ? 1 : 0
                    : reader.ValueTextEquals("subject"u8) ? Next(ref reader).TryGetGuid(out Guid subject) && subject == entry.Subject ? 1 : 0
                    : reader.ValueTextEquals("actor"u8) ? Next(ref reader).TryGetGuid(out Guid actor) && actor == entry.Actor ? 1 : 0
                    : reader.ValueTextEquals("at"u8) ? Next(ref reader).TryGetInt64(out long at) && at == entry.At.ToUnixTimeMilliseconds() ? 1 : 0
                    : 0;
            }

            return agree == 4;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static ref Utf8JsonReader Next(ref Utf8JsonReader reader)
    {
        reader.Read();
        return ref reader;
    }

    private void CheckTile(Dictionary<long, LedgerTile> tiles)
    {
        if (_tile.Count < Tile.FullWidth * MerkleHash.Length)
        {
            return;
        }

        long index = (_frontier.Size / Tile.FullWidth) - 1;
        byte[] hashes = [.. _tile];
        _tile.Clear();
        if (!Agrees(tiles.GetValueOrDefault(index), hashes))
        {
            Add(BadTile(new Tile(0, index, Tile.FullWidth)));
        }
    }

    // Upper tiles repeat the roots of the tiles below, which have been compared already.
    private async Task CheckUpperTilesAsync(CancellationToken cancellationToken)
    {
        foreach (Tile tile in Tile.Completed(0, _frontier.Size).Where(t => t.Level > 0))
        {
            LedgerTile? stored = await db.LedgerTiles.SingleOrDefaultAsync(t => t.Level == tile.Level && t.Index == tile.Index, cancellationToken);
            if (!Agrees(stored, await LedgerTree.HashesAsync(db, tile, cancellationToken)))
            {
                Add(BadTile(tile));
            }
        }
    }

    private static bool Agrees(LedgerTile? stored, byte[] hashes) =>
        stored is not null && hashes.AsSpan().SequenceEqual(stored.Hashes) && TileNodes.Root(hashes).ToArray().AsSpan().SequenceEqual(stored.Root);

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

    private async Task<List<SignedHead>> HeadsAsync(LedgerHead head, Note? against, NoteKey[] keys, CancellationToken cancellationToken)
    {
        // Heads of former epochs count only as far as the restored part: beyond it they speak of entries that were lost.
        List<SignedHead> heads = await db.SignedHeads.OrderBy(h => h.Size).ToListAsync(cancellationToken);
        foreach (SignedHead signed in heads)
        {
            CheckNote(signed, keys);
        }

        if (against is not null && Kept(against, keys) is { } kept)
        {
            if (HeadEpoch(against) is { } epoch && epoch < head.Epoch && await RestoredSizeAsync(epoch, cancellationToken) is var restored && kept.Size > restored)
            {
                // The receipt's head was lost, its entry perhaps not: then it stands where it stood.
                if (Receipt is { } receipt)
                {
                    if (receipt.Index >= restored) Add(new Fault("NRS-T114").With("position", Number(receipt.Index)).With("epoch", Number(epoch)).With("restored", Number(restored)));
                    else await CheckReceiptAsync(receipt, cancellationToken);
                    return heads;
                }

                Add(new Fault("NRS-T110").With("size", Number(kept.Size)).With("epoch", Number(epoch)).With("restored", Number(restored)));
                return heads;
            }

            if (Receipt is not null) await CheckReceiptAsync(Receipt, cancellationToken);
            heads.Insert(heads.FindIndex(h => h.Size >= kept.Size) is >= 0 and var i ? i : heads.Count, kept);
        }

        return heads;
    }

    private async Task CheckReceiptAsync(ProofFile receipt, CancellationToken cancellationToken)
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

    private static int? HeadEpoch(Note note) => Checkpoint.TryParse(note.Text, out Checkpoint? head) ? HeadText.Epoch(head) : null;

    // Entries of an epoch that survived into the next.
    private async Task<long> RestoredSizeAsync(int epoch, CancellationToken cancellationToken)
    {
        byte[][] restores = await db.LedgerEntries.Where(e => e.Kind == "LedgerRestored").OrderBy(e => e.Position).Select(e => e.Canonical).ToArrayAsync(cancellationToken);
        foreach (byte[] canonical in restores)
        {
            using JsonDocument json = JsonDocument.Parse(canonical);
            JsonElement body = json.RootElement.GetProperty("body");
            if (body.GetProperty("epoch").GetInt32() == epoch + 1)
            {
                return body.GetProperty("size").GetInt64();
            }
        }

        return long.MaxValue;
    }

    private async Task<NoteKey[]> KeysAsync(CancellationToken cancellationToken) =>
        [.. (await db.LedgerKeys.Select(k => k.Verifier).ToArrayAsync(cancellationToken)).Select(v => NoteKey.TryParse(v, out NoteKey? key) ? key : null).OfType<NoteKey>()];

    private async Task<(long Compared, long Erased)> CheckContentsAsync(CancellationToken cancellationToken)
    {
        long compared = 0, erased = 0;
        foreach (CommittedContents kind in contents)
        {
            await foreach (CommittedContent content in kind.Read(db).WithCancellation(cancellationToken))
            {
                if (content.Salt is null || content.Content is null)
                {
                    erased++;
                    continue;
                }

                compared++;
                string hash = Commitment.To(content.Salt, content.Content).Hash;
                if (hash != content.Commitment || !_commitments.Contains(Short(hash)))
                {
                    Add(new Fault("NRS-T112").With("what", kind.Name).With("id", content.Id));
                }
            }
        }

        return (compared, erased);
    }

    // Half of each hash is enough to look it up: 2^64 work to find a stand-in, and 16 bytes for each of millions.
    private void Remember(string commitment) => _commitments.Add(Short(commitment));

    private static UInt128 Short(string commitment) => UInt128.TryParse(commitment.AsSpan(0, 32), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out UInt128 value) ? value : 0;

    private void Add(Fault fault)
    {
        if (_faults.Count < LedgerFinding.MostFaults)
        {
            _faults.Add(fault);
        }
    }

    private static Fault At(string code, LedgerEntry entry) => new Fault(code).With("position", Number(entry.Position)).With("kind", entry.Kind);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
