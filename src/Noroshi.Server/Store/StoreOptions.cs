namespace Noroshi.Server.Store;

/// <summary>Where the state lives.</summary>
/// <param name="DataFolder">Folder for the embedded database, files and keys; made with mode 0700 when missing.</param>
/// <param name="Postgres">A PostgreSQL connection string or <c>postgres://user:password@host:port/database</c> address; null for the embedded SQLite. Secret.</param>
internal sealed record StoreOptions(string DataFolder, string? Postgres)
{
    internal Engine Engine => Postgres is null ? Engine.Sqlite : Engine.Postgres;

    internal string SqliteFile => Path.Combine(DataFolder, "noroshi.db");
    internal string FilesFolder => Path.Combine(DataFolder, "files");
    internal string KeysFolder => Path.Combine(DataFolder, "keys");
}
