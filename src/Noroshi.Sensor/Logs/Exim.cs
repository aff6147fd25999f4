namespace Noroshi.Sensor.Logs;

/// <summary>Exim's messages: authenticators that failed, refusals, messages in and out.</summary>
/// <remarks>
/// Exim specification, chapter "Log files". The peer is <c>H=name (helo) [address]:port</c>: a looked-up name and a checked HELO contain no blank, so the first <c> [</c> behind it is Exim's,
/// and what the peer typed (HELO in round brackets, <c>set_id=</c>) cannot come before it.
/// </remarks>
public sealed class Exim : ILogFormat
{
    /// <inheritdoc/>
    public string Name => "exim";

    /// <inheritdoc/>
    public IReadOnlyList<string> Programs => ["exim", "exim4"];

    /// <inheritdoc/>
    public bool TryRead(ReadOnlySpan<byte> text, LogContext context, ref LogRecord record)
    {
        record.Format = "exim";
        if (LogTimeText.TryIso(text, context.Clock, out _, out var used) && used < text.Length) text = text[(used + 1)..];
        return TryText(text, ref record);
    }

    /// <summary>The text behind time and process.</summary>
    internal static bool TryText(ReadOnlySpan<byte> text, ref LogRecord record)
    {
        if (text.Length < 8) return false;
        if (text.IndexOf(" authenticator failed for "u8) is > 0 and <= 40 and var at)
        {
            record.Kind = RecordKind.Login;
            record.Outcome = Outcome.Failure;
            record.Reason = FailureReason.WrongSecret;
            record.Operation = text[..at];
            var rest = text[(at + 26)..];
            if (!TryPeer(rest, ref record, out rest)) return false;
            if (rest.IndexOf("(set_id="u8) is >= 0 and var id) record.Account = rest is [.., (byte)')'] ? rest[(id + 8)..^1] : rest[(id + 8)..];
            return true;
        }
        if (text.StartsWith("H="u8)) return TryRefusal(text, ref record);
        return EximMail.TryRead(text, ref record) || TryConnection(text, ref record);
    }

    /// <summary><c>H=name (helo) [address]:port ... rejected RCPT &lt;x&gt;: why</c>.</summary>
    private static bool TryRefusal(ReadOnlySpan<byte> text, ref LogRecord record)
    {
        if (!TryPeer(text[2..], ref record, out var rest)) return false;
        record.Kind = RecordKind.Mail;
        record.Sender = MailPeer.Between(rest, " F=<"u8, ">"u8);
        record.Target = MailPeer.Between(rest, "rejected RCPT <"u8, ">"u8);
        if (rest.IndexOf("rejected "u8) < 0 && rest.IndexOf("sender verify "u8) < 0 && rest.IndexOf("relay not permitted"u8) < 0 && rest.IndexOf("refused"u8) < 0) return true;
        record.Outcome = Outcome.Failure;
        record.Reason = MailPeer.ReasonOf(rest);
        return true;
    }

    /// <summary>Texts about a connection that name it last: <c>... from name (helo) [address]:port ...</c>; a quoted text of the peer before is passed over.</summary>
    private static bool TryConnection(ReadOnlySpan<byte> text, ref LogRecord record)
    {
        var rest = text;
        var isProtocol = rest.StartsWith("SMTP protocol "u8) || rest.StartsWith("SMTP syntax error "u8);
        if (isProtocol)
        {
            var host = rest.LastIndexOf(" H="u8);
            if (host < 0) return false;
            rest = rest[(host + 3)..];
        }
        else if (!rest.StartsWith("SMTP c"u8) && !rest.StartsWith("unexpected "u8) && !rest.StartsWith("TLS error "u8) && !rest.StartsWith("refused connection "u8) && !rest.StartsWith("rejected "u8) && !rest.StartsWith("Connection from "u8)) return LineScan.TrySkip(ref rest, "no host name found for IP address "u8) && TryNameless(rest, ref record);
        else if (!LineScan.TryUntil(ref rest, "from "u8, out _)) return false;
        record.Kind = RecordKind.Connection;
        if (!TryPeer(rest, ref record, out var after)) return false;
        var isLost = isProtocol || text.StartsWith("unexpected "u8) || text.StartsWith("TLS error "u8) || after.IndexOf("dropped"u8) >= 0 || after.IndexOf("refused"u8) >= 0 || text.StartsWith("refused "u8) || text.StartsWith("rejected "u8);
        record.Outcome = isLost ? Outcome.Failure : Outcome.Unknown;
        record.Reason = isLost ? FailureReason.Protocol : FailureReason.None;
        return true;
    }

    private static bool TryNameless(ReadOnlySpan<byte> address, ref LogRecord record)
    {
        record.Kind = RecordKind.Connection;
        return LineScan.TryAddress(address, out record.Source, out _);
    }

    /// <summary><c>name (helo) [address]:port</c>, any of the first two missing. What follows comes back.</summary>
    internal static bool TryPeer(ReadOnlySpan<byte> text, scoped ref LogRecord record, out ReadOnlySpan<byte> after)
    {
        after = text;
        LineScan.TrySkip(ref text, "H="u8);
        if (text is [(byte)'[', ..]) return MailPeer.TryBracket(text, ref record, out after);
        var open = text.IndexOf(" ["u8);
        return open >= 0 && MailPeer.TryBracket(text[(open + 1)..], ref record, out after);
    }
}
