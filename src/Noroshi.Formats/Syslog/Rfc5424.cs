using System.Text.Unicode;
using Noroshi.Formats.Rfc3339;

namespace Noroshi.Formats.Syslog;

/// <summary>Reads messages of the syslog protocol: <c>&lt;34&gt;1 2003-10-11T22:14:15.003Z host app 123 ID47 [id name="value"] text</c>. Strict; allocates nothing, never throws.</summary>
/// <remarks>RFC 5424 section 6. Frames around messages are <see cref="SyslogFrames"/>.</remarks>
public static class Rfc5424
{
    private const int MaxHostname = 255;
    private const int MaxAppName = 48;
    private const int MaxProcId = 128;
    private const int MaxMsgId = 32;
    private const int MaxFractionDigits = 6;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Reads a text; the whole of it is one message, whatever octets its last part holds.</summary>
    /// <param name="text">The message without framing.</param>
    /// <param name="message">Receives the parts; those before the wrong one when the text is refused.</param>
    public static SyslogOutcome Read(ReadOnlySpan<byte> text, out SyslogMessage message)
    {
        message = new();
        if (text.IsEmpty) { return SyslogOutcome.Empty; }
        var rest = text;
        if (!SyslogPriority.TryTake(ref rest, out message.Priority)) { return SyslogOutcome.BadPriority; }
        if (!SyslogPriority.TryNumber(Word(ref rest, out var isMore), out message.Version) || message.Version == 0 || !isMore) { return SyslogOutcome.BadVersion; }
        if (!TryTimestamp(ref rest, out message.Timestamp)) { return SyslogOutcome.BadTimestamp; }
        if (!TryName(ref rest, MaxHostname, out message.Hostname)) { return SyslogOutcome.BadHostname; }
        if (!TryName(ref rest, MaxAppName, out message.AppName)) { return SyslogOutcome.BadAppName; }
        if (!TryName(ref rest, MaxProcId, out message.ProcId)) { return SyslogOutcome.BadProcId; }
        if (!TryName(ref rest, MaxMsgId, out message.MsgId)) { return SyslogOutcome.BadMsgId; }
        return ReadEnd(rest, ref message);
    }

    /// <summary>Whether a timestamp is one RFC 5424 permits, and its instant.</summary>
    /// <remarks>Section 6.2.3: RFC 3339 with capital <c>T</c> and <c>Z</c>, at most six digits of a fraction, no leap second.</remarks>
    /// <param name="text">The timestamp and nothing else.</param>
    /// <param name="value">Receives what it says.</param>
    public static bool TryTimestamp(ReadOnlySpan<byte> text, out Rfc3339DateTime value) =>
        Rfc3339DateTime.TryParse(text, out value) && !text.ContainsAny((byte)'t', (byte)'z')
        && value.Time.FractionDigits <= MaxFractionDigits && value.Time.Second < 60;

    private static SyslogOutcome ReadEnd(ReadOnlySpan<byte> rest, scoped ref SyslogMessage message)
    {
        if (rest is [(byte)'-', ..])
        {
            rest = rest[1..];
        }
        else
        {
            var outcome = StructuredData.Measure(rest, out var length);
            if (outcome != SyslogOutcome.Valid) { return outcome; }
            message.Elements = rest[..length];
            rest = rest[length..];
        }
        if (rest.IsEmpty) { return SyslogOutcome.Valid; }
        if (rest[0] != ' ') { return SyslogOutcome.BadStructuredData; }
        message.Message = rest[1..];
        return message.Message.StartsWith(ByteOrderMark) && !Utf8.IsValid(message.Message) ? SyslogOutcome.BadMessage : SyslogOutcome.Valid;
    }

    private static bool TryTimestamp(scoped ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> timestamp)
    {
        var word = Word(ref rest, out var isMore);
        timestamp = word is [(byte)'-'] ? [] : word;
        return isMore && (timestamp.IsEmpty ? !word.IsEmpty : TryTimestamp(timestamp, out _));
    }

    private static bool TryName(scoped ref ReadOnlySpan<byte> rest, int max, out ReadOnlySpan<byte> name)
    {
        var word = Word(ref rest, out var isMore);
        name = word is [(byte)'-'] ? [] : word;
        return isMore && !word.IsEmpty && word.Length <= max && word.IndexOfAnyExceptInRange((byte)33, (byte)126) < 0;
    }

    // Every part before the structured data is followed by a blank: without one the message is cut off.
    private static ReadOnlySpan<byte> Word(scoped ref ReadOnlySpan<byte> rest, out bool isMore)
    {
        var end = rest.IndexOf((byte)' ');
        isMore = end >= 0;
        var word = isMore ? rest[..end] : rest;
        rest = isMore ? rest[(end + 1)..] : [];
        return word;
    }
}
