namespace Noroshi.Sensor.Logs;

/// <summary>Dovecot: IMAP, POP3, ManageSieve and submission log-ins and what its authentication says.</summary>
/// <remarks>
/// Dovecot, <c>login_log_format_elements</c> (<c>user=&lt;%u&gt; method=%m rip=%r lip=%l ...</c>), auth-request.c (<c>driver(user,address[,&lt;session&gt;]): text</c>).
/// The user comes before the address, and behind the address stand only the server's words: the last <c>, rip=</c> is Dovecot's.
/// </remarks>
public sealed class Dovecot : ILogFormat
{
    /// <inheritdoc/>
    public string Name => "dovecot";

    /// <inheritdoc/>
    public IReadOnlyList<string> Programs => ["dovecot", "imap-login", "pop3-login", "managesieve-login", "submission-login", "auth-worker"];

    /// <inheritdoc/>
    public bool TryRead(ReadOnlySpan<byte> text, LogContext context, ref LogRecord record)
    {
        record.Format = "dovecot";
        var rest = text;
        var colon = rest.IndexOf(": "u8);
        if (colon is < 1 or > 200) return false;
        var service = rest[..colon];
        if (service.EndsWith("-login"u8)) return TryLogin(SkipLevel(rest[(colon + 2)..]), service, ref record);
        if (service.StartsWith("auth"u8)) return TryAuth(SkipLevel(rest[(colon + 2)..]), ref record);
        if (service.StartsWith("imap("u8) || service.StartsWith("pop3("u8)) return TryEnd(service, rest[(colon + 2)..], ref record);
        // Under the service's own program name the message begins with the text itself.
        if (record.Program.EndsWith("-login"u8)) return TryLogin(SkipLevel(rest), record.Program, ref record);
        return record.Program.StartsWith("auth"u8) && TryAuth(SkipLevel(rest), ref record);
    }

    private static ReadOnlySpan<byte> SkipLevel(ReadOnlySpan<byte> rest)
    {
        if (!LineScan.TrySkip(ref rest, "Info: "u8) && !LineScan.TrySkip(ref rest, "Warning: "u8) && !LineScan.TrySkip(ref rest, "Error: "u8)) LineScan.TrySkip(ref rest, "Debug: "u8);
        return rest;
    }

    private static bool TryLogin(ReadOnlySpan<byte> rest, ReadOnlySpan<byte> service, ref LogRecord record)
    {
        var rip = rest.LastIndexOf(", rip="u8);
        if (rip < 0) return false;
        var user = rest[..rip].IndexOf("user=<"u8);
        // Elements without a value are left out, so the address may come first.
        var address = rest[(rip + 6)..];
        if (address.IndexOf((byte)',') is >= 0 and var end) address = address[..end];
        LineScan.TryAddress(address, out record.Source, out _);
        record.Site = service;
        if (user >= 0) TakeUser(rest[(user + 6)..rip], ref record);
        record.Kind = RecordKind.Login;
        if (rest.StartsWith("Login: "u8) || rest.StartsWith("Logged in"u8)) record.Outcome = Outcome.Success;
        else Judge(user >= 0 ? rest[..user] : rest[..rip], ref record);
        return true;
    }

    private static void TakeUser(ReadOnlySpan<byte> text, ref LogRecord record)
    {
        var method = text.LastIndexOf(">, method="u8);
        record.Account = method >= 0 ? text[..method] : text.TrimEnd((byte)'>');
        if (method >= 0) record.Operation = text[(method + 10)..];
    }

