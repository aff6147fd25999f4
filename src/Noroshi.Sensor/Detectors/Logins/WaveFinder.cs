namespace Noroshi.Sensor.Detectors.Logins;

/// <summary>
/// Finds waves: times in which many more newcomers than usual fail at one service. What is usual is the median over all such times of the log, and grows with the number of people who do get in,
/// so that a Monday morning is no wave. Looked at with four widths, so that a slow wave is seen as well as a fast one.
/// </summary>
/// <remarks>The password list attack (連続自動入力試行攻撃, seed 000): each source stays below every threshold for one source; together they stand out.</remarks>
/// <param name="leastSources">A wave has at least so many sources.</param>
/// <param name="factor">And so many times as many as usual.</param>
internal sealed class WaveFinder(int leastSources, int factor)
{
    private const int MostBuckets = 50_000;
    private const int EnoughBuckets = 6;
    private const long Margin = 3_600_000;

    private static readonly long[] Widths = [600_000, 3_600_000, 6 * 3_600_000, 24 * 3_600_000];

    /// <summary>Waves of one service.</summary>
    /// <param name="service">Its name.</param>
    /// <param name="newcomers">Who failed and never belonged here.</param>
    /// <param name="arrivals">When each of those who do belong here first got in.</param>
    /// <param name="first">The log's first time.</param>
    /// <param name="last">The log's last time.</param>
    internal IEnumerable<Wave> Find(string service, List<Newcomer> newcomers, List<long> arrivals, long first, long last)
    {
        if (newcomers.Count < leastSources || last < first) yield break;
        List<(long From, long Until, double Usual, bool HasBaseline)> times = [];
        foreach (var width in Widths)
        {
            if ((last - first) / width < MostBuckets) times.AddRange(Unusual(newcomers, arrivals, first, last, width));
        }
        foreach (var (from, until, usual, hasBaseline) in Joined(times))
        {
            var sources = newcomers.Where(n => n.First <= until + Margin && n.Last >= from - Margin).ToList();
            if (sources.Count < leastSources) continue;
            yield return new(service, sources.Min(s => Math.Max(s.First, from - Margin)), sources.Max(s => Math.Min(s.Last, until + Margin)), [.. sources.Select(s => s.Key)], usual, hasBaseline);
        }
    }

    private IEnumerable<(long From, long Until, double Usual, bool HasBaseline)> Unusual(List<Newcomer> newcomers, List<long> arrivals, long first, long last, long width)
    {
        var count = (int)((last - first) / width) + 1;
        var came = Histogram(newcomers.Select(n => n.First), first, width, count);
        var belong = Histogram(arrivals, first, width, count);
        var hasBaseline = count >= EnoughBuckets;
        var usual = hasBaseline ? Median(came.Select(c => (double)c)) : 0;
        var share = hasBaseline ? Median(came.Zip(belong).Where(b => b.Second > 0).Select(b => (double)b.First / b.Second)) : 1;
        for (var i = 0; i < count; i++)
        {
            var expected = Math.Max(usual, share * belong[i]);
            var least = hasBaseline ? Math.Max(leastSources * 0.4, (factor * expected) + (6 * Math.Sqrt(expected + 1))) : Math.Max(leastSources, factor * expected);
            if (came[i] >= least) yield return (first + (i * width), first + ((i + 1) * width), expected, hasBaseline);
        }
    }

    /// <summary>Times that touch or overlap, as one.</summary>
    private static List<(long From, long Until, double Usual, bool HasBaseline)> Joined(List<(long From, long Until, double Usual, bool HasBaseline)> times)
    {
        List<(long From, long Until, double Usual, bool HasBaseline)> joined = [];
        foreach (var time in times.OrderBy(t => t.From).ThenBy(t => t.Until))
        {
            if (joined.Count > 0 && joined[^1] is var before && time.From <= before.Until + Margin)
            {
                joined[^1] = (before.From, Math.Max(before.Until, time.Until), Math.Max(before.Usual, time.Usual), before.HasBaseline || time.HasBaseline);
            }
            else joined.Add(time);
        }
        return joined;
    }

    private static int[] Histogram(IEnumerable<long> times, long first, long width, int count)
    {
        var histogram = new int[count];
        foreach (var time in times)
        {
            var bucket = (time - first) / width;
            if (bucket >= 0 && bucket < count) histogram[bucket]++;
        }
        return histogram;
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? 0 : sorted[sorted.Length / 2];
    }
}
