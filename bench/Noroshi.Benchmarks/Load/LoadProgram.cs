using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Noroshi.Server.Collect.Reports;
using Noroshi.Server.Store;

namespace Noroshi.Benchmarks.Load;

/// <summary>
/// <c>load [--store postgres://…] [--seconds N] [--reports N,N] [--folder DIR]</c>: the built server under many clients, then with many reports. An empty database is needed; the server's data lies in a
/// temporary folder, or in one that is kept, so that its reports can be read again without being made again.
/// </summary>
/// <remarks>
/// <code>
/// 64 clients submit ─► reactions catch up ─► grow to N ─► start ─► 16 readers: inbox, search, report; all and ten ─► idle memory ─► kill -9 ─► start
/// </code>
/// </remarks>
internal sealed partial class LoadProgram(LoadServer server, StoreOptions store, TimeSpan time, TextWriter to)
{
    private const int Ten = 10;

    internal static async Task<int> RunAsync(string[] args, TextWriter to)
    {
        var kept = Option(args, "--folder");
        var folder = kept is null ? Directory.CreateTempSubdirectory("noroshi-load-").FullName : Directory.CreateDirectory(kept).FullName;
        var address = Option(args, "--store");
        var time = TimeSpan.FromSeconds(int.Parse(Option(args, "--seconds") ?? "20", CultureInfo.InvariantCulture));
        await to.WriteLineAsync(Machine.Describe(folder));
        await using var server = new LoadServer(folder, address, Program());
        var load = new LoadProgram(server, new StoreOptions(folder, address), time, to);
        if (!File.Exists(Path.Combine(folder, "demo.json"))) { await load.SubmitAsync(); }
        foreach (var reports in (Option(args, "--reports") ?? "100000,1000000").Split(',')) { await load.ReadAsync(int.Parse(reports, CultureInfo.InvariantCulture)); }
        await server.StopAsync();
        await VerifyAsync(folder, address, to);
        if (kept is null) { Directory.Delete(folder, recursive: true); }
        return 0;
    }

