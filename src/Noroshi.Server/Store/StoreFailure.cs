using System.Data.Common;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Noroshi.Server.Store;

/// <summary>Tells a broken store (away, full, busy, read-only) from a command that asked for something impossible (a duplicate key).</summary>
internal static class StoreFailure
{
    // SQLITE_PERM, BUSY, LOCKED, NOMEM, READONLY, INTERRUPT, IOERR, CORRUPT, FULL, CANTOPEN, PROTOCOL, NOTADB: sqlite.org/rescode.html
    private static readonly HashSet<int> _sqlite = [3, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 26];

    internal static bool IsOfTheStore(Exception? e) => e switch
    {
        null => false,
        StoreUnavailableException => true,
        SqliteException s => _sqlite.Contains(s.SqliteErrorCode),
        // Class 53: insufficient resources (disk full); 57P: shutdown; 08: connection; 58: system error; 25006: read-only
        PostgresException p => p.SqlState.StartsWith("53", StringComparison.Ordinal) || p.SqlState.StartsWith("57P", StringComparison.Ordinal)
            || p.SqlState.StartsWith("08", StringComparison.Ordinal) || p.SqlState.StartsWith("58", StringComparison.Ordinal) || p.SqlState == "25006",
        NpgsqlException or SocketException or TimeoutException => true,
        DbException or InvalidOperationException or Microsoft.EntityFrameworkCore.DbUpdateException => IsOfTheStore(e.InnerException),
        _ => false,
    };

    /// <summary>Whether a unique key refused the row: the caller raced somebody or repeats itself.</summary>
    internal static bool IsDuplicate(Exception? e) => e switch
    {
        null => false,
        SqliteException s => s.SqliteExtendedErrorCode is 1555 or 2067,
        PostgresException p => p.SqlState == PostgresErrorCodes.UniqueViolation,
        _ => IsDuplicate(e.InnerException),
    };
}
