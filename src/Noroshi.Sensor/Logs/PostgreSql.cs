namespace Noroshi.Sensor.Logs;

/// <summary>PostgreSQL: passwords refused, hosts without an entry, connections received and authorised.</summary>
/// <remarks>
/// PostgreSQL src/backend/libpq/auth.c, postmaster. What stands before the severity is the site's own <c>log_line_prefix</c>: the peer's address is wherever <c>%h</c> or <c>%r</c> put it,
/// and a user name beside it (<c>%u</c>) may look like one. It is taken when the prefix holds one address and no more.
/// </remarks>
public sealed class PostgreSql : ILogFormat
{
    private const int MaxPrefixBytes = 300;

    /// <inheritdoc/>
    public string Name => "postgresql";

    /// <inheritdoc/>
    public IReadOnlyList<string> Programs => ["postgres", "postgresql"];

    /// <inheritdoc/>
    public bool TryRead(ReadOnlySpan<byte> text, LogContext context, ref LogRecord record)
    {
        var at = text[..Math.Min(text.Length, MaxPrefixBytes)].IndexOf("FATAL:  "u8);
        var rest = at >= 0 ? text[(at + 8)..] : text;
        if (at < 0)
        {
            var near = text[..Math.Min(text.Length, MaxPrefixBytes)];
            at = near.IndexOf("LOG:  connection "u8);
            if (at < 0) at = near.IndexOf("LOG:  disconnection: "u8);
            if (at < 0) return false;
            rest = text[(at + 6)..];
        }
        if (!TryText(rest, ref record)) return false;
        record.Format = "postgresql";
        if (record.Source.IsEmpty) TakeAddress(text[..at], ref record);
        if (record.Time == LogRecord.NoTime && Patterns.PatternHead.TryFindTime(text[..at], context.Clock, out var time)) record.Time = time;
        if (record.Message.IsEmpty) record.Message = rest;
        return true;
    }

    private static bool TryText(ReadOnlySpan<byte> rest, ref LogRecord record)
    {
        record.Kind = RecordKind.Login;
        record.Outcome = Outcome.Failure;
        record.Reason = FailureReason.WrongSecret;
        if (rest.IndexOf(" authentication failed for user \""u8) is > 0 and < 40 and var user)
        {
            record.Operation = rest[..user];
            record.Account = rest[(user + 33)..].TrimEnd((byte)'"');
            return true;
        }
        if (LineScan.TrySkip(ref rest, "role \""u8))
        {
            record.Reason = FailureReason.UnknownAccount;
            return LineScan.TryUntil(ref rest, "\" does not exist"u8, out record.Account);
        }
        record.Reason = FailureReason.NotAllowed;
        if (LineScan.TrySkip(ref rest, "no pg_hba.conf entry for host \""u8) || LineScan.TrySkip(ref rest, "pg_hba.conf rejects connection for host \""u8))
        {
            if (!LineScan.TryUntil(ref rest, "\", user \""u8, out var host)) return false;
            LineScan.TryAddress(host, out record.Source, out _);
            record.Account = MailPeer.Between(rest, ""u8, "\", database \""u8);
            return true;
        }
        record.Reason = FailureReason.None;
        return TryConnection(rest, ref record);
    }

    private static bool TryConnection(ReadOnlySpan<byte> rest, ref LogRecord record)
    {
        if (LineScan.TrySkip(ref rest, "connection received: host="u8))
        {
            record.Kind = RecordKind.Connection;
            record.Outcome = Outcome.Unknown;
            LineScan.TryAddress(LineScan.Word(ref rest), out record.Source, out _);
            if (LineScan.TrySkip(ref rest, "port="u8) && LineScan.TryNumber(LineScan.Word(ref rest), out var port)) record.SourcePort = (int)Math.Min(port, 65535);
            return true;
        }
        if (LineScan.TrySkip(ref rest, "connection authenticated: identity=\""u8))
        {
            // Who it is; whether it may have the database is said by the line that follows.
            record.Kind = RecordKind.Connection;
            record.Outcome = Outcome.Success;
            if (rest.LastIndexOf("\" method="u8) is not (>= 0 and var end)) return false;
            record.Account = rest[..end];
            record.Operation = MailPeer.Between(rest[end..], " method="u8, " "u8);
            return true;
        }
        if (LineScan.TrySkip(ref rest, "disconnection: session time: "u8)) return TryDisconnection(rest, ref record);
        if (!LineScan.TrySkip(ref rest, "connection authorized: user="u8)) return false;
        record.Outcome = Outcome.Success;
        record.Account = MailPeer.Between(rest, ""u8, " database="u8);
        return true;
    }

    /// <summary><c>0:00:00.010 user=NAME database=NAME host=ADDRESS port=N</c>: the host stands last.</summary>
    private static bool TryDisconnection(ReadOnlySpan<byte> rest, ref LogRecord record)
    {
        var host = rest.LastIndexOf(" host="u8);
        if (host < 0 || !LineScan.TryUntil(ref rest, " user="u8, out var time)) return false;
        host -= time.Length + 6;
        if (host < 0) return false;
        record.Kind = RecordKind.SessionClosed;
        record.Outcome = Outcome.Success;
        record.Account = rest[..host].LastIndexOf(" database="u8) is >= 0 and var name ? rest[..name] : [];
        rest = rest[(host + 6)..];
        LineScan.TryAddress(LineScan.Word(ref rest), out record.Source, out _);
        if (LineScan.TrySkip(ref rest, "port="u8) && LineScan.TryNumber(LineScan.Word(ref rest), out var port)) record.SourcePort = (int)Math.Min(port, 65535);
        return true;
    }

    /// <summary>The one address of the prefix; none when there are two.</summary>
    private static void TakeAddress(ReadOnlySpan<byte> prefix, ref LogRecord record)
    {
        ReadOnlySpan<byte> found = [];
        var port = -1;
        while (!prefix.IsEmpty)
        {
            var end = prefix.IndexOfAny(" (,=@"u8);
            var word = end < 0 ? prefix : prefix[..end];
            prefix = end < 0 ? [] : prefix[(end + 1)..];
            // "UTC:192.0.2.1(5432):user@db": the zone or a field before stands directly at it.
            if (word.IndexOf((byte)':') is > 0 and var colon && char.IsAsciiLetterUpper((char)word[0]) && word[(colon + 1)..].Contains((byte)'.')) word = word[(colon + 1)..];
            if (!LineScan.TryAddress(word, out var address, out var written)) continue;
            if (!found.IsEmpty) return;
            found = address;
            port = written;
        }
        record.Source = found;
        record.SourcePort = port;
    }
}