    private static string? Option(string[] args, string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

    private static string Program() => Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "publish", "Noroshi.Server", "release", "noroshi-server.dll"));

    private async Task SubmitAsync()
    {
        var ready = await server.StartAsync();
        await to.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"first start, ready after {ready.TotalSeconds:F1} s; idle {server.ResidentMegabytes()} MiB"));
        using (var ten = server.As("operator", "reporter", server.Accounts("operator", "reporter").Length - 1))
        {
            var reports = new GeneratedReports(0);
            for (var i = 0; i < Ten; i++) { await Submissions.SendAsync(ten, Submissions.Bytes(reports.Next()), new()); }
        }
        await Submissions.RunAsync(server, time, seed: 1);
        var used = server.Used;
        var (times, perSecond) = await Submissions.RunAsync(server, time, seed: 2);
        await to.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"64 clients: {perSecond:F0} submissions/s   {times}   {(server.Used - used).TotalMilliseconds / times.Count:F2} ms of processor each"));
        var late = await CatchUpAsync();
        await to.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"reactions caught up after {late.TotalSeconds:F1} s; {server.ResidentMegabytes()} MiB"));
        await server.StopAsync();
    }

    private async Task ReadAsync(int reports)
    {
        await GrowAsync(reports);
        var ready = await server.StartAsync();
        await to.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{reports:N0} reports: ready after {ready.TotalSeconds:F1} s"));
        await ReadAsync("everything", server.As("center", "handler"));
        await ReadAsync("ten reports", server.As("operator", "reporter", server.Accounts("operator", "reporter").Length - 1));
        await Task.Delay(TimeSpan.FromSeconds(5));
        await to.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  after reading {server.ResidentMegabytes()} MiB"));
        await server.KillAsync();
        ready = await server.StartAsync();
        await Task.Delay(TimeSpan.FromSeconds(3));
        await to.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  after kill -9 ready after {ready.TotalSeconds:F1} s; idle {server.ResidentMegabytes()} MiB"));
        await server.StopAsync();
    }

    private async Task ReadAsync(string viewer, HttpClient http)
    {
        var numbers = await NumbersAsync(http);
        // A server runs for weeks: what counts is what it does once its code is compiled for good, which takes so long here because the readers use the same processors.
        await Readings.RunAsync(http, [.. Pages(numbers).SelectMany(p => p.Paths)], time);
        foreach (var (name, paths) in Pages(numbers))
        {
            var used = server.Used;
            var times = await Readings.RunAsync(http, paths, time / 4);
            await to.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  {viewer,-11} {name,-14} {times}   {(server.Used - used).TotalMilliseconds / times.Count:F2} ms of processor each"));
        }
        http.Dispose();
    }

    private static IEnumerable<(string Name, string[] Paths)> Pages(string[] numbers)
    {
        yield return ("inbox", ["/reports"]);
        yield return ("common word", [Search(GeneratedReports.CommonJa), Search(GeneratedReports.CommonEn), Search($"{GeneratedReports.CommonJa} {GeneratedReports.CommonEn}")]);
        yield return ("rare word", [.. Enumerable.Range(0, 40).Select(i => Search(GeneratedReports.Word(15_000 + (i * 101))))]);
        yield return ("report", [.. numbers.Select(n => $"/reports/{n}")]);
    }

    private static string Search(string words) => "/reports?q=" + Uri.EscapeDataString(words);

    private static async Task<string[]> NumbersAsync(HttpClient http)
    {
        var list = JsonNode.Parse(await http.GetStringAsync(new Uri("/api/v1/reports?limit=50", UriKind.Relative)))!;
        return [.. Number().Matches(list.ToJsonString()).Select(m => m.Value).Distinct()];
    }

    private async Task GrowAsync(int reports)
    {
        await using var database = new Database(store);
        await using var db = database.CreateDbContext();
        var few = await db.Set<Report>().GroupBy(r => r.OrganizationId).Where(g => g.Count() == Ten).Select(g => g.Key).SingleAsync();
        var clock = Stopwatch.StartNew();
        await new Growth(database, few).ToAsync(reports, to);
        var have = await db.Set<Report>().CountAsync();
        await to.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"grown to {have:N0} reports in {clock.Elapsed.TotalSeconds:F0} s"));
    }

    private async Task<TimeSpan> CatchUpAsync()
    {
        using var http = LoadServer.As("");
        var clock = Stopwatch.StartNew();
        while (Lag().Matches(await http.GetStringAsync(new Uri("/metrics", UriKind.Relative))).Any(m => m.Groups["lag"].Value != "0")) { await Task.Delay(50); }
        return clock.Elapsed;
    }

    private static async Task VerifyAsync(string folder, string? store, TextWriter to)
    {
        var start = new ProcessStartInfo("dotnet", [Program(), "ledger", "verify", "--json", "--data", folder, .. store is null ? (string[])[] : ["--store", store]]) { RedirectStandardOutput = true };
        using var verify = Process.Start(start)!;
        var found = JsonNode.Parse(await verify.StandardOutput.ReadToEndAsync())!;
        await verify.WaitForExitAsync();
        var (entries, contents) = ((double)found["seconds"]!["entries"]!, (double)found["seconds"]!["contents"]!);
        await to.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"ledger verify: {(long)found["entries"]!:N0} entries in {entries:F1} s, {(long)found["entries"]! / entries:N0} a second; {(long)found["contents"]!:N0} contents in {contents:F1} s; exit code {verify.ExitCode}"));
    }

    [GeneratedRegex("R[0-9]{2}-[0-9A-Z]{4}-[0-9A-Z]{4}", RegexOptions.None, 1000)]
    private static partial Regex Number();

    [GeneratedRegex("noroshi_reaction_lag_entries\\{[^}]*\\} (?<lag>[0-9]+)", RegexOptions.None, 1000)]
    private static partial Regex Lag();
}
