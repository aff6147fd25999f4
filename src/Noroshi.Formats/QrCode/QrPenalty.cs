namespace Noroshi.Formats.QrCode;

/// <summary>How hard a masked symbol is to scan; the mask with the lowest figure is used.</summary>
/// <remarks>ISO/IEC 18004 section 7.8.3: runs of five, blocks of two by two, patterns like a finder, imbalance of dark and light.</remarks>
internal static class QrPenalty
{
    private static readonly bool[] FinderLike = [true, false, true, true, true, false, true, false, false, false, false];

    internal static int Of(bool[,] dark)
    {
        var size = dark.GetLength(0);
        var penalty = 0;
        var line = new bool[size];
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++) { line[j] = dark[i, j]; }
            penalty += Line(line);
            for (var j = 0; j < size; j++) { line[j] = dark[j, i]; }
            penalty += Line(line);
        }
        return penalty + Blocks(dark, size) + Balance(dark, size);
    }

    private static int Line(bool[] line)
    {
        var (penalty, run) = (0, 1);
        for (var i = 1; i <= line.Length; i++)
        {
            if (i < line.Length && line[i] == line[i - 1]) { run++; continue; }
            if (run >= 5) { penalty += run - 2; }
            run = 1;
        }
        for (var i = 0; i + FinderLike.Length <= line.Length; i++)
        {
            var part = line.AsSpan(i, FinderLike.Length);
            if (part.SequenceEqual(FinderLike) || IsReversed(part)) { penalty += 40; }
        }
        return penalty;
    }

    private static bool IsReversed(ReadOnlySpan<bool> part)
    {
        for (var i = 0; i < part.Length; i++)
        {
            if (part[i] != FinderLike[^(i + 1)]) { return false; }
        }
        return true;
    }

    private static int Blocks(bool[,] dark, int size)
    {
        var blocks = 0;
        for (var y = 0; y + 1 < size; y++)
        {
            for (var x = 0; x + 1 < size; x++)
            {
                if (dark[y, x] == dark[y, x + 1] && dark[y, x] == dark[y + 1, x] && dark[y, x] == dark[y + 1, x + 1]) { blocks++; }
            }
        }
        return 3 * blocks;
    }

    private static int Balance(bool[,] dark, int size)
    {
        var count = 0;
        foreach (var isDark in dark) { count += isDark ? 1 : 0; }
        var percent = count * 100.0 / (size * size);
        return 10 * (int)(Math.Abs(percent - 50) / 5);
    }
}
