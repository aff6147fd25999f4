using System.Data.Common;
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
    // The columns that only index come as one text, the same on every engine: four values a row instead of seven are read half as fast again.
    private const string Query = "SELECT position, kind || ' ' || CAST(subject AS text) || ' ' || CAST(actor AS text) || ' ' || CAST(at AS text), canonical, leaf FROM ledger_entry WHERE position >= @p0 AND position < @p1 ORDER BY position";

    /// <summary>Reads and checks the entries at positions from <paramref name="from"/>, the beginning of a tile, up to, not including, <paramref name="to"/>.</summary>
    internal static async Task<CheckedBatch> ReadAsync(Database database, long from, long to, CancellationToken cancellationToken)
    {
        await using NoroshiDb db = database.CreateDbContext();
        var tiles = new List<CheckedTile>();
        long expected = from;
        await foreach (DbDataReader row in RawRows.ReadAsync(db, Query, [from, to], cancellationToken))
        {
            long position = row.GetInt64(0);
            if (position != expected)
            {
                return new(tiles, await StoredAsync(db, from, to, cancellationToken), new(position));
            }

            if (expected++ % Tile.FullWidth == 0)
            {
                tiles.Add(new());
            }

#pragma warning disable CA1849 // The row is there already.
            tiles[^1].Add(position, row.GetFieldValue<byte[]>(1), row.GetFieldValue<byte[]>(2), row.GetFieldValue<byte[]>(3));
#pragma warning restore CA1849
        }

        return new(tiles, await StoredAsync(db, from, to, cancellationToken), expected < to ? new LedgerGap(null) : null);
    }

    private static Task<Dictionary<long, LedgerTile>> StoredAsync(NoroshiDb db, long from, long to, CancellationToken cancellationToken)
    {
        (long first, long end) = (from / Tile.FullWidth, (to + Tile.FullWidth - 1) / Tile.FullWidth);
        return db.LedgerTiles.Where(t => t.Level == 0 && t.Index >= first && t.Index < end).ToDictionaryAsync(t => t.Index, cancellationToken);
    }
}

/// <summary>A gap in the positions.</summary>
/// <param name="Found">The next position there is; null when the entries end there.</param>
internal sealed record LedgerGap(long? Found);
