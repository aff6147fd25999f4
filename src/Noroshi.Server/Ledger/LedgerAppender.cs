using Microsoft.EntityFrameworkCore;
using Noroshi.Formats.Merkle;
using Noroshi.Server.Store;

namespace Noroshi.Server.Ledger;

/// <summary>Gives a group's entries their positions and writes them, the grown frontier, and the tiles that became full: the last thing before the commit.</summary>
/// <remarks>The head row is locked last and held to the commit, so position order is commit order on every engine, and a cursor never passes over an entry that appears later.</remarks>
internal static class LedgerAppender
{
    internal static async Task AppendAsync(NoroshiDb db, RowInserter rows, Engine engine, List<PendingEntry> entries)
    {
        if (entries.Count == 0)
        {
            return;
        }

        LedgerHead head = await LockHeadAsync(db, engine);
        MerkleFrontier frontier = FrontierOf(head);
        foreach (PendingEntry entry in entries)
        {
            entry.Position = frontier.Size;
            frontier.Append(entry.Leaf);
            rows.Add(new LedgerEntry
            {
                Position = entry.Position,
                Kind = entry.Record.Kind,
                Subject = entry.Record.Subject,
                Actor = entry.Actor,
                At = entry.At,
                Canonical = entry.Canonical,
                Leaf = entry.Leaf.ToArray(),
            });
        }

        long oldSize = head.Size;
        (head.Size, head.Frontier) = (frontier.Size, frontier.ToBytes());
        await rows.InsertAsync(rows.Take(), CancellationToken.None);
        await db.SaveChangesAsync();
        await WriteFullTilesAsync(db, rows, oldSize, head.Size);
    }

    internal static MerkleFrontier FrontierOf(LedgerHead head) =>
        head.Frontier.Length == 0 ? new() : MerkleFrontier.FromBytes(head.Frontier) ?? throw new InvalidDataException("The ledger's head row is damaged.");

    private static Task<LedgerHead> LockHeadAsync(NoroshiDb db, Engine engine) =>
        engine is Engine.Postgres
            ? db.LedgerHeads.FromSqlRaw("SELECT * FROM ledger_head WHERE id = 1 FOR UPDATE").AsTracking().SingleAsync()
            : db.LedgerHeads.AsTracking().SingleAsync(h => h.Id == 1);

    private static async Task WriteFullTilesAsync(NoroshiDb db, RowInserter rows, long oldSize, long newSize)
    {
        foreach (Tile tile in Tile.Completed(oldSize, newSize))
        {
            byte[] hashes = await LedgerTree.HashesAsync(db, tile, CancellationToken.None);
            rows.Add(new LedgerTile { Level = tile.Level, Index = tile.Index, Hashes = hashes, Root = TileNodes.Root(hashes).ToArray() });
            // The next level up reads this one.
            await rows.InsertAsync(rows.Take(), CancellationToken.None);
        }
    }
}
