namespace Noroshi.Sensor.Logs;

/// <summary>Apache's error log, of 2.2 and of 2.4: <c>[Fri Sep 09 10:42:29.902022 2026] [core:error] [pid 35708:tid 43286] [client 192.0.2.1:5000] AH00126: text, referer: http://www.example.org/</c>; log-ins with passwords, refusals and ModSecurity are told apart.</summary>
/// <remarks>
/// Apache HTTP Server, core ErrorLogFormat; messages of mod_auth_basic (AH01617, AH01618), mod_auth_digest, mod_authz_core (AH01630).
/// The brackets in front are the server's own and are read from the left; names and paths of peers come after them.
/// </remarks>
public sealed class ApacheError : ILogFormat
{
    private const int MaxBrackets = 6;

    /// <inheritdoc/>
    public string Name => "apache-error";

    /// <inheritdoc/>
    public IReadOnlyList<string> Programs => [];

    /// <inheritdoc/>
    public bool TryRead(ReadOnlySpan<byte> text, LogContext context, ref LogRecord record)
    {
        var rest = text;
        if (text.Length < 30 || !LineScan.TrySkip(ref rest, "["u8) || !LineScan.TryUntil(ref rest, "] "u8, out var time)) return false;
        if (!LogTimeText.TryCtime(time, context.Clock, out record.Time, out _) || rest is not [(byte)'[', ..]) return false;
        for (var i = 0; i < MaxBrackets && LineScan.TrySkip(ref rest, "["u8); i++)
        {
            if (!LineScan.TryUntil(ref rest, "]"u8, out var bracket)) return false;
            // An IPv6 client has no brackets of its own: [client 2001:db8::1:5000].
            if (LineScan.TrySkip(ref bracket, "client "u8)) SetClient(bracket, ref record);
            else if (LineScan.TrySkip(ref bracket, "pid "u8)) record.Session = bracket;
            rest = rest.TrimStart((byte)' ');
        }
        record.Format = "apache-error";
        record.Kind = RecordKind.Other;
        record.Message = rest;
        if (ModSecurityText.IsAt(rest))
        {
            ModSecurityText.Read(rest, ref record);
            return true;
        }
        ReadMessage(rest, ref record);
        return true;
    }

    private static void SetClient(ReadOnlySpan<byte> client, scoped ref LogRecord record)
    {
        if (LineScan.TryAddress(client, out record.Source, out record.SourcePort) && !client.Contains((byte)'.') && record.SourcePort < 0 && client.Count((byte)':') > 7)
        {
            record.Source = client;
        }
        var colon = client.LastIndexOf((byte)':');
        // Eight groups and a port are nine; with :: inside, the last group is taken for a port only when what is before it is an address too.
        if (client.Count((byte)':') < 2 || colon <= 0 || !LineScan.TryNumber(client[(colon + 1)..], out var port) || port is < 1024 or > 65535 || !LineScan.IsAddress(client[..colon])) return;
        record.Source = client[..colon];
        record.SourcePort = (int)port;
    }

    private static void ReadMessage(ReadOnlySpan<byte> rest, scoped ref LogRecord record)
    {
        if (rest.Length > 9 && rest.StartsWith("AH"u8) && rest[7] == ':') rest = rest[9..];
        var referer = rest.LastIndexOf(", referer: "u8);
        if (referer >= 0)
        {
            record.Referer = rest[(referer + 11)..];
            rest = rest[..referer];
        }
        if (LineScan.TrySkip(ref rest, "user "u8)) ReadUser(rest, ref record);
        else if (LineScan.TrySkip(ref rest, "client denied by server configuration: "u8) || LineScan.TrySkip(ref rest, "access to "u8)) Refuse(rest, FailureReason.NotAllowed, ref record);
        else if (rest.StartsWith("Invalid URI in request "u8)) ReadInvalid(rest[23..], ref record);
        else if (rest.StartsWith("File does not exist: "u8)) record.Target = rest[21..];
        else if (rest.StartsWith("script '"u8) && rest.EndsWith("' not found or unable to stat"u8)) record.Target = rest[8..^29];
    }

    private static void Refuse(ReadOnlySpan<byte> target, FailureReason reason, scoped ref LogRecord record)
    {
        record.Outcome = Outcome.Failure;
        record.Reason = reason;
        record.Target = target;
    }

    private static void ReadInvalid(ReadOnlySpan<byte> request, scoped ref LogRecord record)
    {
        Refuse([], FailureReason.Protocol, ref record);
        Combined.SplitRequest(request, ref record);
    }

    // "NAME: authentication failure for "/a": Password Mismatch", "NAME not found: /a", "NAME in realm `r' not found: /a". A name may imitate them: the server's own words are the last.
    private static void ReadUser(ReadOnlySpan<byte> rest, scoped ref LogRecord record)
    {
        var failure = rest.LastIndexOf(": authentication failure for \""u8);
        var missing = rest.LastIndexOf(" not found: "u8);
        var at = Math.Max(failure, missing);
        if (at < 0) return;
        record.Kind = RecordKind.Login;
        record.Outcome = Outcome.Failure;
        record.Reason = at == failure ? FailureReason.WrongSecret : FailureReason.UnknownAccount;
        record.Operation = "basic"u8;
        var name = rest[..at];
        var realm = name.LastIndexOf(" in realm `"u8);
        record.Account = realm >= 0 && name is [.., (byte)'\''] ? name[..realm] : name;
        var target = rest[(at + (at == failure ? 30 : 12))..];
        var quote = at == failure ? target.LastIndexOf((byte)'"') : -1;
        record.Target = quote >= 0 ? target[..quote] : target;
    }
}
