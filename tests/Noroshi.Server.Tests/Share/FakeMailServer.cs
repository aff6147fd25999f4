#pragma warning disable CA2213, CA1001 // Stopped, not disposed: late connections and jobs still look at them; the process ends soon after.
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Noroshi.Server.Tests.Share;

/// <summary>A mail server on loopback that behaves as told: what it answers to each line is a function of the line and of how often it was asked.</summary>
internal sealed class FakeMailServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<string, string?> _answer;
    private readonly Task _accepting;

    /// <param name="answer">Reply to a command line (without line end); "" for the greeting, "." for the message. Null: hang up. "...": never answer.</param>
    internal FakeMailServer(Func<string, string?> answer)
    {
        _answer = answer;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    internal int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    internal ConcurrentQueue<string> Commands { get; } = new();

    internal ConcurrentQueue<string> Messages { get; } = new();

    /// <summary>A server that takes everything; refused@ and later@ as the test Postfix does.</summary>
    internal static FakeMailServer Polite() => new(Polite);

    internal static string Polite(string line) => line switch
    {
        "" => "220 mail.example ESMTP",
        "DATA" => "354 go on",
        "QUIT" => "221 bye",
        _ when line.Contains("refused@", StringComparison.Ordinal) => "550 5.1.1 no such user",
        _ when line.Contains("later@", StringComparison.Ordinal) => "451 4.3.0 not now",
        _ when line.StartsWith("EHLO", StringComparison.Ordinal) => "250-mail.example\r\n250-8BITMIME\r\n250 SMTPUTF8",
        _ => "250 2.0.0 fine",
    };

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using TcpClient owned = client;
        await using NetworkStream stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.UTF8);
        try
        {
            if (!await SayAsync(stream, _answer(""))) return;
            while (await reader.ReadLineAsync(_stop.Token) is { } line)
            {
                Commands.Enqueue(line);
                string? reply = _answer(line);
                if (!await SayAsync(stream, reply)) return;
                if (line == "DATA" && reply?.StartsWith("354", StringComparison.Ordinal) == true)
                {
                    Messages.Enqueue(await MessageAsync(reader));
                    if (!await SayAsync(stream, _answer("."))) return;
                }
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or SocketException)
        {
        }
    }

    private async Task<string> MessageAsync(StreamReader reader)
    {
        var message = new StringBuilder();
        while (await reader.ReadLineAsync(_stop.Token) is { } line && line != ".") message.Append(line).Append('\n');
        return message.ToString();
    }

    private async Task<bool> SayAsync(NetworkStream stream, string? reply)
    {
        if (reply is null) return false;
        if (reply == "...") await Task.Delay(Timeout.Infinite, _stop.Token);
        await stream.WriteAsync(Encoding.UTF8.GetBytes(reply + "\r\n"), _stop.Token);
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested) return;
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
    }
}
