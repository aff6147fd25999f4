using System.Buffers.Binary;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using SQLitePCL;

namespace Noroshi.Server.Store;

/// <summary>Rows as they lie in the driver's memory, for a walk over all of a table: values through the drivers' readers cost more than what is done with them there.</summary>
internal static class ScannedRows
{
    private const int BusyMilliseconds = 10_000;

    /// <summary>Hands over the rows of a query, which has no parameters.</summary>
    /// <param name="database">The store.</param>
    /// <param name="query">The same for both engines.</param>
    /// <param name="see">Looks at each row; false ends the walk.</param>
    /// <param name="cancellationToken">Ends it too.</param>
    /// <exception cref="DbException">The store could not be read.</exception>
    internal static async Task ReadAsync(Database database, string query, SeeRow see, CancellationToken cancellationToken)
    {
        if (database.Engine is Engine.Sqlite)
        {
            Step(database.Options.SqliteFile, query, see, cancellationToken);
            return;
        }

        await using var connection = (NpgsqlConnection)await database.OpenAsync(cancellationToken);
        await using Stream copy = await connection.BeginRawBinaryCopyAsync($"COPY ({query}) TO STDOUT (FORMAT BINARY)", cancellationToken);
        Read(copy, see, cancellationToken);
    }

    private static void Step(string file, string query, SeeRow see, CancellationToken cancellationToken)
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
                    if (!see(new(statement)))
                    {
                        return;
                    }
                }

                Demand(result == raw.SQLITE_DONE ? raw.SQLITE_OK : result, connection);
            }
        }
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
    private static void Read(Stream copy, SeeRow see, CancellationToken cancellationToken)
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
                if (!see(new(rest[sizeof(short)..row])))
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
            // A null has -1 for its length, and no bytes.
            int length = rest.Length - at < sizeof(int) ? int.MaxValue : Math.Max(0, BinaryPrimitives.ReadInt32BigEndian(rest[at..]));
            if (rest.Length - at - sizeof(int) < length)
            {
                return 0;
            }

            at += sizeof(int) + length;
        }

        return at > sizeof(short) ? at : 0;
    }
}
