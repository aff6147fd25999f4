using System.Buffers.Binary;
using Noroshi.Sensor.Detectors;

namespace Noroshi.Cli.Scan;

/// <summary>
/// Lines of packed inputs that may come to prove something, kept in a nameless temporary file as they are read: to find one again, everything before it would have to be unpacked a second time.
/// What is not kept, since there is no room or it came out of order, is to be read from the input; on a full disk that is all.
/// </summary>
/// <remarks>
/// One line after the other: input, length, offset, bytes. Of every 64th its place is remembered, so that memory is a small part of what is kept.
/// </remarks>
/// <param name="inputs">What is read.</param>
/// <param name="newFile">Makes the file; null for the system's temporary folder.</param>
internal sealed class KeptLines(IReadOnlyList<ScanInput> inputs, Func<FileStream>? newFile = null) : IDisposable
{
    private const long MaxBytes = 1L << 30;
    private const int HeadBytes = 16;
    private const int Between = 64;

    private readonly List<(int File, long Offset, long At)> _places = [];
    private FileStream? _file;
    private (int File, long Offset) _last = (-1, -1);
    private long _count;
    private long _length;
    private bool _isFull;

    /// <summary>Keeps a line of a packed input.</summary>
    internal void Add(LineRef place, ReadOnlySpan<byte> line)
    {
        if (_isFull || inputs[place.File].Packing == Packing.None || (place.File, place.Offset).CompareTo(_last) <= 0) return;
        try
        {
            _file ??= (newFile ?? TemporaryFile.CreateNameless)();
            Span<byte> head = stackalloc byte[HeadBytes];
            Write(head, place, line.Length);
            _file.Write(head);
            _file.Write(line);
        }
        catch (Exception full) when (full is IOException or UnauthorizedAccessException)
        {
            Close();
            return;
        }
        if (_count++ % Between == 0) _places.Add((place.File, place.Offset, _length));
        _last = (place.File, place.Offset);
        _length += HeadBytes + line.Length;
        _isFull = _length > MaxBytes;
    }

    /// <summary>A line that was kept; null when it was not.</summary>
    internal byte[]? Find(LineRef place)
    {
        if (_file is null || (place.File, place.Offset).CompareTo(_last) > 0) return null;
        var at = _places.BinarySearch((place.File, place.Offset, long.MaxValue));
        at = (at < 0 ? ~at : at) - 1;
        if (at < 0) return null;
        try
        {
            _file.Position = _places[at].At;
            return Find(_file, place);
        }
        catch (IOException)
        {
            Close();
            return null;
        }
    }

    public void Dispose() => Close();

    /// <summary>Keeps nothing any more. What could not be written would be tried once more on closing, and fail again.</summary>
    private void Close()
    {
        _isFull = true;
        try
        {
            _file?.Dispose();
        }
        catch (IOException)
        {
        }
        _file = null;
    }

    private static byte[]? Find(FileStream from, LineRef place)
    {
        Span<byte> head = stackalloc byte[HeadBytes];
        for (var i = 0; i < Between && from.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false) == HeadBytes; i++)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(head[4..]);
            if (BinaryPrimitives.ReadInt32LittleEndian(head) != place.File || BinaryPrimitives.ReadInt64LittleEndian(head[8..]) != place.Offset)
            {
                from.Position += length;
                continue;
            }
            var line = new byte[length];
            from.ReadExactly(line);
            return line;
        }
        return null;
    }

    private static void Write(Span<byte> head, LineRef place, int length)
    {
        BinaryPrimitives.WriteInt32LittleEndian(head, place.File);
        BinaryPrimitives.WriteInt32LittleEndian(head[4..], length);
        BinaryPrimitives.WriteInt64LittleEndian(head[8..], place.Offset);
    }
}
