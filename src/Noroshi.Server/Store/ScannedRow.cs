using System.Buffers.Binary;
using System.Buffers.Text;
using SQLitePCL;

namespace Noroshi.Server.Store;

/// <summary>One row as it lies in the driver's memory: of SQLite the statement that stands at it, of PostgreSQL the fields of a binary COPY, each with its length before it.</summary>
internal readonly ref struct ScannedRow
{
    /// <summary>Characters of an id.</summary>
    internal const int IdLength = 36;

    private readonly sqlite3_stmt? _statement;
    private readonly ReadOnlySpan<byte> _fields;

    internal ScannedRow(sqlite3_stmt statement) => _statement = statement;

    internal ScannedRow(ReadOnlySpan<byte> fields) => _fields = fields;

    internal bool IsNull(int column) => _statement is null ? Length(column, out _) < 0 : raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    /// <summary>A text in UTF-8, or bytes; empty when null.</summary>
    internal ReadOnlySpan<byte> Bytes(int column) =>
        _statement is not null ? raw.sqlite3_column_blob(_statement, column) : Length(column, out int at) is > 0 and int length ? _fields.Slice(at, length) : [];

    /// <summary>A whole number of any size.</summary>
    internal long Number(int column) => _statement is not null ? raw.sqlite3_column_int64(_statement, column) : Bytes(column) switch
    {
        { Length: sizeof(long) } number => BinaryPrimitives.ReadInt64BigEndian(number),
        { Length: sizeof(int) } number => BinaryPrimitives.ReadInt32BigEndian(number),
        var number => BinaryPrimitives.ReadInt16BigEndian(number),
    };

    /// <summary>An id.</summary>
    internal Guid Id(int column)
    {
        ReadOnlySpan<byte> id = Bytes(column);
        return _statement is null ? new(id, bigEndian: true) : Utf8Parser.TryParse(id, out Guid read, out _) ? read : Guid.Empty;
    }

    /// <summary>An id as text, without going through the value where the store keeps text (SQLite, in capitals).</summary>
    /// <param name="column">Which column.</param>
    /// <param name="characters">Room for <see cref="IdLength"/>.</param>
    internal ReadOnlySpan<byte> IdText(int column, Span<byte> characters)
    {
        if (_statement is not null)
        {
            return Bytes(column);
        }

        Id(column).TryFormat(characters, out int length);
        return characters[..length];
    }

    private int Length(int column, out int at)
    {
        at = sizeof(int);
        for (int i = 0; i < column; i++)
        {
            at += sizeof(int) + Math.Max(0, BinaryPrimitives.ReadInt32BigEndian(_fields[(at - sizeof(int))..]));
        }

        return BinaryPrimitives.ReadInt32BigEndian(_fields[(at - sizeof(int))..]);
    }
}

/// <summary>Looks at a row; false ends the walk.</summary>
internal delegate bool SeeRow(in ScannedRow row);
