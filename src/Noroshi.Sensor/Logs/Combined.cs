namespace Noroshi.Sensor.Logs;

/// <summary>Common and Combined Log Format of Apache, nginx and those that follow them, with or without a virtual host in front and further fields behind.</summary>
/// <remarks>
/// Apache HTTP Server, mod_log_config: <c>%h %l %u %t "%r" %&gt;s %b "%{Referer}i" "%{User-agent}i"</c>, <c>vhost_combined</c> has <c>%v:%p</c> in front.
/// Quotes inside fields are written <c>\"</c> (Apache) or <c>\x22</c> (nginx), so the first <c>] "</c> is the server's own even when a user name imitates it.
/// </remarks>
public sealed class Combined : ILogFormat
{
    private const int MaxMethodBytes = 20;
    private const int MaxAddressBytes = 64;

    /// <summary><c> - - [</c>, the time, <c>] "</c>.</summary>
    private const int TimeAndMarksBytes = 35;

    /// <inheritdoc/>
    public string Name => "combined";

    /// <inheritdoc/>
    public IReadOnlyList<string> Programs => [];

    /// <inheritdoc/>
    public bool TryRead(ReadOnlySpan<byte> text, LogContext context, ref LogRecord record)
    {
        if (!TryPlainHead(text, context, ref record, out var request))
        {
            if (!TryHead(text, context.Clock, ref record, out request)) return false;
        }
        if (!TryPlainRest(text, request, context.Quotes, ref record) && !TryRest(text[request..], ref record)) return false;
        record.Format = "combined";
        record.Kind = RecordKind.Request;
        record.Outcome = record.Status is >= 200 and < 400 ? Outcome.Success : record.Status >= 400 ? Outcome.Failure : Outcome.Unknown;
        record.Message = text;
        return true;
    }

    /// <summary>What follows the time in a line of six quotes, none of them escaped, at the places the quotes give.</summary>
    private static bool TryPlainRest(ReadOnlySpan<byte> text, int request, LineQuotes quotes, ref LogRecord record)
    {
        if (quotes.Count != 6 || quotes[0] != request - 1) return false;
        int end = quotes[1], referer = quotes[2], refererEnd = quotes[3], agent = quotes[4], agentEnd = quotes[5];
        if (text[end - 1] == '\\' || text[refererEnd - 1] == '\\' || text[agentEnd - 1] == '\\' || agent != refererEnd + 2 || referer < end + 8) return false;
        if (text[end + 1] != ' ' || text[end + 5] != ' ' || text[referer - 1] != ' ' || text[refererEnd + 1] != ' ') return false;
        if (!LineScan.TryNumberBefore(text, end + 5, 3, out var status)) return false;
        record.Status = (int)status;
        var digits = referer - end - 7;
        record.Bytes = LineScan.TryNumberBefore(text, referer - 1, digits, out var bytes) || LineScan.TryNumber(text.Slice(end + 6, digits), out bytes) ? bytes : -1;
        SplitRequest(text[request..end], ref record);
        record.Referer = WithoutDash(text[(referer + 1)..refererEnd]);
        record.UserAgent = WithoutDash(text[(agent + 1)..agentEnd]);
        return true;
    }

    private static ReadOnlySpan<byte> WithoutDash(ReadOnlySpan<byte> text) => text is [(byte)'-'] ? [] : text;

    private static bool TryRest(ReadOnlySpan<byte> rest, ref LogRecord record)
    {
        if (!LineScan.TryQuoted(ref rest, out var request) || rest is not [(byte)' ', ..]) return false;
        rest = rest[1..];
        // Traefik has no status for a client that went away.
        var word = LineScan.Word(ref rest);
        if (!LineScan.TryNumber(word, out var status) && word is not [(byte)'-'] || status > 999) return false;
        record.Status = word is [(byte)'-'] ? -1 : (int)status;
        record.Bytes = LineScan.TryNumber(LineScan.Word(ref rest), out var bytes) ? bytes : -1;
        SplitRequest(request, ref record);
        if (rest is not [(byte)'"', ..]) return true;
        rest = rest[1..];
        if (LineScan.TryQuoted(ref rest, out var referer)) record.Referer = WithoutDash(referer);
        if (rest is not [(byte)' ', (byte)'"', ..]) return true;
        rest = rest[2..];
        // A line cut off inside the last field still says who the agent was.
        if (!LineScan.TryQuoted(ref rest, out var agent)) agent = rest;
        record.UserAgent = WithoutDash(agent);
        return true;
    }

    /// <summary>The head nearly all lines have, <c>192.0.2.1 - - [17/May/2015:10:05:03 +0000] "</c>, at fixed places before the first quote.</summary>
    private static bool TryPlainHead(ReadOnlySpan<byte> text, LogContext context, ref LogRecord record, out int afterTime)
    {
        afterTime = 0;
        var plain = LineScan.Ipv4Length(text);
        var length = context.Quotes.Count > 0 ? context.Quotes[0] + 1 - TimeAndMarksBytes : plain;
        if (length <= 0 || text.Length < length + TimeAndMarksBytes || !text[length..].StartsWith(" - - ["u8)) return false;
        var time = text[(length + 6)..];
        if (!time[LogClock.MomentBytes..].StartsWith("] \""u8) || !TryMoment(time, context.Clock, out record.Time)) return false;
        record.Source = text[..length];
        if (plain != length && (length > MaxAddressBytes || !LineScan.TryAddress(text[..length], out record.Source, out record.SourcePort))) return false;
        afterTime = length + TimeAndMarksBytes;
        return true;
    }

