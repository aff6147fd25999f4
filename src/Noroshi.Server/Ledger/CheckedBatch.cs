using System.Buffers.Text;
using Microsoft.EntityFrameworkCore;
using Noroshi.Formats.Merkle;
using Noroshi.Server.Store;

namespace Noroshi.Server.Ledger;

/// <summary>Some whole tiles of entries in a row, read and looked at.</summary>
/// <param name="Tiles">In order; the last may be a part of one.</param>
/// <param name="Stored">The rows of the tile table for them, by index.</param>
/// <param name="Gap">Where the positions stop being without gaps; null when they do not.</param>
internal sealed record CheckedBatch(List<CheckedTile> Tiles, Dictionary<long, LedgerTile> Stored, LedgerGap? Gap)
{
    private const int MostDigits = 20;

    /// <summary>Reads and checks the entries at positions from <paramref name="from"/>, the beginning of a tile, up to, not including, <paramref name="to"/>.</summary>
    internal static async Task<CheckedBatch> ReadAsync(Database database, long from, long to, CancellationToken cancellationToken)
    {
        var tiles = new List<CheckedTile>();
        var bytes = new LeafBatch();
        long expected = from;
        LedgerGap? gap = null;
        string query = FormattableString.Invariant($"SELECT position, kind, subject, actor, at, canonical, leaf FROM ledger_entry WHERE position >= {from} AND position < {to} ORDER BY position");
        await ScannedRows.ReadAsync(database, query, (in scanned) =>
        {
            Span<byte> subject = stackalloc byte[ScannedRow.IdLength], actor = stackalloc byte[ScannedRow.IdLength], digits = stackalloc byte[MostDigits];
            Utf8Formatter.TryFormat(scanned.Number(4), digits, out int length);
            var row = new EntryRow
            {
                Position = scanned.Number(0),
                Kind = scanned.Bytes(1),
                Subject = scanned.IdText(2, subject),
                Actor = scanned.IdText(3, actor),
                At = digits[..length],
                Canonical = scanned.Bytes(5),
                Leaf = scanned.Bytes(6),
            };
            if (row.Position != expected)
            {
                gap = new(row.Position);
                return false;
            }

            if (bytes.Count == 0)
            {
                tiles.Add(new());
            }

            tiles[^1].Add(in row, bytes);
            if (++expected % Tile.FullWidth == 0)
            {
                tiles[^1].Close(bytes);
            }

            return true;
        }, cancellationToken);
        if (bytes.Count > 0)
        {
            tiles[^1].Close(bytes);
        }

        return new(tiles, await StoredAsync(database, from, to, cancellationToken), gap ?? (expected < to ? new(null) : null));
    }

    private static async Task<Dictionary<long, LedgerTile>> StoredAsync(Database database, long from, long to, CancellationToken cancellationToken)
    {
        await using NoroshiDb db = database.CreateDbContext();
        (long first, long end) = (from / Tile.FullWidth, (to + Tile.FullWidth - 1) / Tile.FullWidth);
        return await db.LedgerTiles.Where(t => t.Level == 0 && t.Index >= first && t.Index < end).ToDictionaryAsync(t => t.Index, cancellationToken);
    }
}

/// <summary>A gap in the positions.</summary>
/// <param name="Found">The next position there is; null when the entries end there.</param>
internal sealed record LedgerGap(long? Found);
