namespace Noroshi.Server.Store;

/// <summary>A key kept in the database, on PostgreSQL only; on SQLite keys are files of mode 0600 in the data folder.</summary>
internal sealed class StoredKey
{
    public required string Name { get; init; }
    public required byte[] Bytes { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
}
