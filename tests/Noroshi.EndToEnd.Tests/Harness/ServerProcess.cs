using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Noroshi.EndToEnd.Tests.Harness;

/// <summary>The built server as a real process on loopback; can be stopped, killed and started again on the same data and address.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly bool _ownsData;
    private readonly string[] _options;
    private readonly ConcurrentQueue<string> _log = new();
    private Process? _process;

    private ServerProcess(string? data, Uri address, string[] options)
    {
        _ownsData = data is null;
        Data = data ?? House.NewFolder("data");
        Address = address;
        _options = options;
    }

    internal string Data { get; }

    internal Uri Address { get; }

    internal int Id => _process!.Id;

    /// <summary>The last lines the server printed.</summary>
    internal string Log => string.Join('\n', _log);

    /// <summary>The demonstration's accounts, as the server wrote them.</summary>
    internal DemoAccounts Accounts => DemoAccounts.Read(Path.Combine(Data, "demo.json"));

    /// <summary>Starts a server with the demonstration network and mail to the tests' Postfix.</summary>
    internal static async Task<ServerProcess> DemoAsync(string? data = null, params string[] options)
    {
        var port = FreePort();
        string[] mail = Environment.GetEnvironmentVariable("NOROSHI_TEST_SMTP") is { Length: > 0 } smtp
            ? ["--smtp-host", smtp.Split(':')[0], "--smtp-port", smtp.Split(':')[1], "--smtp-tls", "none"] : [];
        var server = new ServerProcess(data, new($"http://127.0.0.1:{port}"), ["--demo", "--accounts-sign-in-limit", "1000", "--reports-submit-limit", "1000000", .. mail, .. options]);
        await server.StartAsync();
        return server;
    }

    internal async Task<TimeSpan> StartAsync()
    {
        var start = new ProcessStartInfo("dotnet", [House.ServerProgram, "serve", "--data", Data, "--urls", Address.AbsoluteUri.TrimEnd('/'), .. _options])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var clock = Stopwatch.StartNew();
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, e) => Hear(e.Data, ready);
        _process.ErrorDataReceived += (_, e) => Hear(e.Data, ready);
        _process.Exited += (_, _) => ready.TrySetException(new InvalidOperationException("the server ended before it was ready\n" + Log));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await ready.Task.WaitAsync(TimeSpan.FromSeconds(60));
        return clock.Elapsed;
    }

    /// <summary>kill -9.</summary>
    internal async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM; the result is the exit code.</summary>
    internal async Task<int> StopAsync()
    {
        if (_process is null || _process.HasExited) return _process?.ExitCode ?? 0;
        await Tool.RunAsync("kill", ["-TERM", $"{_process.Id}"]);
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await _process.WaitForExitAsync(late.Token);
        return _process.ExitCode;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false }) await KillAsync();
        _process?.Dispose();
        if (_ownsData && Directory.Exists(Data)) Directory.Delete(Data, recursive: true);
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Hear(string? line, TaskCompletionSource ready)
    {
        if (line is null) return;
        _log.Enqueue(line);
        while (_log.Count > 300) _log.TryDequeue(out _);
        if (line.StartsWith("ready ", StringComparison.Ordinal)) ready.TrySetResult();
    }
}
