using System.Diagnostics;

namespace Noroshi.Benchmarks.Load;

/// <summary>Readers that open pages one after another, each as soon as the last is there.</summary>
internal static class Readings
{
    private const int Readers = 16;

    /// <summary>Reads one kind of page for a time with all readers at once.</summary>
    /// <param name="http">In whose name.</param>
    /// <param name="paths">The pages, taken in turn.</param>
    /// <param name="time">For how long.</param>
    internal static async Task<Latencies> RunAsync(HttpClient http, string[] paths, TimeSpan time)
    {
        await ReadAsync(http, paths[0], new());
        var times = new Latencies();
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Readers).Select(async reader =>
        {
            for (var i = reader; clock.Elapsed < time; i += Readers) { await ReadAsync(http, paths[i % paths.Length], times); }
        }));
        return times;
    }

    private static async Task ReadAsync(HttpClient http, string path, Latencies times)
    {
        var start = Stopwatch.GetTimestamp();
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        await answer.Content.ReadAsByteArrayAsync();
        times.Add(start);
        if (!answer.IsSuccessStatusCode) { throw new InvalidOperationException($"{path}: {(int)answer.StatusCode}"); }
    }
}
