using Noroshi.Sensor.Logs;

namespace Noroshi.Cli.Scan;

/// <summary>Cuts streams, one after the other, into blocks of whole lines. A line longer than <see cref="LogReader.MaxLineBytes"/> is cut there, ends its block, and the rest of it is passed over.</summary>
internal sealed class LineBlocks
{
    /// <summary>The most room of a block: the longest line.</summary>
    internal const int BlockBytes = LogReader.MaxLineBytes;

    /// <summary>Room of a block, and how much of it is used, unless a line is longer: what is read of a block, and what is noted of its lines, stays in a processor's own cache.</summary>
    internal const int UsualBytes = 1 << 17;

    private byte[] _carry = new byte[UsualBytes];
    private Stream _stream = Stream.Null;
    private int _input;
    private int _carried;
    private long _offset;
    private bool _isFirst;
    private bool _isAtEnd;
    private bool _isInsideLongLine;

    /// <summary>What reading the stream ended with before its end; null while nothing did.</summary>
    internal Exception? Failure { get; private set; }

    /// <summary>Bytes of the stream given out or passed over.</summary>
    internal long Offset => _offset;

    /// <summary>How many lines were longer than can be read whole.</summary>
    internal int CutLines { get; private set; }

    /// <summary>Goes on with another stream, read to its end and not closed.</summary>
    internal void Begin(Stream stream, int input)
    {
        _stream = stream;
        _input = input;
        _carried = 0;
        _offset = 0;
        _isFirst = true;
        _isAtEnd = false;
        _isInsideLongLine = false;
        Failure = null;
    }

    /// <summary>Fills a block with the next lines; false at the end. A stream that fails ends there: what came before is given out, and <see cref="Failure"/> says why.</summary>
    internal bool TryFill(LineBlock block)
    {
        while (true)
        {
            block.Reserve(Math.Max(_carried, UsualBytes));
            _carry.AsSpan(0, _carried).CopyTo(block.Bytes);
            var length = _carried;
            _carried = 0;
            Read(block.Bytes, ref length, UsualBytes);
            if (length == 0) return false;
            if (_isInsideLongLine && !TrySkipRest(block, ref length)) continue;
            if (length == 0) continue;
            if (!block.Bytes.AsSpan(0, length).Contains((byte)'\n')) ReadLong(block, ref length);
            Take(block, length);
            return true;
        }
    }

    private void ReadLong(LineBlock block, ref int length)
    {
        if (!_isAtEnd) block.Reserve(BlockBytes);
        Read(block.Bytes, ref length, block.Bytes.Length);
    }

    private void Read(byte[] bytes, ref int length, int until)
    {
        while (length < until && !_isAtEnd) length += Read(bytes.AsSpan(length, until - length));
    }

    private int Read(Span<byte> room)
    {
        var read = 0;
        try
        {
            read = _stream.Read(room);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            Failure = unreadable;
        }
        _isAtEnd = read == 0;
        return read;
    }

    /// <summary>Passes over what is left of a line that was cut.</summary>
    private bool TrySkipRest(LineBlock block, ref int length)
    {
        var end = block.Bytes.AsSpan(0, length).IndexOf((byte)'\n');
        var passed = end < 0 ? length : end + 1;
        _offset += passed;
        if (end < 0) return false;
        _isInsideLongLine = false;
        block.Bytes.AsSpan(passed, length - passed).CopyTo(block.Bytes);
        length -= passed;
        return true;
    }

    private void Take(LineBlock block, int length)
    {
        var whole = _isAtEnd ? length : block.Bytes.AsSpan(0, length).LastIndexOf((byte)'\n') + 1;
        if (whole == 0)
        {
            CutLines++;
            _isInsideLongLine = true;
            whole = length;
        }
        length -= whole;
        if (_carry.Length < length) _carry = new byte[BlockBytes];
        block.Bytes.AsSpan(whole, length).CopyTo(_carry);
        _carried = length;
        block.Length = whole;
        block.Input = _input;
        block.Offset = _offset;
        block.IsFirst = _isFirst;
        _isFirst = false;
        _offset += whole;
    }
}
