namespace Noroshi.Sensor.Logs;

/// <summary>Common and Combined Log Format of Apache, nginx and those that follow them, with or without a virtual host in front and further fields behind.</summary>
/// <remarks>
/// Apache HTTP Server, mod_log_config: <c>%h %l %u %t "%r" %&gt;s %b "%{Referer}i" "%{User-agent}i"</c>, <c>vhost_combined</c> has <c>%v:%p</c> in front.
/// Quotes inside fields are written <c>\"</c> (Apache) or <c>\x22</c> (nginx), so the first <c>] "</c> is the server's own even when a user name imitates it.
/// </remarks>
public sealed class Combined : ILogFormat
{
    /// <inheritdoc/>
    public string Name => "combined";

    /// <inheritdoc/>
    public IReadOnlyList<string> Programs => [];

    /// <inheritdoc/>
    public bool TryRead(ReadOnlySpan<byte> text, LogContext context, ref LogRecord record)
    {
        var close = text.IndexOf("] \""u8);
        if (close < 20) return false;
        var open = text[..close].LastIndexOf((byte)'[');
        if (open < 2 || !LogTimeText.TryClf(text[(open + 1)..close], context.Clock, out record.Time, out _)) return false;
        if (!TryClient(text[..open], ref record)) return false;
        var rest = text[(close + 3)..];
        if (!LineScan.TryQuoted(ref rest, out var request) || rest is not [(byte)' ', ..]) return false;
        rest = rest[1..];
        if (!LineScan.TryNumber(LineScan.Word(ref rest), out var status)) return false;
        record.Status = (int)Math.Min(status, 999);
        record.Bytes = LineScan.TryNumber(LineScan.Word(ref rest), out var bytes) ? bytes : -1;
        SplitRequest(request, ref record);
        if (rest is [(byte)'"', ..])
        {
            rest = rest[1..];
            if (LineScan.TryQuoted(ref rest, out var referer)) record.Referer = referer is [(byte)'-'] ? [] : referer;
            if (rest is [(byte)' ', (byte)'"', ..])
            {
                rest = rest[2..];
                // A line cut off inside the last field still says who the agent was.
                if (!LineScan.TryQuoted(ref rest, out var agent)) agent = rest;
                record.UserAgent = agent is [(byte)'-'] ? [] : agent;
            }
        }
        record.Format = "combined";
        record.Kind = RecordKind.Request;
        record.Outcome = status is >= 200 and < 400 ? Outcome.Success : status >= 400 ? Outcome.Failure : Outcome.Unknown;
        record.Message = text;
        return true;
    }

    /// <summary>Cuts <c>METHOD target PROTOCOL</c>; targets with blanks keep them, and garbage that is no request is all target.</summary>
    internal static void SplitRequest(ReadOnlySpan<byte> request, ref LogRecord record)
    {
        var blank = request.IndexOf((byte)' ');
        if (blank is <= 0 or > 20)
        {
            record.Target = request is [(byte)'-'] ? [] : request;
            return;
        }
        record.Operation = request[..blank];
        var target = request[(blank + 1)..];
        var last = target.LastIndexOf((byte)' ');
        record.Target = last >= 0 && target[(last + 1)..].StartsWith("HTTP/"u8) ? target[..last] : target;
    }

    /// <summary>The part before the time: <c>[vhost[:port] ]host ident user </c>. A user may contain blanks.</summary>
    private static bool TryClient(ReadOnlySpan<byte> head, ref LogRecord record)
    {
        var rest = head;
        var first = LineScan.Word(ref rest);
        var second = LineScan.Word(ref rest);
        if (first.IsEmpty || second.IsEmpty) return false;
        if (LineScan.TryAddress(first, out var source, out var port) || rest.IsEmpty || !LineScan.TryAddress(second, out var behind, out _))
        {
            record.Source = source;
            record.SourcePort = port;
        }
        else
        {
            record.Site = first;
            record.Source = behind;
            LineScan.Word(ref rest);
        }
        var user = rest.TrimEnd((byte)' ');
        record.Account = user is [(byte)'-'] ? [] : user;
        return true;
    }
}
