using System.Globalization;
using Noroshi.Sensor.Detectors;

namespace Noroshi.Core.Content;

/// <summary>Thresholds as people write them: <c>10</c>, <c>80 %</c>, <c>10 min</c>, <c>1 GB</c>.</summary>
public static class TunableText
{
    private static readonly (string Word, TunableUnit Unit, long Size)[] Units =
    [
        ("", TunableUnit.Count, 1), ("%", TunableUnit.Percent, 1),
        ("ms", TunableUnit.Time, 1), ("s", TunableUnit.Time, 1000), ("min", TunableUnit.Time, 60_000), ("h", TunableUnit.Time, 3_600_000), ("d", TunableUnit.Time, 86_400_000),
        ("B", TunableUnit.Bytes, 1), ("kB", TunableUnit.Bytes, 1000), ("MB", TunableUnit.Bytes, 1_000_000), ("GB", TunableUnit.Bytes, 1_000_000_000),
    ];

    /// <summary>Reads a threshold.</summary>
    /// <param name="text">The text.</param>
    /// <param name="unit">What it must be counted in.</param>
    /// <param name="value">The number: hundredths, milliseconds, bytes.</param>
    public static bool TryRead(string text, TunableUnit unit, out long value)
    {
        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        value = 0;
        if (parts.Length is 0 or > 2 || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return false;
        var word = parts.Length == 2 ? parts[1] : "";
        foreach (var (name, kind, size) in Units)
        {
            if (name != word || kind != unit || number > long.MaxValue / size) continue;
            value = number * size;
            return true;
        }
        return false;
    }

    /// <summary>The words for the units of a kind.</summary>
    /// <param name="unit">The kind.</param>
    internal static string WordsOf(TunableUnit unit) => string.Join(", ", Units.Where(u => u.Unit == unit).Select(u => $"123 {u.Word}".TrimEnd()));
}
