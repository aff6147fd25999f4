namespace Noroshi.Cli.Scan;

/// <summary>How many lines were in which format. The names are the formats' own constants, so the same text is the same object, and there are few: looking through them is faster than hashing.</summary>
internal sealed class FormatCounts
{
    private string[] _formats = [""];
    private long[] _counts = [0];
    private int _last;

    internal void Add(string format)
    {
        if (!ReferenceEquals(format, _formats[_last])) _last = PlaceOf(format);
        _counts[_last]++;
    }

    internal void AddUnread() => Add("");

    /// <summary>Adds all counts to a table.</summary>
    internal void AddTo(Dictionary<string, long> table)
    {
        for (var i = 0; i < _formats.Length; i++)
        {
            if (_counts[i] > 0) table[_formats[i]] = table.GetValueOrDefault(_formats[i]) + _counts[i];
        }
    }

    private int PlaceOf(string format)
    {
        for (var i = 0; i < _formats.Length; i++)
        {
            if (ReferenceEquals(_formats[i], format)) return i;
        }
        _formats = [.. _formats, format];
        _counts = [.. _counts, 0];
        return _formats.Length - 1;
    }
}
