namespace Noroshi.Server.Store;

/// <summary>What a backup file says of itself; its first entry.</summary>
/// <param name="Program">Version that made it.</param>
/// <param name="Engine">sqlite or postgres.</param>
/// <param name="At">When its database snapshot was taken.</param>
/// <param name="LedgerSize">Entries in the snapshot's ledger.</param>
/// <param name="Epoch">The ledger's epoch.</param>
/// <param name="Migration">The last migration of its schema.</param>
/// <param name="Tables">On PostgreSQL: tables and their columns in the order in which they were copied.</param>
internal sealed record BackupManifest(string Program, string Engine, DateTimeOffset At, long LedgerSize, int Epoch, string Migration, IReadOnlyDictionary<string, string[]> Tables)
{
    internal const string Name = "manifest.json";
}
