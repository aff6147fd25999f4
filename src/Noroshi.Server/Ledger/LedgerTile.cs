namespace Noroshi.Server.Ledger;

/// <summary>256 neighbouring hashes of one tree level that will never change, and the root over them.</summary>
internal sealed class LedgerTile
{
    /// <summary>0: leaf hashes; n: roots of the tiles of level n-1.</summary>
    public required int Level { get; init; }
    public required long Index { get; init; }

    /// <summary>256 × 32 bytes.</summary>
    public required byte[] Hashes { get; init; }

    /// <summary>Root over the 256, 32 bytes.</summary>
    public required byte[] Root { get; init; }
}
