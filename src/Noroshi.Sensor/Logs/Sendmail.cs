namespace Noroshi.Sensor.Logs;

/// <summary>Sendmail: SMTP AUTH, relaying refused, messages in and out, peers that only knock.</summary>
/// <remarks>
/// Sendmail srvrsmtp.c, sasl.c, deliver.c; Sendmail Installation and Operation Guide. The peer is <c>relay=name [address]</c>; envelope addresses before it are the peer's words,
/// so <c>relay=</c> is believed only when it stands in one place.
/// </remarks>
public sealed class Sendmail : ILogFormat
{
    /// <inheritdoc/>
    public string Name => "sendmail";

    /// <inheritdoc/>
    public IReadOnlyList<string> Programs => ["sendmail", "sm-mta", "sm-msp-queue", "sm-que", "mta"];

    /// <inheritdoc/>
    public bool TryRead(ReadOnlySpan<byte> text, LogContext context, ref LogRecord record)
    {
        if (text.Length < 8) return false;
        record.Format = "sendmail";
        record.Kind = RecordKind.Mail;
        var rest = text;
        if (rest.StartsWith("AUTH="u8) || rest.StartsWith("STARTTLS="u8) || rest.StartsWith("ruleset="u8)) return TryServer(rest, ref record);
        if (rest.IndexOf(": "u8) is >= 8 and <= 20 and var id && !rest[..id].Contains((byte)' '))
        {
            record.Session = rest[..id];
            rest = rest[(id + 2)..];
        }
        if (LineScan.TrySkip(ref rest, "AUTH failure ("u8)) return TryFailure(rest, ref record);
        if (rest.StartsWith("AUTH="u8) || rest.StartsWith("ruleset="u8)) return TryServer(rest, ref record);
        if (LineScan.TrySkip(ref rest, "from="u8))
        {
            record.Sender = Address(rest);
            record.Outcome = Outcome.Success;
            TakeRelay(rest, ref record);
            return true;
        }
        if (LineScan.TrySkip(ref rest, "to="u8))
        {
            record.Target = Address(rest);
            record.Actor = Controller(rest);
            if (TakeRelay(rest, ref record)) MailPeer.MoveToSite(ref record);
            record.Outcome = rest.LastIndexOf(", stat=Sent"u8) >= 0 ? Outcome.Success : rest.LastIndexOf(", stat=User unknown"u8) >= 0 ? Outcome.Failure : Outcome.Unknown;
            return true;
        }
        return rest is [(byte)'<', ..] ? TryUnknown(rest, ref record) : TryPeerFirst(rest, ref record);
    }

    /// <summary><c>&lt;name@example.org&gt;... User unknown</c>; the peer is on another line.</summary>
    private static bool TryUnknown(ReadOnlySpan<byte> rest, ref LogRecord record)
    {
        var end = rest.LastIndexOf(">... "u8);
        if (end < 1 || rest[end..].IndexOf("ser unknown"u8) < 0) return false;
        record.Target = rest[1..end];
        record.Outcome = Outcome.Failure;
        record.Reason = FailureReason.UnknownAccount;
        return true;
    }

    /// <summary><c>AUTH=server, relay=.., authid=.., mech=..</c>, <c>ruleset=check_rcpt, arg1=.., relay=.., reject=..</c>.</summary>
    private static bool TryServer(ReadOnlySpan<byte> rest, ref LogRecord record)
    {
        TakeRelay(rest, ref record);
        if (rest.StartsWith("AUTH=server"u8))
        {
            record.Kind = RecordKind.Login;
            record.Outcome = Outcome.Success;
            record.Account = MailPeer.Between(rest, ", authid="u8, ", mech="u8);
            record.Operation = MailPeer.Between(rest, ", mech="u8, ","u8);
            return true;
        }
        if (!rest.StartsWith("ruleset="u8))
        {
            record.Kind = RecordKind.Connection;
            return true;
        }
        record.Outcome = Outcome.Failure;
        record.Operation = MailPeer.Between(rest, "ruleset="u8, ","u8);
        record.Target = MailPeer.Between(rest, "arg1="u8, ", "u8);
        record.Reason = MailPeer.ReasonOf(rest);
        return true;
    }

    private static bool TryFailure(ReadOnlySpan<byte> rest, ref LogRecord record)
    {
        if (!LineScan.TryUntil(ref rest, "): "u8, out record.Operation)) return false;
        TakeRelay(rest, ref record);
        record.Kind = RecordKind.Login;
        record.Outcome = Outcome.Failure;
        record.Reason = FailureReason.WrongSecret;
        if (rest.LastIndexOf(", user="u8) is >= 0 and var user) record.Account = MailPeer.Between(rest[user..], ", user="u8, ", relay="u8);
        return true;
    }

    /// <summary><c>name [address] did not issue ...</c>, <c>name [address]: possible SMTP attack ...</c>, <c>rejecting commands from name [address] ...</c>.</summary>
    private static bool TryPeerFirst(ReadOnlySpan<byte> rest, ref LogRecord record)
    {
        if (!LineScan.TrySkip(ref rest, "rejecting commands from "u8) && !LineScan.TrySkip(ref rest, "lost input channel from "u8)) LineScan.TrySkip(ref rest, "timeout waiting for input from "u8);
        if (!MailPeer.TryRead(rest, ref record, out rest)) return false;
        record.Kind = RecordKind.Connection;
        record.Outcome = Outcome.Failure;
        record.Reason = FailureReason.Protocol;
        if (rest.IndexOf("possible SMTP attack: command=AUTH"u8) >= 0)
        {
            record.Kind = RecordKind.Login;
            record.Reason = FailureReason.WrongSecret;
        }
        return true;
    }

    private static bool TakeRelay(ReadOnlySpan<byte> rest, scoped ref LogRecord record)
    {
        var at = rest.IndexOf(", relay="u8);
        if (at < 0 || at != rest.LastIndexOf(", relay="u8)) return false;
        rest = rest[(at + 8)..];
        // "user@localhost" of mail made on the machine has no bracket.
        return MailPeer.TryRead(rest.IndexOf((byte)'@') is >= 0 and var sign && sign < rest.IndexOf((byte)'[') ? rest[(sign + 1)..] : rest, ref record, out _);
    }

    /// <summary>The local user that an alias or a forward file delivers for: <c>, ctladdr=&lt;NAME&gt; (UID/GID), </c>.</summary>
    private static ReadOnlySpan<byte> Controller(ReadOnlySpan<byte> rest)
    {
        var name = MailPeer.Between(rest, ", ctladdr="u8, ", "u8);
        return (name.IndexOf(" ("u8) is >= 0 and var end ? name[..end] : name).Trim("<>"u8);
    }

    private static ReadOnlySpan<byte> Address(ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOf(", "u8);
        return (end < 0 ? rest : rest[..end]).Trim("<>"u8);
    }
}
