namespace Noroshi.Sensor.Logs;

/// <summary>nginx's error log: <c>2026/12/02 11:53:15 [error] 31#31: *7 user "alice": password mismatch, client: 192.0.2.1, server: www.example.org, request: "GET / HTTP/1.1", host: "www.example.org"</c>.</summary>
/// <remarks>
/// nginx, ngx_log_error and ngx_http_log_error; modules auth_basic, limit_req, limit_conn, access; ModSecurity-nginx. nginx does not escape quotes here: paths, names and referers may imitate a client.
/// So a client is believed only when nothing a peer wrote can stand before it, or when all that look like one agree; else the source stays empty.
/// </remarks>
public sealed class NginxError : ILogFormat
{
    private const int MaxClients = 8;

    private static ReadOnlySpan<byte> ClientMark => ", client: "u8;

    /// <inheritdoc/>
    public string Name => "nginx-error";

    /// <inheritdoc/>
    public IReadOnlyList<string> Programs => [];

    /// <inheritdoc/>
    public bool CanBegin(byte first) => LogFormats.IsDigit(first);

    /// <inheritdoc/>
    public bool TryRead(ReadOnlySpan<byte> text, LogContext context, ref LogRecord record)
    {
        if (text.Length < 25 || text[4] != '/' || text[10] != ' ' || !LogTimeText.TryIso(text, context.Clock, out record.Time, out var used)) return false;
        var rest = text[used..];
        if (!LineScan.TrySkip(ref rest, " ["u8) || !LineScan.TryUntil(ref rest, "] "u8, out var level) || level.Length > 8) return false;
        var pid = LineScan.Word(ref rest);
        if (!pid.Contains((byte)'#') || pid is not [.., (byte)':']) return false;
        if (rest is [(byte)'*', ..]) record.Session = LineScan.Word(ref rest)[1..];
        record.Format = "nginx-error";
        record.Kind = RecordKind.Other;
        record.Message = rest;
        SetClient(rest, ref record);
        ReadFields(rest, ref record);
        ReadMessage(rest, ref record);
        return true;
    }

    private static void SetClient(ReadOnlySpan<byte> text, scoped ref LogRecord record)
    {
        var first = text.IndexOf(ClientMark);
        if (first < 0) return;
        var source = AddressAt(text, first);
        var isCertain = text[..first].IndexOf((byte)'"') < 0;
        var at = first;
        for (var i = 0; !isCertain && i < MaxClients; i++)
        {
            var next = text[(at + 1)..].IndexOf(ClientMark);
            if (next < 0)
            {
                isCertain = true;
                break;
            }
            at += next + 1;
            if (!AddressAt(text, at).SequenceEqual(source)) return;
        }
        if (isCertain) record.Source = source;
    }

    private static ReadOnlySpan<byte> AddressAt(ReadOnlySpan<byte> text, int mark)
    {
        var rest = text[(mark + ClientMark.Length)..];
        var end = rest.IndexOfAny((byte)',', (byte)' ');
        return LineScan.TryAddress(end < 0 ? rest : rest[..end], out var address, out _) ? address : [];
    }

    private static void ReadFields(ReadOnlySpan<byte> text, scoped ref LogRecord record)
    {
        var rest = text;
        if (LineScan.TryUntil(ref rest, ", server: "u8, out _) && rest.IndexOf((byte)',') is > 0 and var end) record.Site = rest[..end];
        if (!LineScan.TryUntil(ref rest, ", request: \""u8, out _) || !LineScan.TryUntil(ref rest, "\""u8, out var request)) return;
        Combined.SplitRequest(request, ref record);
        if (LineScan.TryUntil(ref rest, ", host: \""u8, out _) && LineScan.TryUntil(ref rest, "\""u8, out var host)) record.Site = host;
        if (LineScan.TryUntil(ref rest, ", referrer: \""u8, out _)) record.Referer = rest.TrimEnd((byte)'"');
    }

    private static void ReadMessage(ReadOnlySpan<byte> text, scoped ref LogRecord record)
    {
        if (ModSecurityText.IsAt(text)) ModSecurityText.Read(text, ref record);
        else if (text.StartsWith("user \""u8)) ReadUser(text[6..], ref record);
        else if (text.StartsWith("limiting "u8) || text.StartsWith("delaying "u8)) Refuse(RecordKind.Alarm, FailureReason.Blocked, ref record);
        else if (text.StartsWith("access forbidden by rule"u8)) Refuse(RecordKind.Other, FailureReason.NotAllowed, ref record);
        else if (text.StartsWith("client login failed: "u8) || text.StartsWith("client logged in, "u8)) ReadMail(text, ref record);
        else if (text.StartsWith("client "u8) && text.IndexOf(" connected to "u8) is > 0 and < 64 and var end && record.Source.IsEmpty)
        {
            record.Kind = RecordKind.Connection;
            LineScan.TryAddress(text[7..end], out record.Source, out record.SourcePort);
        }
        else if (text.StartsWith("client sent invalid "u8) || text.StartsWith("client sent too "u8)) Refuse(RecordKind.Other, FailureReason.Protocol, ref record);
    }

    private static void Refuse(RecordKind kind, FailureReason reason, scoped ref LogRecord record)
    {
        record.Kind = kind;
        record.Outcome = Outcome.Failure;
        record.Reason = reason;
    }

    // The mail proxy: client login failed: "reason" while in http auth state, client: ADDRESS, server: ADDRESS, login: "NAME"
    private static void ReadMail(ReadOnlySpan<byte> text, scoped ref LogRecord record)
    {
        record.Kind = RecordKind.Login;
        record.Outcome = text[7..].StartsWith("logged in"u8) ? Outcome.Success : Outcome.Failure;
        record.Reason = record.Outcome == Outcome.Success ? FailureReason.None : FailureReason.WrongSecret;
        var rest = text;
        if (!LineScan.TryUntil(ref rest, ", login: \""u8, out _)) return;
        var end = rest.LastIndexOf("\", upstream: "u8);
        record.Account = end >= 0 ? rest[..end] : rest.TrimEnd((byte)'"');
    }

    // user "NAME": password mismatch / user "NAME" was not found in "/etc/nginx/passwd"
    private static void ReadUser(ReadOnlySpan<byte> rest, scoped ref LogRecord record)
    {
        var mismatch = rest.LastIndexOf("\": password mismatch, client: "u8);
        var missing = rest.LastIndexOf("\" was not found in \""u8);
        var at = Math.Max(mismatch, missing);
        if (at < 0) return;
        Refuse(RecordKind.Login, at == mismatch ? FailureReason.WrongSecret : FailureReason.UnknownAccount, ref record);
        record.Account = rest[..at];
        record.Operation = "basic"u8;
    }
}
