using System.Text.Json.Nodes;

namespace Noroshi.Core.Vocabulary.Records;

/// <summary>The store was restored from a backup: a new epoch begins. Receipts of the old epoch at or beyond <see cref="Size"/> are not in this ledger.</summary>
/// <param name="Epoch">The new epoch.</param>
/// <param name="Size">Entries the backup held.</param>
/// <param name="Restore">This restore and no other: two restores of one backup count the same epoch, but their entries, and so the entries' hashes, differ.</param>
public sealed record LedgerRestored(int Epoch, long Size, Guid Restore) : Happened(Guid.Empty)
{
    /// <inheritdoc/>
    public override JsonObject Body() => new() { ["epoch"] = Epoch, ["restore"] = Restore.ToString("D"), ["size"] = Size };
}
