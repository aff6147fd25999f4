namespace Noroshi.Sensor.Logs;

/// <summary>Squid's own access log: <c>1286536308.779    180 192.0.2.224 TCP_MISS/200 411 GET http://www.example.org/ alice DIRECT/198.51.100.1 text/html</c>.</summary>
/// <remarks>Squid wiki, "Log Files", native access.log: <c>%ts.%03tu %6tr %&gt;a %Ss/%03&gt;Hs %&lt;st %rm %ru %un %Sh/%&lt;a %mt</c>. Squid writes blanks in addresses as <c>%20</c>, so that words stay words.</remarks>
public sealed class SquidAccess : ILogFormat
{
    /// <inheritdoc/>
    public string Name => "squid";

    /// <inheritdoc/>
    public IReadOnlyList<string> Programs => [];

    /// <inheritdoc/>
    public bool CanBegin(byte first) => LogFormats.IsDigit(first);

    /// <inheritdoc/>
    public bool TryRead(ReadOnlySpan<byte> text, LogContext context, ref LogRecord record)
    {
        if (!LogTimeText.TryUnix(text, context.Clock, out record.Time, out var used) || used >= text.Length || text[used] != ' ') return false;
        var rest = text[used..].TrimStart((byte)' ');
        if (!LineScan.TryNumber(LineScan.Word(ref rest), out _)) return false;
        var client = LineScan.Word(ref rest);
        var result = LineScan.Word(ref rest);
        var slash = result.IndexOf((byte)'/');
        if (client.IsEmpty || slash <= 0 || !LineScan.TryNumber(result[(slash + 1)..], out var status) || status > 999) return false;
        if (!LineScan.TryNumber(LineScan.Word(ref rest), out record.Bytes)) return false;
        record.Operation = LineScan.Word(ref rest);
        record.Target = LineScan.Word(ref rest);
        var user = LineScan.Word(ref rest);
        if (user.IsEmpty || rest.IsEmpty) return false;
        LineScan.TryAddress(client, out record.Source, out _);
        record.Account = user is [(byte)'-'] ? [] : user;
        record.Format = "squid";
        record.Kind = RecordKind.Request;
        record.Status = (int)status;
        var isDenied = result[..slash].IndexOf("DENIED"u8) >= 0;
        record.Reason = isDenied ? FailureReason.Blocked : FailureReason.None;
        record.Outcome = isDenied || status >= 400 ? Outcome.Failure : status >= 200 ? Outcome.Success : Outcome.Unknown;
        record.Message = text;
        return true;
    }
}
