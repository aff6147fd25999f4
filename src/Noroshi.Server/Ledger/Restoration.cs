using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Trust.Ledger;
using Noroshi.Core.Vocabulary.Records;
using Noroshi.Formats.Merkle;
using Noroshi.Server.Store;

namespace Noroshi.Server.Ledger;

/// <summary>A restore from a backup, as its entry says it.</summary>
/// <param name="Epoch">The epoch it opened.</param>
/// <param name="Size">Entries the backup held: receipts of the former epoch at this position or beyond are not in this ledger.</param>
/// <param name="At">When.</param>
/// <param name="Start">Where the epoch began, with the hash that tells it from others of its number.</param>
internal sealed record Restoration(int Epoch, long Size, DateTimeOffset At, EpochStart Start)
{
    /// <summary>All restores of a ledger, oldest first.</summary>
    internal static async Task<Restoration[]> ListAsync(NoroshiDb db, CancellationToken cancellationToken) =>
        [.. (await db.LedgerEntries.Where(e => e.Subject == Guid.Empty && e.Kind == nameof(LedgerRestored)).OrderBy(e => e.Position).ToArrayAsync(cancellationToken)).Select(Of)];

    private static Restoration Of(LedgerEntry entry)
    {
        using JsonDocument json = JsonDocument.Parse(entry.Canonical);
        JsonElement body = json.RootElement.GetProperty("body");
        int epoch = body.GetProperty("epoch").GetInt32();
        return new(epoch, body.GetProperty("size").GetInt64(), entry.At, new(epoch, entry.Position, new(entry.Leaf)));
    }
}
