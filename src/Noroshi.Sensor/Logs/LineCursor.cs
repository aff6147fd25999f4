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
    private readonly int[] _ends;
    private readonly int _count;
    private readonly int _lines;
    private int _line;
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
        _lines = index.Lines;
        _marks = index.Marks;
        _ends = index.Ends;
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
        var hasEnd = _line < _lines;
        var mark = hasEnd ? _ends[_line++] : _count;
        _quotes = new(_marks, _mark, mark - _mark, _from);
        var end = hasEnd ? _marks[mark] : _block.Length;
        line = _block[_from..end];
        _mark = mark + 1;
        _from = end + 1;
        if (line is [.., (byte)'\r']) line = line[..^1];
        return true;
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
    public int this[int number] => _marks[_first + number] - _lineStart;
}