    private static bool TryMoment(ReadOnlySpan<byte> time, LogClock clock, out long unixMs)
    {
        var text = time[..LogClock.MomentBytes];
        if (clock.Moment.TryGet(text, out unixMs)) return true;
        if (!LogTimeText.TryClf(time, clock, out unixMs, out var used) || used != LogClock.MomentBytes) return false;
        clock.Moment.Keep(text, unixMs);
        return true;
    }

    private static bool TryHead(ReadOnlySpan<byte> text, LogClock clock, ref LogRecord record, out int afterTime)
    {
        afterTime = 0;
        // Quotes in what peers wrote are escaped: the first one opens the request. Between the time and it some write the site.
        var quote = text.IndexOf(" \""u8);
        if (quote > 0 && text[quote..].StartsWith(" \"\" ["u8)) return TryEmptyUser(text, quote, clock, ref record, out afterTime);
        if (quote < 21) return false;
        var head = text[..quote];
        var open = head.LastIndexOf((byte)'[');
        var close = open < 2 ? -1 : open + head[open..].IndexOf((byte)']');
        if (close <= open || !TryTime(head[(open + 1)..close], clock, out record.Time)) return false;
        afterTime = quote + 2;
        var site = head[(close + 1)..];
        if (!TryClient(text[..open], ref record)) return false;
        if (site.IsEmpty) return true;
        if (site[0] != ' ' || !SshdPeer.IsHostName(site[1..]) || LineScan.TryNumber(site[1..], out _)) return false;
        record.Site = site[1..];
        return true;
    }

    /// <summary><c>192.0.2.1 - "" [time] "</c>: Apache's way to write an account that was given, but is empty.</summary>
    private static bool TryEmptyUser(ReadOnlySpan<byte> text, int user, LogClock clock, ref LogRecord record, out int afterTime)
    {
        afterTime = 0;
        var rest = text[user..];
        if (!LineScan.TrySkip(ref rest, " \"\" ["u8) || !LineScan.TryUntil(ref rest, "] \""u8, out var time) || !TryTime(time, clock, out record.Time)) return false;
        afterTime = text.Length - rest.Length;
        return TryClient(text[..(user + 1)], ref record);
    }

    // cPanel writes the month as a number, in front of the day.
    private static bool TryTime(ReadOnlySpan<byte> text, LogClock clock, out long time) => LogTimeText.TryClf(text, clock, out time, out _) || Patterns.PatternTime.TryNumbers(text, clock, out time, out _);

    /// <summary>Cuts <c>METHOD target PROTOCOL</c>; targets with blanks keep them, and garbage that is no request is all target.</summary>
    /// <param name="request">The request line.</param>
    /// <param name="record">Receives operation and target.</param>
    public static void SplitRequest(ReadOnlySpan<byte> request, ref LogRecord record)
    {
        var blank = LineScan.EndOfWord(request);
        if (blank == 0 || blank >= Math.Min(request.Length, MaxMethodBytes))
        {
            record.Target = request is [(byte)'-'] ? [] : request;
            return;
        }
        record.Operation = request[..blank];
        var target = request[(blank + 1)..];
        if (target.Length > 9 && target[^9..].StartsWith(" HTTP/1."u8))
        {
            record.Target = target[..^9];
            return;
        }
        var last = target.LastIndexOf((byte)' ');
        record.Target = last >= 0 && target[(last + 1)..].StartsWith("HTTP/"u8) ? target[..last] : target;
    }

    /// <summary>Whether an address with a port is the site (<c>[2001:db8::1]:8080 192.0.2.7 - - </c>): another address follows it, where a client's ident would stand.</summary>
    private static bool IsSiteByAddress(int port, ReadOnlySpan<byte> second, ReadOnlySpan<byte> rest) => port >= 0 && rest.StartsWith("- "u8) && LineScan.TryAddress(second, out _, out _);

    /// <summary><c>client, proxy, proxy ident user </c>: a list of forwarding proxies stands where the client does; it begins with the client.</summary>
    private static bool TryProxies(ReadOnlySpan<byte> head, ref LogRecord record)
    {
        var comma = head.IndexOf((byte)',');
        var last = head.LastIndexOf(", "u8);
        var rest = head[(last + 2)..];
        if (!LineScan.TryAddress(head[..comma], out record.Source, out record.SourcePort) || !LineScan.TryAddress(LineScan.Word(ref rest), out _, out _)) return false;
        LineScan.Word(ref rest);
        var user = rest.TrimEnd((byte)' ');
        record.Account = user is [(byte)'-'] ? [] : user;
        return true;
    }

    /// <summary>The part before the time: <c>[vhost[:port] ]host ident user </c>. A user may contain blanks.</summary>
    private static bool TryClient(ReadOnlySpan<byte> head, ref LogRecord record)
    {
        var rest = head;
        var first = LineScan.Word(ref rest);
        var second = LineScan.Word(ref rest);
        if (first.IsEmpty || second.IsEmpty) return false;
        if (first is [.., (byte)',']) return TryProxies(head, ref record);
        if (first is [(byte)'-'])
        {
            // The request came through a socket of the machine itself.
        }
        else if (LineScan.TryAddress(first, out record.Source, out record.SourcePort) && !IsSiteByAddress(record.SourcePort, second, rest))
        {
            // The client, its ident, and what is left is the user.
        }
        else if (LineScan.TryAddress(second, out var behind, out _) || (second is not [(byte)'-'] && rest.StartsWith("- "u8)))
        {
            record.Site = first;
            record.Source = behind;
            record.SourcePort = -1;
            LineScan.Word(ref rest);
        }
        else if (second is not [(byte)'-'])
        {
            // Neither an address nor a name with its ident: another format's line, such as syslog's, around this one.
            return false;
        }
        var user = rest.TrimEnd((byte)' ');
        record.Account = user is [(byte)'-'] ? [] : user;
        return true;
    }
}
