namespace Noroshi.Sensor.Logs;

/// <summary>Access logs of AWS load balancers, application and classic: <c>https 2026-04-26T12:23:00.186641Z app/name/id 192.0.2.1:44740 198.51.100.1:80 0.086 0.048 0.037 200 200 0 57 "GET https://www.example.org:443/ HTTP/1.1" "agent" ...</c>.</summary>
/// <remarks>Elastic Load Balancing user guides, "Access log entries" and "Access logs for your Classic Load Balancer". Quotes in the request are written as percent escapes.</remarks>
public sealed class LoadBalancer : ILogFormat
{
    /// <inheritdoc/>
    public string Name => "aws-alb";

    /// <inheritdoc/>
    public IReadOnlyList<string> Programs => [];

    /// <inheritdoc/>
    public bool CanBegin(byte first) => LogFormats.IsDigit(first) || first is (byte)'h' or (byte)'g' or (byte)'w';

    /// <inheritdoc/>
    public bool TryRead(ReadOnlySpan<byte> text, LogContext context, ref LogRecord record)
    {
        var rest = text;
        if (text.Length < 60) return false;
        if (text[4] != '-' && !IsType(LineScan.Word(ref rest))) return false;
        var time = LineScan.Word(ref rest);
        if (time is not [.., (byte)'Z'] || !LogTimeText.TryIso(time, context.Clock, out record.Time, out _)) return false;
        record.Host = LineScan.Word(ref rest);
        if (!LineScan.TryAddress(LineScan.Word(ref rest), out record.Source, out record.SourcePort) || record.SourcePort < 0) return false;
        for (var i = 0; i < 4; i++) LineScan.Word(ref rest);
        if (!TryNumbers(ref rest, ref record) || !LineScan.TryQuoted(ref rest, out var request)) return false;
        Combined.SplitRequest(request, ref record);
        if (LineScan.TrySkip(ref rest, " \""u8) && LineScan.TryQuoted(ref rest, out var agent) && agent is not [(byte)'-']) record.UserAgent = agent;
        record.Format = "aws-alb";
        record.Kind = RecordKind.Request;
        record.Outcome = record.Status is >= 200 and < 400 ? Outcome.Success : record.Status >= 400 ? Outcome.Failure : Outcome.Unknown;
        record.Message = text;
        return true;
    }

    private static bool IsType(ReadOnlySpan<byte> word) =>
        word.SequenceEqual("http"u8) || word.SequenceEqual("https"u8) || word.SequenceEqual("h2"u8) || word.SequenceEqual("grpcs"u8) || word.SequenceEqual("ws"u8) || word.SequenceEqual("wss"u8);

    // Status to the client, status of the target, bytes received and sent, then the quote of the request.
    private static bool TryNumbers(ref ReadOnlySpan<byte> rest, ref LogRecord record)
    {
        var status = LineScan.Word(ref rest);
        if (!LineScan.TryNumber(status, out var number) && status is not [(byte)'-']) return false;
        record.Status = status is [(byte)'-'] || number > 999 ? -1 : (int)number;
        LineScan.Word(ref rest);
        LineScan.Word(ref rest);
        return LineScan.TryNumber(LineScan.Word(ref rest), out record.Bytes) && LineScan.TrySkip(ref rest, "\""u8);
    }
}
