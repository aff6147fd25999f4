using System.Text.Json;

namespace Noroshi.Server.Ledger.Pages;

/// <summary>A restore from a backup, as its entry says it.</summary>
/// <param name="Epoch">The epoch it opened.</param>
/// <param name="Size">Entries the backup held: receipts of the former epoch at this position or beyond are not in this ledger.</param>
/// <param name="At">When.</param>
internal sealed record Restoration(int Epoch, long Size, DateTimeOffset At)
{
    internal static Restoration Of(LedgerEntry entry)
    {
        using JsonDocument json = JsonDocument.Parse(entry.Canonical);
        JsonElement body = json.RootElement.GetProperty("body");
        return new(body.GetProperty("epoch").GetInt32(), body.GetProperty("size").GetInt64(), entry.At);
    }
}
