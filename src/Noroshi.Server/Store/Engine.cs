namespace Noroshi.Server.Store;

/// <summary>The database Noroshi stands on. Everything else is the same for both.</summary>
internal enum Engine
{
    /// <summary>Embedded: one file in the data folder.</summary>
    Sqlite,

    /// <summary>PostgreSQL 15 or newer.</summary>
    Postgres,
}
