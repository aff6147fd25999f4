using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Noroshi.Sensor.Logs;

/// <summary>A text of a fixed length as it was met last, and what it stood for: lines that follow each other say the same day, hour and zone. One thread at a time.</summary>
/// <remarks>Texts of 4 to 31 bytes, of one length for each instance: they are compared as words that overlap, in a register each.</remarks>
internal struct KeptText()
{
    // What no text has: the first two words overlap, or the second and the third.
    private (ulong, ulong, ulong, ulong) _text = (0, ulong.MaxValue, 0, 0);
    private long _value;

    /// <summary>What a text stands for, when it is the one kept last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal readonly bool TryGet(ReadOnlySpan<byte> text, out long value)
    {
        value = _value;
        return Words(text) == _text;
    }

    /// <summary>Keeps a text and what it stands for.</summary>
    internal void Keep(ReadOnlySpan<byte> text, long value) => (_text, _value) = (Words(text), value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (ulong, ulong, ulong, ulong) Words(ReadOnlySpan<byte> text) => text.Length switch
    {
        < 8 => (BinaryPrimitives.ReadUInt32LittleEndian(text), BinaryPrimitives.ReadUInt32LittleEndian(text[^4..]), 0, 0),
        < 16 => (BinaryPrimitives.ReadUInt64LittleEndian(text), BinaryPrimitives.ReadUInt64LittleEndian(text[^8..]), 0, 0),
        _ => (BinaryPrimitives.ReadUInt64LittleEndian(text), BinaryPrimitives.ReadUInt64LittleEndian(text[8..]), BinaryPrimitives.ReadUInt64LittleEndian(text[^16..]), BinaryPrimitives.ReadUInt64LittleEndian(text[^8..])),
    };
}
