using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Noroshi.Formats.Merkle;
using Noroshi.Server.Store;

namespace Noroshi.Server.Ledger;

/// <summary>Reads the Merkle tree from its tables: proofs and roots at any size the ledger has had.</summary>
internal static class LedgerTree
{
    internal static async Task<ImmutableArray<MerkleHash>> InclusionAsync(NoroshiDb db, long position, long size, CancellationToken cancellationToken)
    {
        TileNodes nodes = await FetchAsync(db, MerkleProof.TilesForInclusion(position, size, size), size, cancellationToken);
        return MerkleProof.Inclusion(position, size, nodes.Read);
    }

    internal static async Task<ImmutableArray<MerkleHash>> ConsistencyAsync(NoroshiDb db, long size1, long size2, CancellationToken cancellationToken)
    {
        TileNodes nodes = await FetchAsync(db, MerkleProof.TilesForConsistency(size1, size2, size2), size2, cancellationToken);
        return MerkleProof.Consistency(size1, size2, nodes.Read);
    }

    internal static async Task<MerkleHash> RootAsync(NoroshiDb db, long size, CancellationToken cancellationToken)
    {
        TileNodes nodes = await FetchAsync(db, MerkleProof.TilesForRoot(size, size), size, cancellationToken);
        return MerkleProof.Root(size, nodes.Read);
    }

    /// <summary>The bytes of a tile that is not (yet) in the tile table: leaf hashes from the entries, or roots of the tiles below.</summary>
    internal static async Task<byte[]> HashesAsync(NoroshiDb db, Tile tile, CancellationToken cancellationToken)
    {
        long first = tile.Index * Tile.FullWidth;
        long end = first + tile.Width;
        byte[][] rows = tile.Level == 0
            ? await db.LedgerEntries.Where(e => e.Position >= first && e.Position < end).OrderBy(e => e.Position).Select(e => e.Leaf).ToArrayAsync(cancellationToken)
            : await db.LedgerTiles.Where(t => t.Level == tile.Level - 1 && t.Index >= first && t.Index < end).OrderBy(t => t.Index).Select(t => t.Root).ToArrayAsync(cancellationToken);
        byte[] hashes = [.. rows.SelectMany(r => r)];
        return hashes.Length == tile.Bytes ? hashes : throw new InvalidDataException($"The ledger lacks hashes of tile {tile.Path}.");
    }

    private static async Task<TileNodes> FetchAsync(NoroshiDb db, IReadOnlySet<Tile> tiles, long size, CancellationToken cancellationToken)
    {
        var fetched = new Dictionary<(int, long), byte[]>();
        foreach (Tile tile in tiles)
        {
            byte[]? full = tile.IsFull
                ? await db.LedgerTiles.Where(t => t.Level == tile.Level && t.Index == tile.Index).Select(t => t.Hashes).SingleOrDefaultAsync(cancellationToken)
                : null;
            fetched[(tile.Level, tile.Index)] = full ?? await HashesAsync(db, tile, cancellationToken);
        }

        return new(tile => fetched[(tile.Level, tile.Index)], size);
    }
}
