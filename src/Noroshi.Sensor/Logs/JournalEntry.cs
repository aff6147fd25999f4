using System.Buffers.Binary;

namespace Noroshi.Sensor.Logs;

/// <summary>The entry of a journal export that is being gathered line by line. Bounded: of a long field only the beginning is kept.</summary>
internal sealed class JournalEntry
{
    internal const int Message = 0;
    internal const int Host = 1;
    internal const int Identifier = 2;
    internal const int Command = 3;
    internal const int Pid = 4;

    private const int MaxValue = 64 * 1024;
    private static readonly byte[][] Names = [[.. "MESSAGE"u8], [.. "_HOSTNAME"u8], [.. "SYSLOG_IDENTIFIER"u8], [.. "_COMM"u8], [.. "_PID"u8]];

    private readonly byte[][] _values = [new byte[1024], new byte[64], new byte[64], new byte[64], new byte[16]];
    private readonly int[] _lengths = new int[Names.Length];
    private bool _isClosed;
    private int _field = -1;
    private long _left = -1;

    /// <summary>Whether nothing was gathered yet.</summary>
    internal bool IsEmpty { get; private set; } = true;

    /// <summary>The time the journal took the entry in.</summary>
    internal long RealTimeMicroseconds { get; private set; }

    /// <summary>A field's value. Valid until the next entry begins.</summary>
    internal ReadOnlySpan<byte> Of(int field) => _values[field].AsSpan(0, _lengths[field]);

    /// <summary>Keeps the values readable, but lets the next line begin anew.</summary>
    internal void Close() => _isClosed = true;

    /// <summary>Takes a line in; false when it ends the entry.</summary>
    internal bool TakeLine(ReadOnlySpan<byte> line)
    {
        if (_isClosed) Reset();
        if (_left >= 0)
        {
            TakeBinary(line);
            return true;
        }
        if (line.IsEmpty) return false;
        IsEmpty = false;
        var equals = line.IndexOf((byte)'=');
        if (equals < 0)
        {
            _field = FieldOf(line);
            _left = 0;
            _isLengthNext = true;
            return true;
        }
        if (line[..equals].SequenceEqual("__REALTIME_TIMESTAMP"u8) && LineScan.TryNumber(line[(equals + 1)..], out var time)) RealTimeMicroseconds = time;
        else if (FieldOf(line[..equals]) is >= 0 and var field) Keep(field, line[(equals + 1)..]);
        return true;
    }

    private bool _isLengthNext;
    private readonly byte[] _lengthOctets = new byte[8];
    private int _lengthRead;

    // The reader cuts at line feeds, which the length and the value may hold: they are put back together here.
    private void TakeBinary(ReadOnlySpan<byte> line)
    {
        if (_isLengthNext)
        {
            var take = Math.Min(8 - _lengthRead, line.Length);
            line[..take].CopyTo(_lengthOctets.AsSpan(_lengthRead));
            _lengthRead += take;
            if (_lengthRead < 8)
            {
                _lengthOctets[_lengthRead++] = (byte)'\n';
                if (_lengthRead < 8) return;
                line = [];
                take = 0;
            }
            _isLengthNext = false;
            _lengthRead = 0;
            _left = (long)Math.Min(BinaryPrimitives.ReadUInt64LittleEndian(_lengthOctets), long.MaxValue);
            line = line[take..];
        }
        var part = line[..(int)Math.Min(line.Length, _left)];
        if (_field >= 0) Keep(_field, part);
        _left -= part.Length;
        if (_left <= 0)
        {
            _left = -1;
            return;
        }
        if (_field >= 0) Keep(_field, "\n"u8);
        _left--;
    }

    private static int FieldOf(ReadOnlySpan<byte> name)
    {
        for (var i = 0; i < Names.Length; i++)
        {
            if (name.SequenceEqual(Names[i])) return i;
        }
        return -1;
    }

    private void Keep(int field, ReadOnlySpan<byte> value)
    {
        var length = Math.Min(_lengths[field] + value.Length, MaxValue);
        if (length > _values[field].Length) Array.Resize(ref _values[field], Math.Min(MaxValue, Math.Max(length, _values[field].Length * 2)));
        value[..(length - _lengths[field])].CopyTo(_values[field].AsSpan(_lengths[field]));
        _lengths[field] = length;
    }

    private void Reset()
    {
        _isClosed = false;
        IsEmpty = true;
        RealTimeMicroseconds = 0;
        Array.Clear(_lengths);
    }
}
