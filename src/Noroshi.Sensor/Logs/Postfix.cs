namespace Noroshi.Sensor.Logs;

/// <summary>Postfix: connections, SASL log-ins that failed or carried a message, refusals, and the way of a message.</summary>
/// <remarks>
/// Postfix smtpd.c, smtpd_check.c, smtpd_sasl_glue.c, postscreen.c, qmgr, cleanup, smtp. Services are <c>postfix/smtpd</c>, <c>postfix/submission/smtpd</c> and so on.
/// The client stands first in each text as <c>name[address]</c>; names that were looked up are checked by Postfix. What the peer sent comes behind.
/// </remarks>
public sealed class Postfix : ILogFormat
{
    /// <inheritdoc/>
    public string Name => "postfix";

    /// <inheritdoc/>
    public IReadOnlyList<string> Programs => ["postfix", "smtpd", "postscreen"];

    /// <inheritdoc/>
    public bool TryRead(ReadOnlySpan<byte> text, LogContext context, ref LogRecord record)
    {
        if (text.Length < 8) return false;
        record.Format = "postfix";
        record.Kind = RecordKind.Connection;
        var rest = text;
        if (LineScan.TrySkip(ref rest, "warning: "u8)) return TryWarning(rest, ref record);
        if (LineScan.TrySkip(ref rest, "connect from "u8) || LineScan.TrySkip(ref rest, "disconnect from "u8) || LineScan.TrySkip(ref rest, "CONNECT from "u8)) return MailPeer.TryRead(rest, ref record, out _);
        if (LineScan.TrySkip(ref rest, "NOQUEUE: "u8)) return TryRefusal(rest, ref record);
        if (rest[0] is (byte)'l' or (byte)'t' or (byte)'i' or (byte)'S' or (byte)'P' or (byte)'D' or (byte)'H' && TryBroken(rest, ref record)) return true;
        return (rest[0] is (byte)'A' or (byte)'T' or (byte)'U' or (byte)'V' && TryTls(rest, ref record)) || TryQueued(rest, ref record);
    }

    private static bool TryWarning(ReadOnlySpan<byte> rest, ref LogRecord record)
    {
        record.Outcome = Outcome.Failure;
        record.Reason = FailureReason.Protocol;
        if (LineScan.TrySkip(ref rest, "non-SMTP command from "u8)) return MailPeer.TryRead(rest, ref record, out _);
        if (rest.StartsWith("Connection "u8) || rest.StartsWith("Recipient "u8) || rest.StartsWith("Message "u8) || rest.StartsWith("New TLS "u8) || rest.StartsWith("AUTH command rate"u8))
        {
            record.Reason = FailureReason.Blocked;
            return LineScan.TryUntil(ref rest, " from "u8, out _) && MailPeer.TryRead(rest, ref record, out _);
        }
        // The library's own words; the client is on the line that follows.
        if (rest.StartsWith("SASL authentication failure: "u8)) return true;
        if (rest.IndexOf(": hostname "u8) is > 0 and < 46 and var before && LineScan.TryAddress(rest[..before], out record.Source, out _))
        {
            record.Outcome = Outcome.Unknown;
            record.Reason = FailureReason.None;
            return true;
        }
        if (rest.StartsWith("hostname "u8) || rest.StartsWith("numeric hostname"u8)) return TryUnresolved(rest, ref record);
        if (!MailPeer.TryRead(rest, ref record, out rest) || !LineScan.TrySkip(ref rest, ": SASL "u8)) return false;
        record.Kind = RecordKind.Login;
        record.Reason = FailureReason.WrongSecret;
        record.Operation = LineScan.Word(ref rest);
        if (!LineScan.TrySkip(ref rest, "authentication "u8)) return false;
        if (rest.IndexOf(", sasl_username="u8) is >= 0 and var at) record.Account = rest[(at + 16)..];
        return true;
    }

    /// <summary><c>hostname NAME does not resolve to address ADDRESS[: why]</c>: the name is the peer's own, and has no blank.</summary>
    private static bool TryUnresolved(ReadOnlySpan<byte> rest, ref LogRecord record)
    {
        record.Outcome = Outcome.Unknown;
        record.Reason = FailureReason.None;
        if (!LineScan.TryUntil(ref rest, " does not resolve to address "u8, out _)) return false;
        var address = LineScan.Word(ref rest);
        return LineScan.TryAddress(address is [.., (byte)':'] ? address[..^1] : address, out record.Source, out _);
    }

    /// <summary><c>Anonymous TLS connection established from NAME[ADDRESS]: ...</c>; to somebody is not from somebody.</summary>
    private static bool TryTls(ReadOnlySpan<byte> rest, ref LogRecord record)
    {
        if (!LineScan.TryUntil(ref rest, " TLS connection established from "u8, out var trust) || trust.Contains((byte)' ') || !MailPeer.TryRead(rest, ref record, out _)) return false;
        record.Outcome = Outcome.Success;
        return true;
    }

