using System.Buffers;
using System.Globalization;

namespace Noroshi.Cli.Scan;

/// <summary>The order of rotated logs: <c>access.log.10.gz</c> before <c>access.log.2</c> before <c>access.log</c>; files rotated by date sort by name.</summary>
/// <remarks>logrotate(8): numbers grow with age, <c>dateext</c> appends a date instead.</remarks>
internal static class LogFileName
{
    private const int MaxRotations = 9999;
    private const int DateLength = 8;

    private static readonly SearchValues<char> Dated = SearchValues.Create("0123456789-_.:T");

    internal static int Compare(string a, string b)
    {
        var (aStem, aAge) = Split(a);
        var (bStem, bAge) = Split(b);
        var stems = string.CompareOrdinal(aStem, bStem);
        return stems != 0 ? stems : bAge.CompareTo(aAge);
    }

    /// <summary>For each file the first one of the same log: those whose names differ by a rotation's number or date only.</summary>
    internal static int[] Logs(IReadOnlyList<string> names)
    {
        Dictionary<string, int> first = [];
        var logs = new int[names.Count];
        for (var i = 0; i < logs.Length; i++)
        {
            var stem = Split(names[i]).Stem;
            var date = stem.AsSpan().LastIndexOfAnyExcept(Dated);
            // access.log-20261122, access.log-20261122-06
            if (stem.Length - date > DateLength && stem[date + 1] is '-' or '_' or '.' && date > 0) stem = stem[..(date + 1)];
            if (!first.TryGetValue(stem, out logs[i])) first.Add(stem, logs[i] = i);
        }
        return logs;
    }

    /// <summary>The name without its rotation number, and that number; 0 for the newest.</summary>
    private static (string Stem, int Age) Split(string path)
    {
        var name = path;
        foreach (var packed in new[] { ".gz", ".bz2", ".xz", ".zst" })
        {
            if (name.EndsWith(packed, StringComparison.OrdinalIgnoreCase)) name = name[..^packed.Length];
        }
        var dot = name.LastIndexOf('.');
        return dot > 0 && int.TryParse(name.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var age) && age <= MaxRotations ? (name[..dot], age) : (name, 0);
    }
}
