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
    public bool CanBegin(byte first) => first == '[';

    /// <inheritdoc/>
    public bool TryRead(ReadOnlySpan<byte> text, LogContext context, ref LogRecord record)
    {
        var rest = text;
        if (text.Length < 30 || !LineScan.TrySkip(ref rest, "["u8) || !LineScan.TryUntil(ref rest, "] "u8, out var time)) return false;
        if (!LogTimeText.TryCtime(time, context.Clock, out record.Time, out _) || rest is not [(byte)'[', ..]) return false;
        for (var i = 0; i < MaxBrackets && LineScan.TrySkip(ref rest, "["u8); i++)
        {
            if (!LineScan.TryUntil(ref rest, "]"u8, out var bracket)) return false;
            // An IPv6 client has no brackets of its own ([client 2001:db8::1:5000]) but in lines of some modules.
            if (bracket.StartsWith("client ["u8) && LineScan.TryUntil(ref rest, "]"u8, out var port)) SetBracketed(bracket[8..], port, ref record);
            else if (LineScan.TrySkip(ref bracket, "client "u8)) SetClient(bracket, ref record);
            else if (LineScan.TrySkip(ref bracket, "pid "u8)) record.Session = bracket;
            rest = rest.TrimStart((byte)' ');
        }
        SkipSystemError(ref rest, ref record);
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

    /// <summary><c>(36)File name too long: [client 192.0.2.1:5000] </c>: the system's own words in front of the client.</summary>
    private static void SkipSystemError(scoped ref ReadOnlySpan<byte> rest, scoped ref LogRecord record)
    {
        if (rest is not [(byte)'(', >= (byte)'0' and <= (byte)'9', ..] || !record.Source.IsEmpty) return;
        var client = rest[..Math.Min(rest.Length, 120)].IndexOf(": [client "u8);
        if (client < 0) return;
        var after = rest[(client + 10)..];
        if (!LineScan.TryUntil(ref after, "] "u8, out var address)) return;
        SetClient(address, ref record);
        rest = after;
    }

    private static void SetBracketed(ReadOnlySpan<byte> address, ReadOnlySpan<byte> port, scoped ref LogRecord record)
    {
        LineScan.TryAddress(address, out record.Source, out _);
        if (port is [(byte)':', ..] && LineScan.TryNumber(port[1..], out var number) && number <= 65535) record.SourcePort = (int)number;
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
        else if (LineScan.TrySkip(ref rest, "auth_ldap authenticate: user "u8)) ReadDirectory(rest, ref record);
        else if (rest.StartsWith("access to "u8) && rest.LastIndexOf(" failed, reason: user '"u8) is >= 10 and var who) ReadUnauthorised(rest, who, ref record);
        else if (rest.StartsWith("invalid nonce "u8)) Refuse([], FailureReason.Protocol, ref record);
        else if (LineScan.TrySkip(ref rest, "client denied by server configuration: "u8) || LineScan.TrySkip(ref rest, "access to "u8)) Refuse(rest, FailureReason.NotAllowed, ref record);
        else if (rest.StartsWith("Invalid URI in request "u8)) ReadInvalid(rest[23..], ref record);
        else if (rest.StartsWith("File does not exist: "u8)) record.Target = rest[21..];
        else if (rest.StartsWith("script '"u8) && rest.EndsWith("' not found or unable to stat"u8)) record.Target = rest[8..^29];
    }

    // mod_authnz_ldap: "NAME authentication failed; URI /a [why][why]".
    private static void ReadDirectory(ReadOnlySpan<byte> rest, scoped ref LogRecord record)
    {
        var at = rest.LastIndexOf(" authentication failed; URI "u8);
        if (at < 0) return;
        var said = rest[(at + 28)..];
        var why = said.IndexOf(" ["u8);
        Fail(FailureReason.WrongSecret, "basic"u8, rest[..at], why < 0 ? said : said[..why], ref record);
        if (why >= 0 && said[why..].IndexOf("User not found"u8) >= 0) record.Reason = FailureReason.UnknownAccount;
    }

    // mod_authz_user: "/a failed, reason: user 'NAME' does not meet 'require'ments ...": the password was right, the account may not come here.
    private static void ReadUnauthorised(ReadOnlySpan<byte> rest, int reason, scoped ref LogRecord record)
    {
        var name = rest[(reason + 23)..];
        Refuse(rest[10..reason], FailureReason.NotAllowed, ref record);
        if (name.LastIndexOf("' does not meet '"u8) is >= 0 and var end) record.Account = name[..end];
    }

    private static void Fail(FailureReason reason, ReadOnlySpan<byte> operation, ReadOnlySpan<byte> account, ReadOnlySpan<byte> target, scoped ref LogRecord record)
    {
        record.Kind = RecordKind.Login;
        record.Outcome = Outcome.Failure;
        record.Reason = reason;
        record.Operation = operation;
        record.Account = account;
        record.Target = target;
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

    // "NAME: authentication failure for "/a": Password Mismatch", "NAME not found: /a", "`NAME' in realm `r' not found: /a", "NAME: password mismatch: /a". A name may imitate them: the server's own words are the last.
    private static void ReadUser(ReadOnlySpan<byte> rest, scoped ref LogRecord record)
    {
        var failure = rest.LastIndexOf(": authentication failure for \""u8);
        var missing = rest.LastIndexOf(" not found: "u8);
        var mismatch = rest.LastIndexOf(": password mismatch: "u8);
        var at = Math.Max(Math.Max(failure, missing), mismatch);
        if (at < 0) return;
        var name = rest[..at];
        // mod_auth_digest puts the name in quotes, and the realm behind it.
        var realm = name.LastIndexOf("' in realm `"u8);
        if (realm > 0 && name is [(byte)'`', .., (byte)'\'']) name = name[1..realm];
        var target = rest[(at + (at == failure ? 30 : at == mismatch ? 21 : 12))..];
        var quote = at == failure ? target.LastIndexOf((byte)'"') : -1;
        Fail(at == missing ? FailureReason.UnknownAccount : FailureReason.WrongSecret, at == mismatch || realm > 0 ? "digest"u8 : "basic"u8, name, quote >= 0 ? target[..quote] : target, ref record);
    }
}
