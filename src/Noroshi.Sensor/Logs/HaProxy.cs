namespace Noroshi.Sensor.Logs;

/// <summary>HAProxy's HTTP and TCP logs: <c>192.0.2.1:33317 [06/Feb/2026:12:14:14.655] http-in static/srv1 10/0/30/69/109 200 2750 - - ---- 1/1/1/1/0 0/0 {www.example.org} {} "GET / HTTP/1.1"</c>.</summary>
/// <remarks>HAProxy Configuration Manual, sections 8.2.2 and 8.2.3. Times are local. HAProxy writes quotes and control characters in captured text as <c>#XX</c>.</remarks>
public sealed class HaProxy : ILogFormat
{
    /// <inheritdoc/>
    public string Name => "haproxy";

    /// <inheritdoc/>
    public IReadOnlyList<string> Programs => [];

    /// <inheritdoc/>
    public bool CanBegin(byte first) => LogFormats.IsAddress(first);

    /// <inheritdoc/>
    public bool TryRead(ReadOnlySpan<byte> text, LogContext context, ref LogRecord record)
    {
        var rest = text;
        if (!LineScan.TryAddress(LineScan.Word(ref rest), out record.Source, out record.SourcePort) || record.SourcePort < 0) return false;
        if (!LineScan.TrySkip(ref rest, "["u8) || !LineScan.TryUntil(ref rest, "] "u8, out var time) || !LogTimeText.TryClf(time, context.Clock, out record.Time, out _)) return false;
        record.Site = LineScan.Word(ref rest).TrimEnd((byte)'~');
        if (record.Site is [.., (byte)':'] && record.Site.Contains((byte)'/')) return TryError(text, rest, ref record);
        var server = LineScan.Word(ref rest);
        var timers = LineScan.Word(ref rest);
        if (!server.Contains((byte)'/') || timers.Count((byte)'/') is not (2 or 4)) return false;
        record.Format = "haproxy";
        record.Message = text;
        return timers.Count((byte)'/') == 4 ? TryHttp(rest, ref record) : TryTcp(rest, ref record);
    }

    /// <summary>Section 8.2.6: <c>frontend/bind: SSL handshake failure</c>.</summary>
    private static bool TryError(ReadOnlySpan<byte> text, ReadOnlySpan<byte> rest, ref LogRecord record)
    {
        if (rest.IndexOf("failure"u8) < 0 && rest.IndexOf("closed"u8) < 0 && rest.IndexOf("Timeout"u8) < 0 && rest.IndexOf("error"u8) < 0) return false;
        record.Site = record.Site[..^1];
        record.Format = "haproxy";
        record.Kind = RecordKind.Connection;
        record.Outcome = Outcome.Failure;
        record.Reason = FailureReason.Protocol;
        record.Message = text;
        return true;
    }

    private static bool TryHttp(ReadOnlySpan<byte> rest, ref LogRecord record)
    {
        if (!LineScan.TryNumber(LineScan.Word(ref rest).TrimStart((byte)'-'), out var status) || status > 999 || !LineScan.TryNumber(LineScan.Word(ref rest).TrimStart((byte)'+'), out record.Bytes)) return false;
        // The request is the last quoted text; what was captured before it has no quotes of its own.
        if (!LineScan.TryUntil(ref rest, " \""u8, out var before)) return false;
        var end = rest.LastIndexOf((byte)'"');
        Combined.SplitRequest(end < 0 ? rest : rest[..end], ref record);
        record.Kind = RecordKind.Request;
        record.Status = (int)status;
        record.Outcome = status is >= 200 and < 400 ? Outcome.Success : status >= 400 ? Outcome.Failure : Outcome.Unknown;
        // Third word before the counters: PR-- means that the proxy itself refused.
        if (before.IndexOf(" PR"u8) >= 0) record.Reason = FailureReason.Blocked;
        return true;
    }

    private static bool TryTcp(ReadOnlySpan<byte> rest, ref LogRecord record)
    {
        if (!LineScan.TryNumber(LineScan.Word(ref rest).TrimStart((byte)'+'), out record.Bytes)) return false;
        record.Kind = RecordKind.Connection;
        return LineScan.Word(ref rest).Length == 2;
    }
}
