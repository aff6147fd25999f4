using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Noroshi.Core.Content;

/// <summary>Numbers as eight bytes, little-endian; bytes and texts with their length before them.</summary>
internal sealed class ImageWriter
{
    private readonly ArrayBufferWriter<byte> _image = new();

    internal void Number(long number)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_image.GetSpan(sizeof(long)), number);
        _image.Advance(sizeof(long));
    }

    internal void Bytes(ReadOnlySpan<byte> bytes)
    {
        Number(bytes.Length);
        _image.Write(bytes);
    }

    internal void Text(string text) => Bytes(Encoding.UTF8.GetBytes(text));

    internal byte[] ToArray() => _image.WrittenSpan.ToArray();
}
