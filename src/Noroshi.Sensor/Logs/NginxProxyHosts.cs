namespace Noroshi.Sensor.Logs;

/// <summary>Access logs of Nginx Proxy Manager: <c>[24/Jan/2026:16:51:02 +0000] - 404 404 - GET http www.example.org "/a" [Client 192.0.2.1] [Length 192] [Gzip 3.10] [Sent-to app] "agent" "referer"</c>, and of its sibling NPMplus.</summary>
/// <remarks>Nginx Proxy Manager, conf.d/include/log.conf (formats proxy and standard); NPMplus, log_format. nginx writes quotes in the target, agent and referer as <c>\x22</c>.</remarks>
public sealed class NginxProxyHosts : ILogFormat
{
    /// <inheritdoc/>
    public string Name => "nginx-proxy-manager";

    /// <inheritdoc/>
    public IReadOnlyList<string> Programs => [];

    /// <inheritdoc/>
    public bool CanBegin(byte first) => first == '[';

    /// <inheritdoc/>
    public bool TryRead(ReadOnlySpan<byte> text, LogContext context, ref LogRecord record)
    {
        var rest = text;
        if (!LineScan.TrySkip(ref rest, "["u8) || !LineScan.TryUntil(ref rest, "] "u8, out var time) || !LogTimeText.TryClf(time, context.Clock, out record.Time, out _)) return false;
        if (!TryManager(rest, ref record) && !TryPlus(rest, ref record)) return false;
        record.Format = "nginx-proxy-manager";
        record.Kind = RecordKind.Request;
        record.Outcome = record.Status is >= 200 and < 400 ? Outcome.Success : record.Status >= 400 ? Outcome.Failure : Outcome.Unknown;
        record.Message = text;
        return true;
    }

    // "- 404 404 - GET http host "/a" [Client ...": cache and upstream status are missing in the format for sites that are not proxied.
    private static bool TryManager(ReadOnlySpan<byte> rest, ref LogRecord record)
    {
        if (!LineScan.TryUntil(ref rest, " - "u8, out var before) && !LineScan.TrySkip(ref rest, "- "u8)) return false;
        var status = before[(before.LastIndexOf((byte)' ') + 1)..];
        if (status.IsEmpty || !LineScan.TryNumber(status, out _)) status = LineScan.Word(ref rest);
        if (!LineScan.TryNumber(status, out var number) || number > 999) return false;
        LineScan.TrySkip(ref rest, "- "u8);
        record.Operation = LineScan.Word(ref rest);
        LineScan.Word(ref rest);
        record.Site = LineScan.Word(ref rest);
        if (!LineScan.TrySkip(ref rest, "\""u8) || !LineScan.TryUntil(ref rest, "\" [Client "u8, out record.Target) || !LineScan.TryUntil(ref rest, "]"u8, out var client)) return false;
        if (!LineScan.TryAddress(client, out record.Source, out _)) return false;
        record.Status = (int)number;
        if (LineScan.TryUntil(ref rest, "[Length "u8, out _) && LineScan.TryUntil(ref rest, "]"u8, out var length) && LineScan.TryNumber(length, out var bytes)) record.Bytes = bytes;
        if (LineScan.TryUntil(ref rest, "] \""u8, out _) && LineScan.TryQuoted(ref rest, out record.UserAgent) && LineScan.TrySkip(ref rest, " \""u8) && LineScan.TryQuoted(ref rest, out var referer) && referer is not [(byte)'-']) record.Referer = referer;
        return true;
    }

    // "host 192.0.2.1 0.227 "GET / HTTP/2.0" 207 125 440 referer agent".
    private static bool TryPlus(ReadOnlySpan<byte> rest, ref LogRecord record)
    {
        record.Site = LineScan.Word(ref rest);
        if (!LineScan.TryAddress(LineScan.Word(ref rest), out record.Source, out _)) return false;
        LineScan.Word(ref rest);
        if (!LineScan.TrySkip(ref rest, "\""u8) || !LineScan.TryQuoted(ref rest, out var request) || !LineScan.TrySkip(ref rest, " "u8)) return false;
        Combined.SplitRequest(request, ref record);
        if (!LineScan.TryNumber(LineScan.Word(ref rest), out var status) || status > 999) return false;
        record.Status = (int)status;
        record.Bytes = LineScan.TryNumber(LineScan.Word(ref rest), out var bytes) ? bytes : -1;
        LineScan.Word(ref rest);
        var referer = LineScan.Word(ref rest);
        record.Referer = referer is [(byte)'-'] ? [] : referer;
        record.UserAgent = rest;
        return true;
    }
}
