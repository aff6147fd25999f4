namespace Noroshi.Cli.Scan.Packed;

/// <summary>The unpacked bytes of a packed stream, read forward only.</summary>
/// <param name="packed">The packed bytes; closed with this.</param>
/// <param name="begin">Begins the way they are packed; ended with this.</param>
internal sealed class UnpackedStream(Stream packed, Func<IUnpacker> begin) : Stream
{
    private readonly IUnpacker _unpacker = begin();
    private readonly byte[] _input = new byte[1 << 16];
    private int _from;
    private int _until;
    private bool _isInside;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            var isAtEnd = _from == _until && !TryFill();
            if (isAtEnd && !_isInside) return 0;
            var step = _unpacker.Step(_input.AsSpan(_from, _until - _from), buffer);
            _from += step.Read;
            _isInside = !step.IsEnd;
            if (step.Written > 0) return step.Written;
            if (isAtEnd) throw new EndOfStreamException();
        }
        return 0;
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
