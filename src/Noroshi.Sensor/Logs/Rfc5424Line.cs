using Noroshi.Formats.Syslog;

namespace Noroshi.Sensor.Logs;

/// <summary>A message of the syslog protocol in a file or stream: <c>&lt;34&gt;1 2026-10-11T22:14:15.003Z host app 123 ID47 [id name="value"] text</c>, also with its length in front. An envelope.</summary>
/// <remarks>RFC 5424 section 6; RFC 6587 section 3.4.1 for the length. What breaks only one of its rules is read too: programs write nanoseconds, firewalls (Check Point) pairs of their own in place of structured data, which then are the message.</remarks>
public sealed class Rfc5424Line : ILogFormat
{
    private const int MaxLengthDigits = 7;

    /// <inheritdoc/>
    public string Name => "rfc5424";

    /// <inheritdoc/>
    public IReadOnlyList<string> Programs => [];

    /// <inheritdoc/>
    public bool CanBegin(byte first) => first == '<' || LogFormats.IsDigit(first);

    /// <inheritdoc/>
    public bool TryRead(ReadOnlySpan<byte> text, LogContext context, ref LogRecord record)
    {
        var rest = text;
        var digits = rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (digits is > 0 and <= MaxLengthDigits && rest[digits] == ' ') rest = rest[(digits + 1)..];
        if (rest is not [(byte)'<', ..]) return false;
        if (Rfc5424.Read(rest, out var message) != SyslogOutcome.Valid && !TryLenient(rest, context, out message)) return false;
        if (!message.Timestamp.IsEmpty) LogTimeText.TryIso(message.Timestamp, context.Clock, out record.Time, out _);
        record.Format = "rfc5424";
        record.IsEnvelope = true;
        record.Host = message.Hostname;
        record.Program = message.AppName;
        record.Session = message.ProcId;
        record.Message = message.Message.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? message.Message[3..] : message.Message;
        // Some send all they have to say as structured data.
        if (record.Message.IsEmpty) record.Message = message.Elements;
        return true;
    }

    private static bool TryLenient(ReadOnlySpan<byte> text, LogContext context, out SyslogMessage message)
    {
        message = new();
        if (!SyslogPriority.TryTake(ref text, out var priority) || !LineScan.TrySkip(ref text, "1 "u8)) return false;
        var time = LineScan.Word(ref text);
        if (time.Length < 20 || !LogTimeText.TryIso(time, context.Clock, out _, out var used) || used != time.Length) return false;
        var host = WithoutNil(LineScan.Word(ref text));
        var program = WithoutNil(LineScan.Word(ref text));
        var process = WithoutNil(LineScan.Word(ref text));
        LineScan.Word(ref text);
        // What follows the header may be as the standard has it.
        if (Rfc5424.Read(WithHeader(text, context), out message) != SyslogOutcome.Valid) message = new() { Message = text };
        message.Priority = priority;
        message.Timestamp = time;
        message.Hostname = host;
        message.AppName = program;
        message.ProcId = process;
        return !message.Message.IsEmpty;
    }

    private static ReadOnlySpan<byte> WithHeader(ReadOnlySpan<byte> text, LogContext context)
    {
        var header = "<1>1 - - - - - "u8;
        var room = context.Room(header.Length + text.Length);
        header.CopyTo(room);
        text.CopyTo(room[header.Length..]);
        return room;
    }

    private static ReadOnlySpan<byte> WithoutNil(ReadOnlySpan<byte> word) => word is [(byte)'-'] ? [] : word;
}
