using Noroshi.Sensor.Logs.General;
using Noroshi.Sensor.Logs.Json;
using Noroshi.Sensor.Logs.Patterns;

namespace Noroshi.Sensor.Logs;

/// <summary>Reads the lines of one file, each in whatever format it is: the format of the line before is asked first, then all others. One thread at a time.</summary>
/// <param name="context">The state of the file.</param>
/// <param name="patterns">The products' patterns of <c>content/logs</c>, asked when no format knows a line, and made only then; null for none.</param>
public sealed class LogReader(LogContext context, Lazy<LogPatterns>? patterns = null)
{
    /// <summary>The longest line read whole; of a longer one only this much is looked at.</summary>
    public const int MaxLineBytes = 1 << 20;

    private const int MaxPrograms = 256;

    private readonly List<(byte[] Program, ILogFormat[] Formats)> _programs = [];
    private ILogFormat? _last;
    private byte[] _lastProgram = [];
    private ILogFormat[] _lastFormats = [];

    /// <summary>Whether the file has lines whose meaning depends on lines before them, so that its blocks must be read in order by one reader.</summary>
    public bool IsStateful => context.Declaration is not null;

    /// <summary>Reads a line.</summary>
    /// <param name="line">The line without its line end.</param>
    /// <param name="record">What it says; made anew when nothing is recognised, with the line as its message.</param>
    /// <returns>Whether any format recognised it.</returns>
    public bool TryRead(ReadOnlySpan<byte> line, ref LogRecord record) => TryRead(line, default, ref record);

    /// <summary>Reads a line whose quotes have been looked for already.</summary>
    /// <param name="line">The line without its line end.</param>
    /// <param name="quotes">All its double quotes, or none.</param>
    /// <param name="record">What it says; made anew when nothing is recognised, with the line as its message.</param>
    /// <returns>Whether any format recognised it.</returns>
    public bool TryRead(ReadOnlySpan<byte> line, LineQuotes quotes, ref LogRecord record)
    {
        context.Quotes = quotes;
        if (line.Length > MaxLineBytes) line = line[..MaxLineBytes];
        if (_last is SyslogLine && SyslogHead.TryRead(line, context.Clock, ref record))
        {
            if (!SshdLine.IsOf(record.Program) || !SshdLine.TryRead(line, ref record)) ReadSyslog(line, ref record);
            return true;
        }
        context.BeginLine();
        if (_last is not null && TryAs(_last, line, ref record)) return true;
        foreach (var format in LogFormats.Beginning(line))
        {
            if (format == _last || !TryAs(format, line, ref record)) continue;
            _last = format;
            return true;
        }
        record.Clear();
        record.Message = line;
        // A device that has no header of syslog but its priority.
        if (TryPatterns(line is [(byte)'<', >= (byte)'0' and <= (byte)'9', ..] && line.IndexOf((byte)'>') is > 1 and < 5 and var close ? line[(close + 1)..].TrimStart((byte)' ') : line, ref record)) return true;
        // Rules of the user's own may still want to know when it was.
        PatternHead.TryFindTime(line, context.Clock, out record.Time);
        return false;
    }

    private bool TryAs(ILogFormat format, ReadOnlySpan<byte> line, ref LogRecord record)
    {
        record.Clear();
        if (!format.TryRead(line, context, ref record)) return false;
        // A year 9999 with a zone may lie beyond the calendar.
        if (!LogTime.IsRepresentable(record.Time)) record.Time = LogRecord.NoTime;
        if (IsEnvelope(record)) ReadMessage(format, line, ref record);
        else if (format is ApacheError or NginxError && record is { Kind: RecordKind.Other, Outcome: Outcome.Unknown }) ReadSentence(ref record);
        return true;
    }

    /// <summary>What an application wrote into the error log of its web server may be a log-in; time and client are the server's own.</summary>
    private void ReadSentence(scoped ref LogRecord record)
    {
        var format = record.Format;
        var message = record.Message;
        if (GeneralReader.HasTrigger(message) && GeneralReader.TryRead(message, context, ref record)) record.Format = format;
    }

    private static bool IsEnvelope(in LogRecord record) => record.Kind == RecordKind.Other && (record.IsEnvelope || !record.Program.IsEmpty);

    /// <summary>Passes an envelope's message on: to the formats of its program, then to those of whole lines (an access log sent by syslog). An envelope within an envelope could be anybody's text: it stays a message.</summary>
    private void ReadMessage(ILogFormat envelope, ReadOnlySpan<byte> line, ref LogRecord record)
    {
        var message = record.Message;
        var count = 1;
        if (message is [(byte)'m', ..] && RepeatedMessage.TryUnwrap(ref message, out count)) record.Count = count;
        // Solaris: "[ID 800047 auth.info] ".
        if (message is [(byte)'[', (byte)'I', (byte)'D', (byte)' ', ..] && message.IndexOf("] "u8) is > 0 and < 64 and var id) message = message[(id + 2)..];
        if (envelope is not SyslogLine)
        {
            ReadKept(envelope, message, line, ref record);
            return;
        }
        // Of plain syslog no copy is kept: most messages are known to their program's format, and the rest are read anew.
        foreach (var format in FormatsOf(record.Program))
        {
            if (format.TryRead(message, context, ref record)) return;
            ReadHead(envelope, line, ref record);
            record.Count = count;
        }
        ReadUnknown(envelope, message, line, ref record);
    }