    /// <summary><c>reject: RCPT from NAME[ADDRESS]: 554 5.7.1 TEXT; from=&lt;..&gt; to=&lt;..&gt; proto=.. helo=&lt;..&gt;</c>.</summary>
    private static bool TryRefusal(ReadOnlySpan<byte> rest, ref LogRecord record)
    {
        var isWarning = LineScan.TrySkip(ref rest, "reject_warning: "u8) || LineScan.TrySkip(ref rest, "filter: "u8);
        if (!isWarning && !LineScan.TrySkip(ref rest, "reject: "u8) && !LineScan.TrySkip(ref rest, "milter-reject: "u8)) return TryClient(rest, ref record);
        record.Kind = RecordKind.Mail;
        record.Operation = LineScan.Word(ref rest);
        if (!LineScan.TrySkip(ref rest, "from "u8) || !MailPeer.TryRead(rest, ref record, out rest)) return false;
        LineScan.TrySkip(ref rest, ": "u8);
        if (rest.Length > 3 && LineScan.TryNumber(rest[..3], out var status)) record.Status = (int)status;
        record.Outcome = isWarning ? Outcome.Unknown : Outcome.Failure;
        record.Reason = isWarning ? FailureReason.None : MailPeer.ReasonOf(rest);
        var addresses = rest.LastIndexOf("; from=<"u8) is >= 0 and var at ? rest[at..] : [];
        record.Sender = MailPeer.Between(addresses, "; from=<"u8, ">"u8);
        record.Target = MailPeer.Between(addresses, "> to=<"u8, ">"u8);
        return true;
    }

    private static bool TryBroken(ReadOnlySpan<byte> rest, ref LogRecord record)
    {
        record.Outcome = Outcome.Failure;
        record.Reason = FailureReason.Protocol;
        if (rest.StartsWith("lost connection after "u8) || rest.StartsWith("timeout after "u8) || rest.StartsWith("too many errors after "u8) || rest.StartsWith("improper command pipelining after "u8)
            || rest.StartsWith("SSL_accept error "u8) || rest.StartsWith("PREGREET "u8) || rest.StartsWith("HANGUP after "u8))
        {
            return LineScan.TryUntil(ref rest, " from "u8, out _) && MailPeer.TryRead(rest, ref record, out _);
        }
        record.Outcome = Outcome.Unknown;
        record.Reason = FailureReason.None;
        if (LineScan.TrySkip(ref rest, "DISCONNECT "u8) || LineScan.TrySkip(ref rest, "PASS NEW "u8) || LineScan.TrySkip(ref rest, "PASS OLD "u8)) return MailPeer.TryBracket(rest, ref record, out _);
        if (!rest.StartsWith("DNSBL rank "u8) || !LineScan.TryUntil(ref rest, " for "u8, out _)) return false;
        record.Outcome = Outcome.Failure;
        record.Reason = FailureReason.Blocked;
        return MailPeer.TryBracket(rest, ref record, out _);
    }

    /// <summary>A line of a message in the queue: <c>QUEUEID: client=..</c>, <c>from=&lt;..&gt;</c>, <c>to=&lt;..&gt;, relay=.., status=sent</c>, <c>message-id=</c>, <c>reject: ..</c>.</summary>
    private static bool TryQueued(ReadOnlySpan<byte> rest, ref LogRecord record)
    {
        if (!LineScan.TryUntil(ref rest, ": "u8, out var id) || id.Length is < 5 or > 20 || id.IndexOf((byte)' ') >= 0) return false;
        record.Session = id;
        record.Kind = RecordKind.Mail;
        if (rest.StartsWith("reject: "u8) || rest.StartsWith("milter-reject: "u8)) return TryRefusal(rest, ref record);
        if (LineScan.TrySkip(ref rest, "from=<"u8))
        {
            record.Sender = MailPeer.Between(rest, ""u8, ">, size="u8);
            return true;
        }
        if (LineScan.TrySkip(ref rest, "to=<"u8))
        {
            record.Outcome = rest.LastIndexOf(", status=sent"u8) >= 0 ? Outcome.Success : rest.LastIndexOf(", status=bounced"u8) >= 0 ? Outcome.Failure : Outcome.Unknown;
            record.Target = MailPeer.Between(rest, ""u8, ">"u8);
            TakeNextHop(rest[Math.Min(record.Target.Length, rest.Length)..], ref record);
            return true;
        }
        return TryClient(rest, ref record);
    }

    /// <summary><c>&gt;[, orig_to=&lt;..&gt;], relay=NAME[ADDRESS]:25, ..</c>: of a local delivery, to a socket or a command, there is no address.</summary>
    private static void TakeNextHop(ReadOnlySpan<byte> rest, scoped ref LogRecord record)
    {
        if (LineScan.TrySkip(ref rest, ">, orig_to=<"u8))
        {
            if (!LineScan.TryUntil(ref rest, ">, "u8, out record.Actor)) return;
        }
        else if (!LineScan.TrySkip(ref rest, ">, "u8)) return;
        if (!LineScan.TrySkip(ref rest, "relay="u8) || rest.IndexOf((byte)',') is not (> 0 and var end)) return;
        if (MailPeer.TryRead(rest[..end], ref record, out _)) MailPeer.MoveToSite(ref record);
    }

    /// <summary>
    /// <c>client=NAME[ADDRESS][, sasl_method=LOGIN, sasl_username=NAME][, sasl_sender=..]</c>: with a user name, a log-in that worked.
    /// <c>client=NAME[ADDRESS], orig_queue_id=ID, orig_client=..</c>: the message with that number came back from a content filter.
    /// </summary>
    private static bool TryClient(ReadOnlySpan<byte> rest, ref LogRecord record)
    {
        if (!LineScan.TrySkip(ref rest, "client="u8) || !MailPeer.TryRead(rest, ref record, out rest)) return false;
        record.Kind = RecordKind.Mail;
        record.Outcome = Outcome.Success;
        if (LineScan.TrySkip(ref rest, ", orig_queue_id="u8)) record.Target = MailPeer.Between(rest, ""u8, ","u8);
        if (!LineScan.TrySkip(ref rest, ", sasl_method="u8)) return true;
        record.Kind = RecordKind.Login;
        if (!LineScan.TryUntil(ref rest, ", sasl_username="u8, out record.Operation)) return true;
        record.Account = rest.IndexOf(", sasl_sender="u8) is >= 0 and var end ? rest[..end] : rest;
        return true;
    }
}
