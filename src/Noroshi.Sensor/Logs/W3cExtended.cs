namespace Noroshi.Sensor.Logs;

/// <summary>W3C extended logs as IIS, HTTP.sys (HTTPERR) and CloudFront write them: <c>#Fields:</c> tells the columns, in any order; advanced and custom columns are passed over.</summary>
/// <remarks>
/// W3C Working Draft WD-logfile-960323; Microsoft, "W3C Logging" and "Error logging in HTTP APIs". Times are UTC. IIS writes <c>+</c> for blanks in agents, referers and names, so that columns stay columns;
/// a row with another number of columns is cut off or of another declaration and is not read, unless it has the default columns of IIS.
/// </remarks>
public sealed class W3cExtended : ILogFormat
{
    /// <inheritdoc/>
    public string Name => "iis-w3c";

    /// <inheritdoc/>
    public IReadOnlyList<string> Programs => [];

    /// <inheritdoc/>
    public bool TryRead(ReadOnlySpan<byte> text, LogContext context, ref LogRecord record)
    {
        if (text is [(byte)'#', ..]) return TryDirective(text, context, ref record);
        if (text.Length < 20) return false;
        var declared = context.Declaration as W3cFields;
        if (declared is not null && TryRow(declared, text, context, ref record)) return true;
        // All that is written without being asked for begins with a date.
        if (!LogFormats.IsDigit(text[0])) return false;
        if (TryIis(W3cFields.IisDefault, text, context, ref record) || TryIis(W3cFields.Iis6Default, text, context, ref record) || TryIis(W3cFields.IisEverything, text, context, ref record)) return true;
        record = new();
        return TryRow(W3cFields.HttpErrDefault, text, context, ref record) && LineScan.IsAddress(record.Source) && record.SourcePort >= 0 && LineScan.IsAddress(record.Site) && record.Session is [>= (byte)'A' and <= (byte)'Z', ..];
    }

    private static bool TryIis(W3cFields fields, ReadOnlySpan<byte> text, LogContext context, ref LogRecord record)
    {
        record = new();
        return TryRow(fields, text, context, ref record) && LineScan.IsAddress(record.Source) && record.Status > 0;
    }

    private static bool TryDirective(ReadOnlySpan<byte> text, LogContext context, ref LogRecord record)
    {
        var rest = text;
        if (LineScan.TrySkip(ref rest, "#Fields:"u8))
        {
            if (W3cFields.Parse(rest) is not { } fields) return false;
            fields.DayMs = (context.Declaration as W3cFields)?.DayMs ?? LogRecord.NoTime;
            context.Declaration = fields;
        }
        else if (LineScan.TrySkip(ref rest, "#Date: "u8))
        {
            if (context.Declaration is W3cFields known && rest.Length >= 10) known.DayMs = Day(rest);
        }
        else if (!LineScan.TrySkip(ref rest, "#Software: "u8) && !LineScan.TrySkip(ref rest, "#Version: "u8))
        {
            return false;
        }
        record.Format = "iis-w3c";
        record.Message = text;
        return true;
    }

    private static long Day(ReadOnlySpan<byte> text) =>
        text.Length >= 10 && text[4] == '-' && text[7] == '-' ? LogTime.Local(LogTime.Four(text), LogTime.Two(text[5..]), LogTime.Two(text[8..]), 0) : LogRecord.NoTime;

    private static bool TryRow(W3cFields fields, ReadOnlySpan<byte> text, LogContext context, ref LogRecord record)
    {
        var separator = fields.HasTabs ? (byte)'\t' : (byte)' ';
        var rest = text.TrimEnd((byte)'\r');
        if (rest.Count(separator) + 1 != fields.Columns.Length) return false;
        var row = new W3cRow(fields.DayMs);
        foreach (var column in fields.Columns)
        {
            var end = rest.IndexOf(separator);
            var value = end < 0 ? rest : rest[..end];
            rest = end < 0 ? [] : rest[(end + 1)..];
            if (value is not [(byte)'-'] && !row.TrySet(column, value, context, ref record)) return false;
        }
        if (row.TimeOfDayMs < 0) return false;
        record.Time = row.DayMs == LogRecord.NoTime ? LogRecord.NoTime : context.Clock.Of(row.DayMs + row.TimeOfDayMs);
        record.Format = fields.IsHttpErr ? "httperr" : "iis-w3c";
        record.Kind = RecordKind.Request;
        record.Message = text;
        Finish(fields.IsHttpErr, ref record);
        return true;
    }

    private static void Finish(bool isHttpErr, ref LogRecord record)
    {
        record.Outcome = isHttpErr || record.Status >= 400 ? Outcome.Failure : record.Status is >= 200 and < 400 ? Outcome.Success : Outcome.Unknown;
        if (isHttpErr && record.Operation.IsEmpty && record.Target.IsEmpty) record.Kind = RecordKind.Connection;
        if (!isHttpErr && FtpKind(record.Operation) is { } kind) FinishFtp(kind, ref record);
    }

    // The FTP service of IIS writes its verbs where the web server writes methods.
    private static RecordKind? FtpKind(ReadOnlySpan<byte> verb)
    {
        if (verb.SequenceEqual("PASS"u8)) return RecordKind.Login;
        if (verb.SequenceEqual("RETR"u8) || verb.SequenceEqual("STOR"u8) || verb.SequenceEqual("APPE"u8) || verb.SequenceEqual("DELE"u8)) return RecordKind.Transfer;
        return verb.SequenceEqual("USER"u8) || verb.SequenceEqual("QUIT"u8) || verb.StartsWith("Control"u8) || verb.StartsWith("Data"u8) ? RecordKind.Connection : null;
    }

    private static void FinishFtp(RecordKind kind, ref LogRecord record)
    {
        record.Kind = kind;
        if (kind == RecordKind.Login && record.Outcome == Outcome.Failure) record.Reason = FailureReason.WrongSecret;
        // The secret stands where a web request has its path.
        if (kind == RecordKind.Login) record.Target = [];
    }
}
