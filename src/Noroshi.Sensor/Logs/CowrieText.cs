namespace Noroshi.Sensor.Logs;

/// <summary>Cowrie's text log: <c>2026-12-08T06:28:43+0000 [cowrie.ssh.factory.CowrieSSHFactory] New connection: 192.0.2.1:47630 (198.51.100.1:2222) [session: 3e5a9212b91f]</c>.</summary>
/// <remarks>Cowrie documentation; the JSON log says more and is to be preferred. The bracket with the peer's address is the program's own and stands in front of what the peer typed.</remarks>
public sealed class CowrieText : ILogFormat
{
    /// <inheritdoc/>
    public string Name => "cowrie-text";

    /// <inheritdoc/>
    public IReadOnlyList<string> Programs => ["cowrie"];

    /// <inheritdoc/>
    public bool CanBegin(byte first) => LogFormats.IsDigit(first);

    /// <inheritdoc/>
    public bool TryRead(ReadOnlySpan<byte> text, LogContext context, ref LogRecord record)
    {
        if (text.Length < 30 || text[10] is not ((byte)'T' or (byte)' ') || !LogTimeText.TryIso(text, context.Clock, out record.Time, out var used)) return false;
        var rest = text[used..];
        if (!LineScan.TrySkip(ref rest, " ["u8) || !LineScan.TryUntil(ref rest, "] "u8, out var place)) return false;
        var isConnection = rest.StartsWith("New connection: "u8);
        if (!isConnection && place.IndexOf("Transport,"u8) < 0 && !place.StartsWith("cowrie."u8)) return false;
        record.Format = "cowrie-text";
        record.Kind = RecordKind.Other;
        record.Message = rest;
        var comma = place.LastIndexOf((byte)',');
        if (comma >= 0) LineScan.TryAddress(place[(comma + 1)..], out record.Source, out _);
        if (!LineScan.IsAddress(record.Source)) record.Source = [];
        if (isConnection) ReadConnection(rest[16..], ref record);
        else if (LineScan.TrySkip(ref rest, "login attempt ["u8)) ReadLogin(rest, ref record);
        else if (LineScan.TrySkip(ref rest, "CMD: "u8)) ReadCommand(rest, ref record);
        return true;
    }

    private static void ReadConnection(ReadOnlySpan<byte> rest, scoped ref LogRecord record)
    {
        record.Kind = RecordKind.Connection;
        LineScan.TryAddress(LineScan.Word(ref rest), out record.Source, out record.SourcePort);
    }

    private static void ReadCommand(ReadOnlySpan<byte> rest, scoped ref LogRecord record)
    {
        record.Kind = RecordKind.Command;
        record.Target = rest;
    }

    // [b'root'/b'secret'] failed: the name ends at the first slash with a quote on both sides, else at the first slash.
    private static void ReadLogin(ReadOnlySpan<byte> rest, scoped ref LogRecord record)
    {
        var isSuccess = rest.EndsWith("] succeeded"u8);
        if (!isSuccess && !rest.EndsWith("] failed"u8)) return;
        record.Kind = RecordKind.Login;
        record.Outcome = isSuccess ? Outcome.Success : Outcome.Failure;
        record.Reason = isSuccess ? FailureReason.None : FailureReason.WrongSecret;
        record.Operation = "password"u8;
        var slash = rest.IndexOf("'/b'"u8);
        var name = slash >= 0 ? rest[..slash] : rest.IndexOf((byte)'/') is >= 0 and var bare ? rest[..bare] : [];
        record.Account = name.StartsWith("b'"u8) ? name[2..] : name;
    }
}
