namespace Noroshi.Sensor.Logs;

/// <summary>Exim's lines of one message: <c>ID &lt;= sender H=.. A=authenticator:account</c>, <c>ID =&gt; recipient</c>, <c>ID ** recipient</c>.</summary>
/// <remarks>Exim specification, "Logging message reception", "Logging deliveries".</remarks>
internal static class EximMail
{
    internal static bool TryRead(ReadOnlySpan<byte> text, ref LogRecord record)
    {
        var rest = text;
        var id = LineScan.Word(ref rest);
        // 1abcde-0006XX-7F, since Exim 4.97 1abcde-00000006XXX-7FGH
        if (id.Length is not (16 or 23) || id[6] != '-' || rest.Length < 4) return false;
        record.Session = id;
        record.Kind = RecordKind.Mail;
        var mark = LineScan.Word(ref rest);
        if (mark.SequenceEqual("<="u8)) return TryArrival(rest, ref record);
        if (mark.SequenceEqual("=>"u8) || mark.SequenceEqual("->"u8) || mark.SequenceEqual(">>"u8)) return Delivered(rest, Outcome.Success, ref record);
        if (mark.SequenceEqual("**"u8)) return Delivered(rest, Outcome.Failure, ref record);
        if (mark.SequenceEqual("=="u8)) return Delivered(rest, Outcome.Unknown, ref record);
        if (!mark.StartsWith("H="u8)) return mark.SequenceEqual("Completed"u8);
        record.Outcome = Outcome.Failure;
        record.Reason = MailPeer.ReasonOf(rest);
        return Exim.TryPeer(text[(id.Length + 1)..], ref record, out _);
    }

    private static bool TryArrival(ReadOnlySpan<byte> rest, ref LogRecord record)
    {
        record.Outcome = Outcome.Success;
        record.Sender = Address(ref rest);
        var host = rest.StartsWith("H="u8) ? 0 : rest.IndexOf(" H="u8);
        // Mail made on the machine itself has no host.
        if (host < 0) return true;
        if (!Exim.TryPeer(rest[host..].TrimStart((byte)' '), ref record, out rest)) return true;
        var login = rest.IndexOf(" A="u8);
        var subject = rest.IndexOf(" T=\""u8);
        if (login < 0 || (subject >= 0 && subject < login)) return true;
        record.Kind = RecordKind.Login;
        rest = rest[(login + 3)..];
        var word = LineScan.Word(ref rest);
        var colon = word.IndexOf((byte)':');
        record.Operation = colon < 0 ? word : word[..colon];
        if (colon >= 0) record.Account = word[(colon + 1)..];
        return true;
    }

    /// <summary><c>recipient [&lt;address it was forwarded from&gt;] R=router T=transport [H=host [address]] ..</c>.</summary>
    private static bool Delivered(ReadOnlySpan<byte> rest, Outcome outcome, scoped ref LogRecord record)
    {
        record.Target = Address(ref rest);
        record.Outcome = outcome;
        if (rest is [(byte)'<', ..]) record.Actor = MailPeer.Between(rest, "<"u8, ">"u8);
        // The sender may stand before the host, and the host's answer behind it.
        var host = rest.IndexOf(" H="u8);
        if (host >= 0 && host == rest.LastIndexOf(" H="u8) && Exim.TryPeer(rest[(host + 1)..], ref record, out _)) MailPeer.MoveToSite(ref record);
        return true;
    }

    /// <summary>A mail address; a local part in quotes may contain blanks.</summary>
    private static ReadOnlySpan<byte> Address(scoped ref ReadOnlySpan<byte> rest)
    {
        if (rest is not [(byte)'"', ..]) return LineScan.Word(ref rest);
        var start = rest;
        rest = rest[1..];
        if (!LineScan.TryQuoted(ref rest, out _)) return [];
        LineScan.Word(ref rest);
        return start[..(start.Length - rest.Length)].TrimEnd((byte)' ');
    }
}
