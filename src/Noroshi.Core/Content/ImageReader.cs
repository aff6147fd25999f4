using System.Buffers.Binary;
using System.Text;

namespace Noroshi.Core.Content;

/// <summary>Reads what <see cref="ImageWriter"/> wrote. Never past the end: from the first thing on that cannot be, everything is empty and <see cref="IsWhole"/> is false.</summary>
internal ref struct ImageReader(ReadOnlySpan<byte> image)
{
    private ReadOnlySpan<byte> _rest = image;
    private bool _isDamaged;

    /// <summary>Whether everything read was there, and nothing is left.</summary>
    internal readonly bool IsWhole => !_isDamaged && _rest.IsEmpty;

    /// <summary>Length of a list. Each of its items takes a byte at least, so that no length asks for more memory than the image's own.</summary>
    internal int Count(int least = 0)
    {
        var count = Number();
        return count >= least && count <= _rest.Length ? (int)count : Damaged();
    }

    /// <summary>A number from 0 to a greatest.</summary>
    internal int Choice(int greatest) => Number() is >= 0 and var number && number <= greatest ? (int)number : Damaged();

    internal long Number() => BinaryPrimitives.TryReadInt64LittleEndian(Take(sizeof(long)), out var number) ? number : 0;

    internal ReadOnlySpan<byte> Bytes() => Take(Count());

    internal string Text() => Encoding.UTF8.GetString(Bytes());

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length > _rest.Length)
        {
            Damaged();
            return [];
        }
        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }

    private int Damaged()
    {
        _isDamaged = true;
        _rest = [];
        return 0;
    }
}
