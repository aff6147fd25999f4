using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Noroshi.Benchmarks.Load;

/// <summary>Many clients that send reports, each the next as soon as the last is answered.</summary>
internal static class Submissions
{
    private const int Clients = 64;

    // Made before the clock starts: the clients must not take the processor from the server.
    private const int BodiesEach = 60;

    /// <summary>Sends for a time.</summary>
    /// <returns>The times of the requests, and how many a second were accepted.</returns>
    internal static async Task<(Latencies Times, double PerSecond)> RunAsync(LoadServer server, TimeSpan time, int seed)
    {
        var times = new Latencies();
        // The last operator is left out: it is the viewer of ten reports.
        var tokens = server.Accounts("operator", "reporter")[..^1];
        byte[][][] bodies = [.. Enumerable.Range(0, Clients).Select(i => new GeneratedReports((seed * Clients) + i)).Select(r => Enumerable.Range(0, BodiesEach).Select(_ => Bytes(r.Next())).ToArray())];
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(async i =>
        {
            using var http = LoadServer.As(tokens[i % tokens.Length].Token);
            for (var n = 0; clock.Elapsed < time; n++) { await SendAsync(http, bodies[i][n % BodiesEach], times); }
        }));
        return (times, times.Count / clock.Elapsed.TotalSeconds);
    }

    internal static byte[] Bytes(JsonObject report) => System.Text.Encoding.UTF8.GetBytes(report.ToJsonString());

    /// <summary>Sends one report.</summary>
    internal static async Task SendAsync(HttpClient http, byte[] report, Latencies times)
    {
        using var body = new ByteArrayContent(report);
        body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var start = Stopwatch.GetTimestamp();
        using var answer = await http.PostAsync(new Uri("/api/v1/reports", UriKind.Relative), body);
        times.Add(start);
        if ((int)answer.StatusCode is not 201) { throw new InvalidOperationException($"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}"); }
    }
}
