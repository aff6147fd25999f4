namespace Noroshi.Server.Ledger;

/// <summary>The one row every appender locks last: size and Merkle frontier.</summary>
internal sealed class LedgerHead
{
    /// <summary>Always 1.</summary>
    public required int Id { get; init; }

    /// <summary>Number of entries.</summary>
    public required long Size { get; set; }

    /// <summary>Hashes of the complete subtrees, largest first, 32 bytes each.</summary>
    public required byte[] Frontier { get; set; }

    /// <summary>Grows by one with every restore.</summary>
    public required int Epoch { get; set; }
}
