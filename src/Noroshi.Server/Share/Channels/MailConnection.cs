using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Noroshi.Server.Share.Channels;

/// <summary>
/// One conversation with a mail server: lines out, replies in, everything written down. Every step has a time limit, every reply a length limit.
/// Not thread-safe.
/// </summary>
internal sealed class MailConnection(MailSettings settings, TimeProvider clock) : IAsyncDisposable
{
    // RFC 5321 section 4.5.3.1.5 allows 512 octets; servers exceed it a little. More than this is not a mail server.
    private const int MaxLineBytes = 4096;
    private const int MaxLines = 100;
    private const int MaxProtocolLines = 200;
    private readonly List<string> _protocol = [];
    private readonly byte[] _buffer = new byte[MaxLineBytes];
    private TcpClient? _tcp;
    private Stream? _stream;
    private int _begin, _end;

    internal IReadOnlyList<string> Protocol => _protocol;

    internal bool IsProtected { get; private set; }

    internal async Task<MailReply> OpenAsync(CancellationToken cancellationToken)
    {
        Note($"* connect {settings.Host}:{settings.Port}");
        _tcp = new TcpClient { NoDelay = true };
        await StepAsync(async token => { await _tcp.ConnectAsync(settings.Host, settings.Port, token); return true; }, cancellationToken);
        _stream = _tcp.GetStream();
        if (settings.Protection is MailProtection.Tls) await ProtectAsync(cancellationToken);
        return await ReplyAsync(cancellationToken);
    }

    /// <summary>Changes to TLS. The certificate is checked unless TLS is only taken when offered.</summary>
    internal async Task ProtectAsync(CancellationToken cancellationToken)
    {
        // What came in before the handshake was not protected and must not be believed after it (CVE-2011-0411).
        if (_begin != _end) throw new MailProtocolException("the server sent more before TLS began");
        bool isChecked = settings.Protection is not MailProtection.StartTlsIfOffered;
        var tls = new SslStream(_stream!, leaveInnerStreamOpen: false);
        _stream = tls;
        await StepAsync(async token =>
        {
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = settings.Host,
                CertificateChainPolicy = settings.Authorities is { } authorities ? MailAuthorities.PolicyOf(authorities) : null,
#pragma warning disable CA5359 // Opportunistic TLS (RFC 7435): the alternative is clear text, and the setting says so.
                RemoteCertificateValidationCallback = isChecked ? null : (_, _, _, _) => true,
#pragma warning restore CA5359
            }, token);
            return true;
        }, cancellationToken);
        IsProtected = true;
        Note($"* {tls.SslProtocol}{(isChecked ? "" : ", certificate not checked")}");
    }

    /// <summary>Sends a command line and reads the reply.</summary>
    /// <param name="command">Without line end; never holds a line end.</param>
    /// <param name="cancellationToken">Stops the conversation.</param>
    /// <param name="noted">What the protocol shows instead, for secrets.</param>
    internal async Task<MailReply> SayAsync(string command, CancellationToken cancellationToken, string? noted = null)
    {
        if (command.AsSpan().ContainsAny('\r', '\n', '\0')) throw new MailProtocolException("a command with a line end was not sent");
        Note($"> {noted ?? command}");
        await WriteAsync(Encoding.UTF8.GetBytes($"{command}\r\n"), cancellationToken);
        return await ReplyAsync(cancellationToken);
    }

    /// <summary>Sends the message after 354: dots doubled at line starts, line ends CRLF, closed by a lone dot (RFC 5321 section 4.5.2).</summary>
    internal async Task<MailReply> SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        Note($"> ({message.Length} bytes of message)");
        await WriteAsync(DotStuffing.Of(message.Span), cancellationToken);
        return await ReplyAsync(cancellationToken);
    }

    internal void Note(string line)
    {
        if (_protocol.Count < MaxProtocolLines) _protocol.Add(line.Length > 500 ? $"{line[..500]}…" : line);
    }

    private Task<bool> WriteAsync(byte[] bytes, CancellationToken cancellationToken) => StepAsync(async token =>
    {
        await _stream!.WriteAsync(bytes, token);
        await _stream.FlushAsync(token);
        return true;
    }, cancellationToken);

    private Task<MailReply> ReplyAsync(CancellationToken cancellationToken) => StepAsync(async token =>
    {
        var lines = new List<string>();
        while (true)
        {
            string line = await LineAsync(token);
            Note($"< {line}");
            if (MailReply.Line(line) is not { } read || lines.Count >= MaxLines) throw new MailProtocolException("the reply makes no sense");
            lines.Add(read.Text);
            if (!read.HasMore) return new MailReply(read.Code, lines);
        }
    }, cancellationToken);

    private async Task<string> LineAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            int length = _buffer.AsSpan(_begin, _end - _begin).IndexOf((byte)'\n');
            if (length >= 0)
            {
                string line = Encoding.UTF8.GetString(_buffer.AsSpan(_begin, length)).TrimEnd('\r');
                _begin += length + 1;
                return string.Concat(line.Select(c => char.IsControl(c) ? '\uFFFD' : c));
            }

            if (_end - _begin == MaxLineBytes) throw new MailProtocolException("a line of the reply does not end");
            _buffer.AsSpan(_begin, _end - _begin).CopyTo(_buffer);
            (_begin, _end) = (0, _end - _begin);
            int read = await _stream!.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
            if (read == 0) throw new MailProtocolException("the server closed the connection");
            _end += read;
        }
    }

    private async Task<T> StepAsync<T>(Func<CancellationToken, Task<T>> step, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(settings.StepTimeout, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await step(both.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new MailProtocolException($"no answer within {settings.StepTimeout.TotalSeconds:0} s");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_stream is not null) await _stream.DisposeAsync();
        _tcp?.Dispose();
    }
}
