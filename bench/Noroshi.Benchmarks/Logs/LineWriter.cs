using System.Buffers.Text;

namespace Noroshi.Benchmarks.Logs;

/// <summary>Writes lines of a log into a stream, counting them.</summary>
internal sealed class LineWriter(Stream to)
{
    private readonly byte[] _buffer = new byte[1 << 20];
    private int _used;

    internal long Lines { get; private set; }

    internal long Bytes { get; private set; }

    internal LineWriter Add(ReadOnlySpan<byte> text)
    {
        if (_buffer.Length - _used < text.Length) Flush();
        text.CopyTo(_buffer.AsSpan(_used));
        _used += text.Length;
        return this;
    }

    /// <summary>ASCII text.</summary>
    internal LineWriter Add(string text)
    {
        if (_buffer.Length - _used < text.Length * 3) Flush();
        _used += System.Text.Encoding.UTF8.GetBytes(text, _buffer.AsSpan(_used));
        return this;
    }

    internal LineWriter Add(long number)
    {
        if (_buffer.Length - _used < 24) Flush();
        Utf8Formatter.TryFormat(number, _buffer.AsSpan(_used), out var written);
        _used += written;
        return this;
    }

    internal void End()
    {
        Add("\n"u8);
        Lines++;
    }

    internal void Flush()
    {
        to.Write(_buffer, 0, _used);
        Bytes += _used;
        _used = 0;
    }

    internal long Written => Bytes + _used;
}
