using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Noroshi.Benchmarks.Load;

/// <summary>Many clients that send reports, each the next as soon as the last is answered.</summary>
internal static class Submissions
{
    private const int Clients = 64;

    /// <summary>Sends for a time.</summary>
    /// <returns>The times of the requests, and how many a second were accepted.</returns>
    internal static async Task<(Latencies Times, double PerSecond)> RunAsync(LoadServer server, TimeSpan time, int seed)
    {
        var times = new Latencies();
        // The last operator is left out: it is the viewer of ten reports.
        var tokens = server.Accounts("operator", "reporter")[..^1];
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(async i =>
        {
            using var http = LoadServer.As(tokens[i % tokens.Length].Token);
            var reports = new GeneratedReports((seed * Clients) + i);
            while (clock.Elapsed < time) { await SendAsync(http, reports.Next(), times); }
        }));
        return (times, times.Count / clock.Elapsed.TotalSeconds);
    }

    /// <summary>Sends one report.</summary>
    internal static async Task SendAsync(HttpClient http, JsonObject report, Latencies times)
    {
        using var body = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(report.ToJsonString()));
        body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var start = Stopwatch.GetTimestamp();
        using var answer = await http.PostAsync(new Uri("/api/v1/reports", UriKind.Relative), body);
        times.Add(start);
        if ((int)answer.StatusCode is not 201) { throw new InvalidOperationException($"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}"); }
    }
}
