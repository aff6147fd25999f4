using Noroshi.Formats.Syslog;

namespace Noroshi.Sensor.Logs;

/// <summary>A line of syslog in one of the shapes <see cref="SyslogLine"/> is too strict for: a weekday, a year, a fraction or a zone in its time (Cisco, <c>journalctl -o short-full</c>), a sequence number, seconds since 1970, no program. An envelope.</summary>
/// <remarks>Shapes as in <see cref="BsdLine"/>; systemd, journalctl(1), option <c>-o</c>. Asked after all other formats of whole lines, since many begin with such a time: a program, or a message that begins with a percent sign, must follow.</remarks>
public sealed class DeviceLine : ILogFormat
{
    private const int MaxTagBytes = 64;

    /// <inheritdoc/>
    public string Name => "syslog-device";

    /// <inheritdoc/>
    public IReadOnlyList<string> Programs => [];

    /// <inheritdoc/>
    public bool CanBegin(byte first) => first is (byte)'<' or (byte)'*' or (byte)'.' || LogFormats.IsDigit(first) || LogFormats.IsWeekday(first) || LogFormats.IsMonth(first);

    /// <inheritdoc/>
    public bool TryRead(ReadOnlySpan<byte> text, LogContext context, ref LogRecord record)
    {
        if (text.Length < 20) return false;
        return TryJournal(text, context.Clock, ref record) || TryPriority(text, context.Clock, ref record) || TryBsd(text, context.Clock, ref record);
    }

    private static bool TryBsd(ReadOnlySpan<byte> text, LogClock clock, ref LogRecord record)
    {
        if (BsdLine.Read(text, out var message) != SyslogOutcome.Valid) return false;
        var body = message.Message;
        var hasMark = body is [(byte)'%', ..];
        if (message.AppName.IsEmpty && !hasMark) return false;
        if (message.AppName is [(byte)'%', ..])
        {
            // Cisco's mnemonic is the message's, and stands where a program does.
            body = text[^(body.Length + message.AppName.Length + 2)..];
            if (!body.StartsWith(message.AppName)) return false;
            message.AppName = [];
        }
        TryTime(message.Timestamp, clock, out record.Time);
        return Say(message.Hostname, message.AppName, message.ProcId, body, ref record);
    }

    /// <summary><c>Fri 2026-11-20 03:04:05.123456 UTC host sshd[77]: text</c> and <c>1795143845.123456 host sshd[77]: text</c>.</summary>
    private static bool TryJournal(ReadOnlySpan<byte> text, LogClock clock, ref LogRecord record)
    {
        var rest = text;
        var isFull = text[3] == ' ' && text[8] == '-' && text[14] == ' ';
        if (isFull) rest = rest[4..];
        if (!(isFull ? LogTimeText.TryIso(rest, clock, out record.Time, out var used) : Patterns.PatternTime.TryUnix(rest, clock, out record.Time, out used) && used > 10)) return false;
        return TryHost(rest[used..], ref record);
    }

    /// <summary><c>2026 Nov 20 03:04:05 authpriv.info host sshd[77]: text</c> and <c>Nov 20 03:04:05 &lt;auth.info> host sshd[77]: text</c>: the priority in words behind the time (Allied Telesis, BSD's <c>syslogd -v</c>).</summary>
    private static bool TryPriority(ReadOnlySpan<byte> text, LogClock clock, ref LogRecord record)
    {
        var year = text[4] == ' ' && LogTime.Four(text) is >= 2000 and < 2200 and var four ? four : 0;
        var rest = year > 0 ? text[5..] : text;
        if (!LogTimeText.TrySyslog(rest, clock, out record.Time, out var used) || used >= rest.Length || rest[used] != ' ') return false;
        if (year > 0) record.Time = clock.OfLocal(LogTime.Local(year, LogTime.Month(rest), rest[4] == ' ' ? rest[5] - '0' : LogTime.Two(rest[4..]), LogTime.TimeOfDay(rest[(used - 8)..])));
        rest = rest[(used + 1)..];
        var word = LineScan.Word(ref rest);
        if (word is [(byte)'<', .., (byte)'>']) word = word[1..^1];
        return SyslogNames.TryPriority(word, out _) && TryProgram(LineScan.Word(ref rest), rest, ref record);
    }

    private static bool TryHost(ReadOnlySpan<byte> rest, ref LogRecord record)
    {
        if (rest is not [(byte)' ', ..]) return false;
        rest = rest[1..];
        return TryProgram(LineScan.Word(ref rest), rest, ref record);
    }

    private static bool TryProgram(ReadOnlySpan<byte> host, ReadOnlySpan<byte> rest, ref LogRecord record)
    {
        if (!SshdPeer.IsHostName(host)) return false;
        var end = rest[..Math.Min(rest.Length, MaxTagBytes)].IndexOf(": "u8);
        if (end <= 0) return false;
        var program = rest[..end];
        ReadOnlySpan<byte> pid = [];
        if (program is [.., (byte)']'] && program.IndexOf((byte)'[') is > 0 and var open)
        {
            pid = program[(open + 1)..^1];
            program = program[..open];
        }
        return !program.Contains((byte)' ') && Say(host, program, pid, rest[(end + 2)..], ref record);
    }

    private static bool Say(ReadOnlySpan<byte> host, ReadOnlySpan<byte> program, ReadOnlySpan<byte> pid, ReadOnlySpan<byte> message, ref LogRecord record)
    {
        record.Format = "syslog";
        record.IsEnvelope = true;
        record.Host = host;
        record.Program = program;
        record.Session = pid;
        record.Message = message;
        return true;
    }

    private static bool TryTime(ReadOnlySpan<byte> text, LogClock clock, out long time)
    {
        time = LogRecord.NoTime;
        if (text.Length > 4 && text[3] == ' ' && LogTime.Month(text) == 0) text = text[4..];
        if (LogTimeText.TryIso(text, clock, out time, out _)) return true;
        if (!SyslogTime.TryTake(ref text, out var read)) return false;
        var ofDay = ((((read.Hour * 60L) + read.Minute) * 60) + read.Second) * 1000;
        if (read.Year > 0) time = clock.OfLocal(LogTime.Local(read.Year, read.Month, read.Day, ofDay) + read.Milliseconds);
        else time = clock.OfYearless(read.Month, read.Day, ofDay + read.Milliseconds);
        return true;
    }
}
