using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Noroshi.Sensor.Logs;

/// <summary>Goes through a block line by line, with the quotes of each line at hand.</summary>
/// <remarks><code>
/// var lines = new LineCursor(index, block);
/// while (lines.TryNext(out var line)) reader.TryRead(line, lines.Quotes, ref record);
/// </code></remarks>
public ref struct LineCursor
{
    private readonly ReadOnlySpan<byte> _block;
    private readonly int[] _marks;
    private readonly int _count;
    private int _mark;
    private int _from;
    private LineQuotes _quotes;

    /// <summary>Begins before a block's first line.</summary>
    /// <param name="index">Room for the marks.</param>
    /// <param name="block">Whole lines; the last may lack its end.</param>
    public LineCursor(LineIndex index, ReadOnlySpan<byte> block)
    {
        ArgumentNullException.ThrowIfNull(index);
        _count = index.Build(block);
        _marks = index.Marks;
        _block = block;
    }

    /// <summary>Where the quotes of the line stand.</summary>
    public readonly LineQuotes Quotes => _quotes;

    /// <summary>The next line without its line end; false after the last.</summary>
    /// <param name="line">The line.</param>
    public bool TryNext(out ReadOnlySpan<byte> line)
    {
        line = [];
        if (_from >= _block.Length) return false;
        var first = _mark;
        _mark = EndFrom(first);
        _quotes = new(_marks, first, _mark - first, _from);
        var end = _mark < _count ? _marks[_mark++] >> 1 : _block.Length;
        line = _block[_from..end];
        _from = end + 1;
        if (line is [.., (byte)'\r']) line = line[..^1];
        return true;
    }

    /// <summary>The first line end from a mark on. Eight marks at a look: most lines have fewer, and how many cannot be guessed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly int EndFrom(int mark)
    {
        for (; mark + Vector256<int>.Count <= _count; mark += Vector256<int>.Count)
        {
            var marks = Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(_marks), (nuint)mark);
            var ends = Vector256.ShiftLeft(marks, 31).ExtractMostSignificantBits();
            if (ends != 0) return mark + BitOperations.TrailingZeroCount(ends);
        }
        while (mark < _count && (_marks[mark] & 1) == 0) mark++;
        return mark;
    }
}

/// <summary>Places of the double quotes in one line.</summary>
public readonly record struct LineQuotes
{
    private readonly int[] _marks;
    private readonly int _first;
    private readonly int _lineStart;

    internal LineQuotes(int[] marks, int first, int count, int lineStart) => (_marks, _first, Count, _lineStart) = (marks, first, count, lineStart);

    /// <summary>How many quotes the line has; 0 also when nobody looked.</summary>
    public int Count { get; }

    /// <summary>Place of a quote in the line.</summary>
    /// <param name="number">Which, from 0.</param>
    public int this[int number] => (_marks[_first + number] >> 1) - _lineStart;
}
