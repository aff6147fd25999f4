namespace Noroshi.Sensor.Logs;

/// <summary>The transaction of a ModSecurity audit log that is being gathered. Bounded: of a long line only the beginning is kept.</summary>
internal sealed class ModSecurityTransaction
{
    private const int MaxKept = 4096;
    private const int MaxKeptRequest = 16 * 1024;

    private byte[] _boundary = [];
    private byte[] _source = [];
    private byte[] _session = [];
    private byte[] _request = [];
    private byte[] _agent = [];
    private byte[] _referer = [];
    private byte[] _site = [];
    private byte[] _message = [];
    private int _sourcePort = -1;
    private int _status = -1;
    private long _time = LogRecord.NoTime;
    private bool _isDenied;

    /// <summary>The section being read.</summary>
    internal char Section { get; set; }

    /// <summary>Whether a transaction has begun and not ended.</summary>
    internal bool IsOpen { get; private set; }

    internal bool IsBoundary(ReadOnlySpan<byte> start) => start.SequenceEqual(_boundary);

    internal void Begin(ReadOnlySpan<byte> boundary)
    {
        _boundary = boundary.ToArray();
        _source = _session = _request = _agent = _referer = _site = _message = [];
        _sourcePort = _status = -1;
        _time = LogRecord.NoTime;
        _isDenied = false;
        IsOpen = true;
        Section = 'A';
    }

    internal void Take(ReadOnlySpan<byte> line, LogClock clock)
    {
        switch (Section)
        {
            case 'A': TakeHead(line, clock); break;
            case 'B': TakeRequest(line); break;
            case 'F' when line.StartsWith("HTTP/"u8): TakeStatus(line); break;
            case 'H' when line.StartsWith("Message: "u8) || line.StartsWith("ModSecurity: "u8): TakeMessage(line[(line.IndexOf((byte)' ') + 1)..]); break;
            case 'H' when line.StartsWith("Action: Intercepted"u8): _isDenied = true; break;
            default: break;
        }
    }

    internal void End(ref LogRecord record)
    {
        IsOpen = false;
        record.Kind = _message.Length > 0 || _isDenied ? RecordKind.Alarm : RecordKind.Request;
        record.Time = _time;
        record.Source = _source;
        record.SourcePort = _sourcePort;
        record.Session = _session;
        record.Site = _site;
        record.UserAgent = _agent;
        record.Referer = _referer;
        record.Message = _message;
        record.Status = _status;
        if (_request.Length > 0) Combined.SplitRequest(_request, ref record);
        record.Outcome = _isDenied || _status >= 400 ? Outcome.Failure : _status is >= 200 and < 400 ? Outcome.Success : Outcome.Unknown;
        record.Reason = _isDenied ? FailureReason.Blocked : FailureReason.None;
    }

    // [21/Nov/2026:10:02:03 +0900] ID 192.0.2.1 5000 198.51.100.1 80; the time may have a fraction.
    private void TakeHead(ReadOnlySpan<byte> line, LogClock clock)
    {
        var rest = line;
        if (_source.Length > 0 || !LineScan.TrySkip(ref rest, "["u8) || !LineScan.TryUntil(ref rest, "] "u8, out var time)) return;
        if (LogTimeText.TryClf(time, clock, out var instant, out _)) _time = instant;
        _session = Kept(LineScan.Word(ref rest));
        if (LineScan.TryAddress(LineScan.Word(ref rest), out var address, out _)) _source = Kept(address);
        if (LineScan.TryNumber(LineScan.Word(ref rest), out var port) && port <= 65535) _sourcePort = (int)port;
    }

    private void TakeRequest(ReadOnlySpan<byte> line)
    {
        if (_request.Length == 0)
        {
            _request = line[..Math.Min(line.Length, MaxKeptRequest)].ToArray();
            return;
        }
        var colon = line.IndexOf(": "u8);
        if (colon is < 4 or > 10) return;
        var value = line[(colon + 2)..];
        if (System.Text.Ascii.EqualsIgnoreCase(line[..colon], "host"u8)) _site = Kept(value);
        else if (System.Text.Ascii.EqualsIgnoreCase(line[..colon], "user-agent"u8)) _agent = Kept(value);
        else if (System.Text.Ascii.EqualsIgnoreCase(line[..colon], "referer"u8)) _referer = Kept(value);
    }

    private void TakeStatus(ReadOnlySpan<byte> line)
    {
        LineScan.Word(ref line);
        _status = LineScan.TryNumber(LineScan.Word(ref line), out var status) ? (int)Math.Min(status, 999) : -1;
    }

    private void TakeMessage(ReadOnlySpan<byte> message)
    {
        if (message.StartsWith("Access denied"u8)) _isDenied = true;
        if (_message.Length == 0) _message = Kept(message);
    }

    private static byte[] Kept(ReadOnlySpan<byte> text) => text[..Math.Min(text.Length, MaxKept)].ToArray();
}
