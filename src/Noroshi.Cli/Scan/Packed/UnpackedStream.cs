namespace Noroshi.Cli.Scan.Packed;

/// <summary>The unpacked bytes of packed streams that follow each other, read forward only. What follows them and is none ends the reading; zeros between them are padding.</summary>
/// <param name="packed">The packed bytes; closed with this.</param>
/// <param name="begin">Begins the way they are packed; ended with this.</param>
internal sealed class UnpackedStream(Stream packed, Func<IUnpacker> begin) : Stream
{
    private readonly IUnpacker _unpacker = begin();
    private readonly byte[] _input = new byte[1 << 16];
    private int _from;
    private int _until;
    private bool _isInside = true;
    private bool _isOver;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        while (!buffer.IsEmpty && !_isOver)
        {
            var isAtEnd = _from == _until && !TryFill();
            if (!_isInside && IsBetween(isAtEnd)) continue;
            if (!TryStep(buffer, out var written)) break;
            if (written > 0) return written;
            if (isAtEnd) throw new EndOfStreamException();
        }
        return 0;
    }

    /// <summary>Whether no other stream has begun yet: the file has ended, or padding goes on.</summary>
    private bool IsBetween(bool isAtEnd)
    {
        _isOver = isAtEnd;
        while (_from < _until && _input[_from] == 0) _from++;
        return _from == _until;
    }

    private bool TryStep(Span<byte> buffer, out int written)
    {
        try
        {
            var step = _unpacker.Step(_input.AsSpan(_from, _until - _from), buffer);
            _from += step.Read;
            _isInside = !step.IsEnd;
            written = step.Written;
        }
        catch (InvalidDataException) when (!_isInside)
        {
            written = 0;
            _isOver = true;
        }
        return !_isOver;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _unpacker.Dispose();
            packed.Dispose();
        }
        base.Dispose(disposing);
    }

    private bool TryFill()
    {
        _from = 0;
        _until = packed.Read(_input);
        return _until > 0;
    }
}
