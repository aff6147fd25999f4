using System.Diagnostics;

namespace Noroshi.Benchmarks;

/// <summary>Times and allocations of an action on this thread.</summary>
internal static class Measure
{
    private const int Rounds = 9;
    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(40);

    /// <summary>Bytes allocated by one run once everything is warm; the least of several, because a runtime's own work may fall into one of them.</summary>
    internal static long AllocatedBytes(Action action)
    {
        for (var i = 0; i < 50; i++) { action(); }
        var least = long.MaxValue;
        for (var i = 0; i < 20; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return least;
    }

    /// <summary>Nanoseconds of both, medians of rounds taken in turn, so that a busy machine slows both alike.</summary>
    internal static (double Ours, double Rival) Nanoseconds(Action ours, Action rival)
    {
        var (a, b) = (new List<double>(), new List<double>());
        var (timesA, timesB) = (Times(ours), Times(rival));
        for (var i = 0; i < Rounds; i++)
        {
            a.Add(One(ours, timesA));
            b.Add(One(rival, timesB));
        }
        return (Median(a), Median(b));
    }

    private static int Times(Action action)
    {
        var times = 1;
        while (true)
        {
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < times; i++) { action(); }
            if (Stopwatch.GetElapsedTime(start) > Round || times > 1 << 26) { return times; }
            times *= 2;
        }
    }

    private static double One(Action action, int times)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < times; i++) { action(); }
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / times;
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}
