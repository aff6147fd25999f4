using System.Buffers;
using System.Globalization;

namespace Noroshi.Cli.Scan;

/// <summary>The order of rotated logs, oldest first: <c>access.log.10.gz</c>, <c>access.log.2</c>, <c>access.log-20261121.gz</c>, <c>access.log-20261122</c>, <c>access.log</c>.</summary>
/// <remarks>logrotate(8): numbers grow with age, <c>dateext</c> appends a date instead; newsyslog(8) begins at 0.</remarks>
internal static class LogFileName
{
    private const int MaxRotations = 9999;
    private const int DateLength = 8;
    private const int Current = -1;

    private static readonly SearchValues<char> Dated = SearchValues.Create("0123456789-_.:T");

    internal static int Compare(string a, string b)
    {
        var (x, y) = (Split(a), Split(b));
        var order = string.CompareOrdinal(x.Log, y.Log);
        // Who turns to dates leaves the numbered files behind; what has neither is being written.
        if (order == 0) order = Rank(x).CompareTo(Rank(y));
        if (order == 0) order = string.CompareOrdinal(x.Date, y.Date);
        return order != 0 ? order : y.Age.CompareTo(x.Age);

        static int Rank((string Log, string Date, int Age) name) => name.Date.Length > 0 ? 1 : name.Age == Current ? 2 : 0;
    }

    /// <summary>For each file the first one of the same log: those whose names differ by a rotation's number or date only.</summary>
    internal static int[] Logs(IReadOnlyList<string> names)
    {
        Dictionary<string, int> first = [];
        var logs = new int[names.Count];
        for (var i = 0; i < logs.Length; i++)
        {
            var log = Split(names[i]).Log;
            if (!first.TryGetValue(log, out logs[i])) first.Add(log, logs[i] = i);
        }
        return logs;
    }

    /// <summary>The log's own name, and what rotation added: a date's digits, or nothing; a number, or <see cref="Current"/>.</summary>
    private static (string Log, string Date, int Age) Split(string path)
    {
        var name = path;
        foreach (var packed in new[] { ".gz", ".bz2", ".xz", ".zst" })
        {
            if (name.EndsWith(packed, StringComparison.OrdinalIgnoreCase)) name = name[..^packed.Length];
        }
        var dot = name.LastIndexOf('.');
        var age = dot > 0 && int.TryParse(name.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= MaxRotations ? number : Current;
        if (age != Current) name = name[..dot];
        var date = name.AsSpan().LastIndexOfAnyExcept(Dated);
        // access.log-20261122, access.log-20261122-06, access.log.2026-11-22
        return name.Length - date > DateLength && name[date + 1] is '-' or '_' or '.' && date > 0 ? (name[..(date + 1)], string.Concat(name[(date + 1)..].Where(char.IsAsciiDigit)), age) : (name, "", age);
    }
}
