using Noroshi.Core.Vocabulary;
using Noroshi.Server.Ledger.Witnesses;

namespace Noroshi.Server.Ledger.Pages;

/// <summary>What the ledger page shows.</summary>
public sealed record LedgerPageModel
{
    public required long Size { get; init; }
    public required int Epoch { get; init; }

    /// <summary>Merkle root, lower-case hexadecimal.</summary>
    public required string Root { get; init; }

    /// <summary>The newest signed head; null while the ledger is empty.</summary>
    public required SignedHead? Head { get; init; }
    public required IReadOnlyList<ParkedStep> Parked { get; init; }
    public required IReadOnlyList<LedgerEntry> Entries { get; init; }
    public required bool HasOlder { get; init; }
    public required bool IsNewest { get; init; }

    /// <summary>The record kind asked for; null for all.</summary>
    public required string? Kind { get; init; }

    /// <summary>Every restore there was: where a ledger of this name broke.</summary>
    internal IReadOnlyList<Restoration> Restores { get; init; } = [];

    /// <summary>Who holds which head, newest first.</summary>
    internal IReadOnlyList<HeadWitness> Witnesses { get; init; } = [];

    /// <summary>What the witnesses are called.</summary>
    internal IReadOnlyDictionary<Guid, LocalizedText> WitnessNames { get; init; } = new Dictionary<Guid, LocalizedText>();

    internal string Query(string? before)
    {
        IEnumerable<string> parts = [.. Kind is null ? (string[])[] : ["kind=" + Uri.EscapeDataString(Kind)], .. before is null ? (string[])[] : ["before=" + before]];
        string query = string.Join('&', parts);
        return query.Length == 0 ? "/ledger" : "/ledger?" + query;
    }
}
