using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Noroshi.Benchmarks.Load;

/// <summary>The built server as a process of its own on loopback, with the demonstration's accounts.</summary>
internal sealed class LoadServer(string data, string? store, string program) : IAsyncDisposable
{
    private const int Port = 5791;
    private Process? _process;

    internal string Data => data;

    /// <summary>Starts it; the time until it said <c>ready</c>.</summary>
    internal async Task<TimeSpan> StartAsync()
    {
        string[] options = ["serve", "--demo", "--data", data, "--urls", $"http://127.0.0.1:{Port}", "--log-level", "warning"];
        var start = new ProcessStartInfo("dotnet", [program, .. options, .. store is null ? (string[])[] : ["--store", store]]) { RedirectStandardOutput = true };
        var clock = Stopwatch.StartNew();
        _process = Process.Start(start)!;
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (!line.StartsWith("ready ", StringComparison.Ordinal)) { continue; }
            _ = _process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
            return clock.Elapsed;
        }
        throw new InvalidOperationException("the server ended before it was ready");
    }

    /// <summary>kill -9.</summary>
    internal async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, and wait.</summary>
    internal async Task StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process!.Id}"]);
        await _process.WaitForExitAsync();
    }

    /// <summary>Processor time it has used since it started: says what a request costs whatever else the machine does.</summary>
    internal TimeSpan Used
    {
        get
        {
            _process!.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Resident memory in MiB, as the kernel counts it.</summary>
    internal long ResidentMegabytes()
    {
        _process!.Refresh();
        return _process.WorkingSet64 >> 20;
    }

    /// <summary>A client in the name of the account of an organisation kind and role; the n-th such organisation.</summary>
    internal HttpClient As(string kind, string role, int n = 0) => As(Accounts(kind, role)[n].Token);

    internal (string Organization, string Token)[] Accounts(string kind, string role)
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(data, "demo.json")));
        return [.. file.RootElement.GetProperty("accounts").EnumerateArray().Where(a => a.GetProperty("kind").GetString() == kind && a.GetProperty("role").GetString() == role)
            .Select(a => (a.GetProperty("organization").GetString()!, a.GetProperty("token").GetString()!))];
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false }) { await KillAsync(); }
        _process?.Dispose();
    }

    internal static HttpClient As(string token)
    {
        var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new($"http://127.0.0.1:{Port}") };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return http;
    }
}
