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

        await using var connection = (NpgsqlConnection)await database.OpenAsync(cancellationToken);
        await using Stream copy = await connection.BeginRawBinaryCopyAsync($"COPY ({query}) TO STDOUT (FORMAT BINARY)", cancellationToken);
        Read(copy, see, cancellationToken);
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
    /// <remarks>A row comes in a message of its own, so each is looked at as it comes. Waits on the thread: a wait for each row would cost more than the row.</remarks>
    private static void Read(Stream copy, SeeEntry see, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[1 << 16];
        bool isHeadRead = false;
        for (int filled = 0, read; (read = copy.Read(buffer.AsSpan(filled))) > 0;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ReadOnlySpan<byte> rest = buffer.AsSpan(0, filled + read);
            isHeadRead = isHeadRead || SkipHead(ref rest);
            for (int row; isHeadRead && (row = RowLength(rest)) > 0; rest = rest[row..])
            {
                if (!See(rest[sizeof(short)..row], see))
                {
                    return;
                }
            }

            rest.CopyTo(buffer);
            filled = rest.Length;
            if (filled == buffer.Length)
            {
                Array.Resize(ref buffer, 2 * filled);
            }
        }
    }

    // Signature and flags; then the length of an extension, which nobody writes.
    private static bool SkipHead(ref ReadOnlySpan<byte> rest)
    {
        const int ExtensionAt = 15;
        int length = rest.Length < ExtensionAt + sizeof(int) ? int.MaxValue : ExtensionAt + sizeof(int) + BinaryPrimitives.ReadInt32BigEndian(rest[ExtensionAt..]);
        bool isThere = length <= rest.Length;
        rest = isThere ? rest[length..] : rest;
        return isThere;
    }

    /// <summary>Bytes of the row at the front; 0 while it is not there as a whole, and at the end.</summary>
    private static int RowLength(ReadOnlySpan<byte> rest)
    {
        if (rest.Length < sizeof(short))
        {
            return 0;
        }

        int at = sizeof(short);
        for (int fields = BinaryPrimitives.ReadInt16BigEndian(rest); fields > 0; fields--)
        {
            if (rest.Length - at < sizeof(int) || rest.Length - at - sizeof(int) < BinaryPrimitives.ReadInt32BigEndian(rest[at..]))
            {
                return 0;
            }

            at += sizeof(int) + BinaryPrimitives.ReadInt32BigEndian(rest[at..]);
        }

        return at > sizeof(short) ? at : 0;
    }

    private static bool See(ReadOnlySpan<byte> row, SeeEntry see)
    {
        Span<byte> subject = stackalloc byte[IdLength], actor = stackalloc byte[IdLength], digits = stackalloc byte[MostDigits];
        long position = BinaryPrimitives.ReadInt64BigEndian(Field(ref row));
        ReadOnlySpan<byte> kind = Field(ref row);
        new Guid(Field(ref row), bigEndian: true).TryFormat(subject, out _);
        new Guid(Field(ref row), bigEndian: true).TryFormat(actor, out _);
        Utf8Formatter.TryFormat(BinaryPrimitives.ReadInt64BigEndian(Field(ref row)), digits, out int length);
        return see(new() { Position = position, Kind = kind, Subject = subject, Actor = actor, At = digits[..length], Canonical = Field(ref row), Leaf = Field(ref row) });
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
