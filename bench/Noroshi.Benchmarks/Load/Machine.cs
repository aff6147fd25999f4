using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Noroshi.Benchmarks.Load;

/// <summary>What the figures were measured on: without it they say nothing.</summary>
internal static class Machine
{
    private const int Flushes = 200;

    internal static string Describe(string folder) => string.Create(CultureInfo.InvariantCulture,
        $"{RuntimeInformation.OSDescription}, {Environment.ProcessorCount} processors, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GiB, {RuntimeInformation.FrameworkDescription}; one processor does {MillionSteps():F0} million xorshift steps/s; flushing 4 KiB to this disk: median {FlushMilliseconds(folder):F2} ms");

    /// <summary>How fast one processor is right now: shared machines are often slower than their name says, and not the same from hour to hour. A 2.5 GHz core of its own does about 400.</summary>
    private static double MillionSteps()
    {
        const int Steps = 100_000_000;
        var x = 88172645463325252UL;
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < Steps; i++)
        {
            x ^= x << 13;
            x ^= x >> 7;
            x ^= x << 17;
        }
        return x == 0 ? 0 : Steps / 1e6 / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>Median milliseconds of appending 4 KiB and flushing it to the disk: the floor of every durable commit.</summary>
    private static double FlushMilliseconds(string folder)
    {
        var path = Path.Combine(folder, "flush");
        var page = new byte[4096];
        var times = new Latencies();
        using (var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1))
        {
            for (var i = 0; i < Flushes; i++)
            {
                var start = Stopwatch.GetTimestamp();
                file.Write(page);
                file.Flush(flushToDisk: true);
                times.Add(start);
            }
        }
        File.Delete(path);
        return times.Quantile(0.5);
    }
}
