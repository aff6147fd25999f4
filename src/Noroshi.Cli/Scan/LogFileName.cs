using System.Globalization;

namespace Noroshi.Cli.Scan;

/// <summary>The order of rotated logs: <c>access.log.10.gz</c> before <c>access.log.2</c> before <c>access.log</c>; files rotated by date sort by name.</summary>
/// <remarks>logrotate(8): numbers grow with age, <c>dateext</c> appends a date instead.</remarks>
internal static class LogFileName
{
    private const int MaxRotations = 9999;

    internal static int Compare(string a, string b)
    {
        var (aStem, aAge) = Split(a);
        var (bStem, bAge) = Split(b);
        var stems = string.CompareOrdinal(aStem, bStem);
        return stems != 0 ? stems : bAge.CompareTo(aAge);
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