    /// <summary>Passes on the message of a line that has the head of nearly all.</summary>
    private void ReadSyslog(ReadOnlySpan<byte> line, ref LogRecord record)
    {
        context.BeginLine();
        SyslogHead.TryRead(line, context.Clock, ref record);
        ReadMessage(_last!, line, ref record);
    }

    private void ReadHead(ILogFormat envelope, ReadOnlySpan<byte> line, ref LogRecord record)
    {
        if (SyslogHead.TryRead(line, context.Clock, ref record)) return;
        record.Clear();
        envelope.TryRead(line, context, ref record);
    }

    /// <summary>The same with a copy of what the envelope said.</summary>
    private void ReadKept(ILogFormat envelope, ReadOnlySpan<byte> message, ReadOnlySpan<byte> line, ref LogRecord record)
    {
        var outer = record;
        if (!record.Program.IsEmpty)
        {
            foreach (var format in FormatsOf(record.Program))
            {
                if (format.TryRead(message, context, ref record)) return;
                record = outer;
            }
        }
        ReadUnknown(envelope, message, line, ref record);
    }

    private void ReadUnknown(ILogFormat envelope, ReadOnlySpan<byte> message, ReadOnlySpan<byte> line, ref LogRecord record)
    {
        var outer = record;
        foreach (var format in LogFormats.Beginning(message))
        {
            if (format == envelope && envelope is not JsonLog) continue;
            record.IsEnvelope = false;
            if (format.TryRead(message, context, ref record) && !record.IsEnvelope) return;
            record = outer;
        }
        if (patterns is null) return;
        if (patterns.Value.TryProducts(message, context, ref record, out var isGeneral) || TryUntagged(envelope, message, line, ref record) || TryWhole(envelope, line, ref record)) return;
        if (isGeneral) patterns.Value.TryGeneral(message, context, ref record);
    }

    /// <summary>A message that has no tag in front, so that its first word was taken for one (Yamaha's routers); and structured data, where a device says all it has to say (Juniper).</summary>
    private bool TryUntagged(ILogFormat envelope, ReadOnlySpan<byte> message, ReadOnlySpan<byte> line, scoped ref LogRecord record)
    {
        var program = record.Program;
        var start = envelope switch
        {
            SyslogLine when !program.IsEmpty && line.Length > message.Length + program.Length && line[^(message.Length + 1)] == ' ' => line.Length - message.Length - program.Length - 1,
            Rfc5424Line => line.IndexOf(" ["u8) is > 0 and var data ? line[..data].LastIndexOf((byte)' ') + 1 : -1,
            _ => -1,
        };
        if (start <= 0 || (envelope is SyslogLine && !line[start..].StartsWith(program))) return false;
        var outer = record;
        if (envelope is SyslogLine) record.Program = [];
        record.Message = line[start..];
        if (TryPatterns(line[start..], ref record)) return true;
        record = outer;
        return false;
    }

    /// <summary>A line that only looks like an envelope, since a time and two words begin it: the patterns of whole lines may know it.</summary>
    private bool TryWhole(ILogFormat envelope, ReadOnlySpan<byte> line, scoped ref LogRecord record)
    {
        if (line.IsEmpty || (!char.IsAsciiDigit((char)line[0]) && envelope is SyslogLine)) return false;
        LogRecord whole = new() { Message = line };
        if (!patterns!.Value.TryProducts(line, context, ref whole, out _)) return false;
        record = whole;
        return true;
    }

    private bool TryPatterns(ReadOnlySpan<byte> text, ref LogRecord record) => patterns is not null && patterns.Value.TryRead(text, context, ref record);

    private ILogFormat[] FormatsOf(ReadOnlySpan<byte> program)
    {
        // An empty name is that of none.
        if (!program.SequenceEqual(_lastProgram) || program.IsEmpty) (_lastProgram, _lastFormats) = Kept(program);
        return _lastFormats;
    }

    private (byte[] Program, ILogFormat[] Formats) Kept(ReadOnlySpan<byte> program)
    {
        foreach (var kept in _programs)
        {
            if (program.SequenceEqual(kept.Program)) return kept;
        }
        // Program names are the peer's to choose on an open syslog port: only so many are kept.
        if (_programs.Count == MaxPrograms) return ([], LogFormats.Of(program));
        _programs.Add((program.ToArray(), LogFormats.Of(program)));
        return _programs[^1];
    }
}
