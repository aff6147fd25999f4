using System.Buffers.Binary;
using System.Buffers.Text;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Noroshi.Server.Store;
using Npgsql;
using SQLitePCL;

namespace Noroshi.Server.Ledger;

/// <summary>Rows of the ledger for a walk over all of it, without an object for any of them: values through the drivers' readers cost more than what is done with them here.</summary>
internal static class EntryRows
{
    private const int IdLength = 36;
    private const int MostDigits = 20;
    private const int BusyMilliseconds = 10_000;

    /// <summary>Hands over the entries at positions from <paramref name="from"/> up to, not including, <paramref name="to"/>, in order.</summary>
    /// <exception cref="DbException">The store could not be read.</exception>
    internal static async Task ReadAsync(Database database, long from, long to, SeeEntry see, CancellationToken cancellationToken)
    {
        string query = FormattableString.Invariant($"SELECT position, kind, subject, actor, at, canonical, leaf FROM ledger_entry WHERE position >= {from} AND position < {to} ORDER BY position");
        if (database.Engine is Engine.Sqlite)
        {
            Step(database.Options.SqliteFile, query, see, cancellationToken);
            return;
        }

        using var copied = new MemoryStream();
        await using var connection = (NpgsqlConnection)await database.OpenAsync(cancellationToken);
        await using (Stream copy = await connection.BeginRawBinaryCopyAsync($"COPY ({query}) TO STDOUT (FORMAT BINARY)", cancellationToken))
        {
            await copy.CopyToAsync(copied, cancellationToken);
        }

        See(copied.GetBuffer().AsSpan(0, (int)copied.Length), see);
    }

    private static void Step(string file, string query, SeeEntry see, CancellationToken cancellationToken)
    {
        int opened = raw.sqlite3_open_v2(file, out sqlite3 connection, raw.SQLITE_OPEN_READWRITE, null);
        using (connection)
        {
            Demand(opened, connection);
            Demand(raw.sqlite3_busy_timeout(connection, BusyMilliseconds), connection);
            Demand(raw.sqlite3_prepare_v2(connection, query, out sqlite3_stmt statement), connection);
            using (statement)
            {
                int result;
                while ((result = raw.sqlite3_step(statement)) == raw.SQLITE_ROW)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    if (!See(statement, see))
                    {
                        return;
                    }
                }

                Demand(result == raw.SQLITE_DONE ? raw.SQLITE_OK : result, connection);
            }
        }
    }

    private static bool See(sqlite3_stmt statement, SeeEntry see)
    {
        Span<byte> digits = stackalloc byte[MostDigits];
        Utf8Formatter.TryFormat(raw.sqlite3_column_int64(statement, 4), digits, out int length);
        return see(new()
        {
            Position = raw.sqlite3_column_int64(statement, 0),
            Kind = raw.sqlite3_column_blob(statement, 1),
            Subject = raw.sqlite3_column_blob(statement, 2),
            Actor = raw.sqlite3_column_blob(statement, 3),
            At = digits[..length],
            Canonical = raw.sqlite3_column_blob(statement, 5),
            Leaf = raw.sqlite3_column_blob(statement, 6),
        });
    }

    private static void Demand(int result, sqlite3 connection)
    {
        if (result != raw.SQLITE_OK)
        {
            throw new SqliteException(raw.sqlite3_errmsg(connection).utf8_to_string(), result);
        }
    }

    /// <summary>Rows of PostgreSQL's binary COPY: a head, then for each row the number of fields and each field with its length before it; -1 for the number ends them.</summary>
    private static void See(ReadOnlySpan<byte> copied, SeeEntry see)
    {
        // Signature and flags; then the length of an extension, which nobody writes.
        const int ExtensionAt = 15;
        ReadOnlySpan<byte> rest = copied[(ExtensionAt + sizeof(int) + BinaryPrimitives.ReadInt32BigEndian(copied[ExtensionAt..]))..];
        Span<byte> subject = stackalloc byte[IdLength], actor = stackalloc byte[IdLength], digits = stackalloc byte[MostDigits];
        while (BinaryPrimitives.ReadInt16BigEndian(rest) >= 0)
        {
            rest = rest[sizeof(short)..];
            long position = BinaryPrimitives.ReadInt64BigEndian(Field(ref rest));
            ReadOnlySpan<byte> kind = Field(ref rest);
            new Guid(Field(ref rest), bigEndian: true).TryFormat(subject, out _);
            new Guid(Field(ref rest), bigEndian: true).TryFormat(actor, out _);
            Utf8Formatter.TryFormat(BinaryPrimitives.ReadInt64BigEndian(Field(ref rest)), digits, out int length);
            if (!see(new() { Position = position, Kind = kind, Subject = subject, Actor = actor, At = digits[..length], Canonical = Field(ref rest), Leaf = Field(ref rest) }))
            {
                return;
            }
        }
    }

    // No column of the ledger may be null.
    private static ReadOnlySpan<byte> Field(ref ReadOnlySpan<byte> rest)
    {
        int length = BinaryPrimitives.ReadInt32BigEndian(rest);
        ReadOnlySpan<byte> field = rest.Slice(sizeof(int), length);
        rest = rest[(sizeof(int) + length)..];
        return field;
    }
}
