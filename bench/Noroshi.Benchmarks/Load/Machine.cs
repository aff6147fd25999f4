using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Noroshi.Benchmarks.Load;

/// <summary>What the figures were measured on: without it they say nothing.</summary>
internal static class Machine
{
    private const int Flushes = 200;

    internal static string Describe(string folder) => string.Create(CultureInfo.InvariantCulture,
        $"{RuntimeInformation.OSDescription}, {Environment.ProcessorCount} processors, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GiB, {RuntimeInformation.FrameworkDescription}; flushing 4 KiB to this disk: median {FlushMilliseconds(folder):F2} ms");

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
