namespace Noroshi.Sensor.Logs;

/// <summary>The transfer log of wu-ftpd, which ProFTPD, vsftpd and Pure-FTPd write too.</summary>
/// <remarks>
/// xferlog(5): <c>current-time transfer-time remote-host file-size filename transfer-type special-action-flag direction access-mode username service-name authentication-method authenticated-user-id completion-status</c>.
/// A file name may contain blanks, so the fields behind it are taken from the end, where each is one word.
/// </remarks>
public sealed class Xferlog : ILogFormat
{
    /// <inheritdoc/>
    public string Name => "xferlog";

    /// <inheritdoc/>
    public IReadOnlyList<string> Programs => [];

    /// <inheritdoc/>
    public bool CanBegin(byte first) => LogFormats.IsWeekday(first);

    /// <inheritdoc/>
    public bool TryRead(ReadOnlySpan<byte> text, LogContext context, ref LogRecord record)
    {
        if (text.Length < 50 || text[3] != ' ' || text[7] != ' ' || !LogTimeText.TryCtime(text, context.Clock, out record.Time, out var used) || used >= text.Length || text[used] != ' ') return false;
        var rest = text[(used + 1)..].TrimEnd(" \r"u8);
        if (!LineScan.TryNumber(LineScan.Word(ref rest), out _)) return false;
        var host = LineScan.Word(ref rest);
        if (!LineScan.TryNumber(LineScan.Word(ref rest), out record.Bytes)) return false;
        if (!TryTail(rest, ref record)) return false;
        if (!LineScan.TryAddress(host, out record.Source, out _)) record.Source = host;
        record.Format = "xferlog";
        record.Kind = RecordKind.Transfer;
        record.Message = text;
        return !host.IsEmpty;
    }

    private static bool TryTail(ReadOnlySpan<byte> rest, ref LogRecord record)
    {
        var status = LastWord(ref rest);
        // Some servers leave the status out: then the last word is the user id.
        if (status is not [(byte)'c' or (byte)'i']) return false;
        LastWord(ref rest);
        var method = LastWord(ref rest);
        var service = LastWord(ref rest);
        record.Account = LastWord(ref rest);
        var mode = LastWord(ref rest);
        var direction = LastWord(ref rest);
        LastWord(ref rest);
        var type = LastWord(ref rest);
        if (method is not [(byte)'0' or (byte)'1'] || service.IsEmpty || mode.Length != 1 || type.Length != 1 || rest.IsEmpty) return false;
        // An anonymous visitor's name is whatever was typed as the password.
        if (mode[0] == 'a') record.Account = "anonymous"u8;
        record.Target = rest;
        record.Outcome = status[0] == 'c' ? Outcome.Success : Outcome.Failure;
        record.Operation = direction is [(byte)'i'] ? "STOR"u8 : direction is [(byte)'o'] ? "RETR"u8 : "DELE"u8;
        return direction is [(byte)'i' or (byte)'o' or (byte)'d'];
    }

    private static ReadOnlySpan<byte> LastWord(scoped ref ReadOnlySpan<byte> rest)
    {
        var blank = rest.LastIndexOf((byte)' ');
        var word = rest[(blank + 1)..];
        rest = blank < 0 ? [] : rest[..blank];
        return word;
    }
}
