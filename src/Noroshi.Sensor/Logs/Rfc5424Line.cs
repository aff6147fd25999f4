using Noroshi.Formats.Syslog;

namespace Noroshi.Sensor.Logs;

/// <summary>A message of the syslog protocol in a file or stream: <c>&lt;34&gt;1 2026-10-11T22:14:15.003Z host app 123 ID47 [id name="value"] text</c>, also with its length in front. An envelope.</summary>
/// <remarks>RFC 5424 section 6; RFC 6587 section 3.4.1 for the length.</remarks>
public sealed class Rfc5424Line : ILogFormat
{
    private const int MaxLengthDigits = 7;

    /// <inheritdoc/>
    public string Name => "rfc5424";

    /// <inheritdoc/>
    public IReadOnlyList<string> Programs => [];

    /// <inheritdoc/>
    public bool TryRead(ReadOnlySpan<byte> text, LogContext context, ref LogRecord record)
    {
        var rest = text;
        var digits = rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (digits is > 0 and <= MaxLengthDigits && rest[digits] == ' ') rest = rest[(digits + 1)..];
        if (rest is not [(byte)'<', ..] || Rfc5424.Read(rest, out var message) != SyslogOutcome.Valid) return false;
        if (!message.Timestamp.IsEmpty) LogTimeText.TryIso(message.Timestamp, context.Clock, out record.Time, out _);
        record.Format = "rfc5424";
        record.IsEnvelope = true;
        record.Host = message.Hostname;
        record.Program = message.AppName;
        record.Session = message.ProcId;
        record.Message = message.Message.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? message.Message[3..] : message.Message;
        return true;
    }
}
