using Noroshi.Formats.Syslog;

namespace Noroshi.Sensor.Logs;

/// <summary>A line of a syslog file: <c>Oct 12 15:44:43 host sshd[123]: message</c> (RFC 3164) or with an ISO time (rsyslog, syslog-ng), with or without <c>&lt;PRI&gt;</c>. An envelope: the reader passes the message on by program.</summary>
/// <remarks>RFC 3164 section 4.1. An unquestionable beginning is asked for, so that no other format's line is taken.</remarks>
public sealed class SyslogLine : ILogFormat
{
    private const int MaxTagBytes = 128;

    /// <inheritdoc/>
    public string Name => "syslog";

    /// <inheritdoc/>
    public IReadOnlyList<string> Programs => [];

    /// <inheritdoc/>
    public bool CanBegin(byte first) => first == '<' || LogFormats.IsDigit(first) || LogFormats.IsMonth(first);

    /// <inheritdoc/>
    public bool TryRead(ReadOnlySpan<byte> text, LogContext context, ref LogRecord record)
    {
        var rest = WithoutPriority(text);
        var needsMark = false;
        if (!LogTimeText.TrySyslog(rest, context.Clock, out record.Time, out var used))
        {
            if (rest.Length < 20 || rest[4] != '-' || !LogTimeText.TryIso(rest, context.Clock, out record.Time, out used) || used >= rest.Length) return false;
            // rsyslog writes a T and an offset with a colon. Many programs begin lines with other forms of ISO 8601: theirs are syslog only with a program and process id.
            needsMark = rest[10] != 'T' || rest[used - 3] != ':' || rest[used - 6] is not ((byte)'+' or (byte)'-');
        }
        if (used >= rest.Length || rest[used] != ' ') return false;
        rest = rest[(used + 1)..];
        record.Format = "syslog";
        record.IsEnvelope = true;
        if (SyslogHead.TryShort(rest, ref record)) return true;
        var whole = rest;
        record.Host = LineScan.Word(ref rest);
        if (record.Host.IsEmpty || record.Host[0] == '[') return false;
        if (IsTag(record.Host))
        {
            // Some devices and containers leave their name out.
            record.Host = [];
            rest = whole;
        }
        SkipPriorityWords(ref rest);
        return TryTag(rest, needsMark, ref record);
    }

    /// <summary><c>sshd[77]:</c> where the host should be; an IPv6 address may end in colons too.</summary>
    private static bool IsTag(ReadOnlySpan<byte> word) => word[^1] == ':' && word.Contains((byte)'[') && word.Contains((byte)']') && !LineScan.TryAddress(word[..^1], out _, out _);

    /// <summary><c>auth.info</c>, <c>[auth.info]</c>, <c>err</c>: what some put between host and program.</summary>
    private static void SkipPriorityWords(scoped ref ReadOnlySpan<byte> rest)
    {
        var after = rest;
        var word = LineScan.Word(ref after);
        var probe = after;
        // A tag must follow, else the word is the message's own.
        if (word.Length is < 3 or > 20 || LineScan.Word(ref probe) is not [.., (byte)':']) return;
        if (word is [(byte)'[', .., (byte)']']) word = word[1..^1];
        if (SyslogNames.TryPriority(word, out _) || SyslogNames.IsSeverity(word)) rest = after;
    }

    /// <summary>The tag and the message: <c>program[pid]: message</c>.</summary>
    private static bool TryTag(ReadOnlySpan<byte> rest, bool needsMark, ref LogRecord record)
    {
        var end = rest[..Math.Min(rest.Length, MaxTagBytes + 1)].IndexOfAny((byte)' ', (byte)'[', (byte)':');
        if (end <= 0) return false;
        record.Program = rest[..end];
        var after = rest[end..];
        if (after[0] == '[')
        {
            var close = after[..Math.Min(after.Length, MaxTagBytes + 1)].IndexOf((byte)']');
            if (close < 0) return false;
            record.Session = after[1..close];
            after = after[(close + 1)..];
            // MIT Kerberos: "krb5kdc[77](info):".
            if (after is [(byte)'(', ..] && after[..Math.Min(after.Length, 12)].IndexOf("):"u8) is > 0 and var level) after = after[(level + 1)..];
        }
        if (after is [(byte)':', ..]) after = after[1..];
        else if (after is not [(byte)' ', ..] || (rest[end] != '[' && needsMark)) return false;
        // An address with a port is no program.
        if (rest[end] == ':' && after is not ([] or [(byte)' ' or (byte)'\t' or (byte)'[', ..]) && !record.Program.SequenceEqual("CEF"u8)) return false;
        record.Message = after is [(byte)' ', ..] ? after[1..] : after;
        return true;
    }

    private static ReadOnlySpan<byte> WithoutPriority(ReadOnlySpan<byte> text)
    {
        if (text is not [(byte)'<', ..]) return text;
        var close = text.IndexOf((byte)'>');
        return close is >= 2 and <= 4 && LineScan.TryNumber(text[1..close], out var priority) && priority <= 191 ? text[(close + 1)..] : text;
    }
}
