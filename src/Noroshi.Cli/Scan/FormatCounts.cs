namespace Noroshi.Cli.Scan;

/// <summary>How many lines were in which format. The names are the formats' own constants, so the same text is the same object.</summary>
internal sealed class FormatCounts
{
    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);
    private string _last = "";
    private long _run;

    internal void Add(string format)
    {
        if (!ReferenceEquals(format, _last)) Settle(format);
        _run++;
    }

    internal void AddUnread() => Add("");

    /// <summary>Adds all counts to a table.</summary>
    internal void AddTo(Dictionary<string, long> table)
    {
        Settle("");
        foreach (var (format, count) in _counts) table[format] = table.GetValueOrDefault(format) + count;
    }

    private void Settle(string next)
    {
        if (_run > 0) _counts[_last] = _counts.GetValueOrDefault(_last) + _run;
        (_last, _run) = (next, 0);
    }
}