    /// <summary>Why the connection ended, from the words before the user.</summary>
    private static void Judge(ReadOnlySpan<byte> words, ref LogRecord record)
    {
        record.Outcome = Outcome.Failure;
        if (words.IndexOf("auth failed"u8) >= 0 || words.IndexOf("auth_failed"u8) >= 0)
        {
            record.Reason = FailureReason.WrongSecret;
            var at = words.IndexOf("auth failed, "u8);
            if (at < 0) return;
            var number = words[(at + 13)..];
            if (LineScan.TryNumber(LineScan.Word(ref number), out var tries)) record.Count = (int)Math.Clamp(tries, 1, 1000);
            return;
        }
        record.Kind = RecordKind.Connection;
        record.Reason = words.IndexOf("no auth attempts"u8) >= 0 || words.IndexOf("no_auth_attempts"u8) >= 0 ? FailureReason.Protocol : words.IndexOf("disabled"u8) >= 0 ? FailureReason.NotAllowed : FailureReason.None;
    }

    /// <summary><c>[..: ]DRIVER(USER,ADDRESS[,&lt;SESSION&gt;]): TEXT</c>: believed when only one place has this form.</summary>
    private static bool TryAuth(ReadOnlySpan<byte> rest, ref LogRecord record)
    {
        var found = 0;
        for (var at = 0; ;)
        {
            var close = rest[at..].IndexOf("): "u8);
            if (close < 0) break;
            close += at;
            at = close + 3;
            LogRecord one = new();
            if (!TryParties(rest[..close], ref one)) continue;
            if (++found > 1) break;
            record.Source = one.Source;
            record.Account = one.Account;
            JudgeAuth(rest[at..], ref record);
        }
        if (found == 0) return false;
        if (found > 1)
        {
            record.Source = [];
            record.Account = [];
        }
        return record.Kind != RecordKind.Other;
    }

    private static bool TryParties(ReadOnlySpan<byte> text, ref LogRecord one)
    {
        if (text is [.., (byte)'>'] && text.LastIndexOf(",<"u8) is > 0 and var session) text = text[..session];
        var comma = text.LastIndexOf((byte)',');
        var open = text.IndexOf((byte)'(');
        if (comma < 0) return false;
        // "auth-worker(123): pam(user,address": the driver's bracket is the last one that opens after a blank or at the beginning.
        for (var next = open; next >= 0 && next < comma; open = next)
        {
            var more = text[(next + 1)..comma].IndexOf("): "u8);
            if (more < 0) break;
            var inner = text[(next + 1 + more)..comma].IndexOf((byte)'(');
            if (inner < 0) return false;
            next += 1 + more + inner;
        }
        if (open < 0 || open > comma || !LineScan.TryAddress(text[(comma + 1)..], out one.Source, out _)) return false;
        one.Account = text[(open + 1)..comma];
        return true;
    }

    private static void JudgeAuth(ReadOnlySpan<byte> words, ref LogRecord record)
    {
        var isUnknown = words.StartsWith("unknown user"u8);
        if (!isUnknown && !words.StartsWith("Password mismatch"u8) && !words.StartsWith("pam_authenticate() failed"u8) && !words.StartsWith("invalid credentials"u8)
            && !words.StartsWith("Invalid password"u8) && !words.StartsWith("CRAM-MD5"u8) && !words.StartsWith("ldap_bind() failed"u8) && !words.StartsWith("user disabled"u8)) return;
        record.Kind = RecordKind.Login;
        record.Outcome = Outcome.Failure;
        record.Reason = isUnknown ? FailureReason.UnknownAccount : words.StartsWith("user disabled"u8) ? FailureReason.NotAllowed : FailureReason.WrongSecret;
    }

    /// <summary><c>imap(USER)&lt;pid&gt;&lt;session&gt;: Logged out ...</c>.</summary>
    private static bool TryEnd(ReadOnlySpan<byte> service, ReadOnlySpan<byte> rest, ref LogRecord record)
    {
        rest = SkipLevel(rest);
        if (!rest.StartsWith("Logged out"u8) && !rest.StartsWith("Disconnected"u8) && !rest.StartsWith("Connection closed"u8)) return false;
        record.Account = MailPeer.Between(service, "("u8, ")"u8);
        record.Kind = RecordKind.SessionClosed;
        record.Outcome = Outcome.Success;
        return true;
    }
}
