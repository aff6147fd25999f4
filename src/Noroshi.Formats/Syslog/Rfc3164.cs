namespace Noroshi.Formats.Syslog;

/// <summary>Reads messages of the BSD syslog protocol as it goes over the wire: <c>&lt;34&gt;Oct 11 22:14:15 host su: text</c>. Allocates nothing, never throws.</summary>
/// <remarks>
/// RFC 3164 section 4.1. Priority, timestamp and host name must be as written there; the tag is read as programs write it, also with <c>/</c>, <c>-</c> or <c>(</c>, as the RFC only tells what was seen.
/// Lines of files and of devices that go their own way are for <see cref="BsdLine"/>.
/// </remarks>
public static class Rfc3164
{
    private const int MaxHostname = 255;

    /// <summary>Reads a text; the whole of it is one message.</summary>
    /// <param name="text">The message without framing.</param>
    /// <param name="message">Receives the parts; those before the wrong one when the text is refused.</param>
    public static SyslogOutcome Read(ReadOnlySpan<byte> text, out SyslogMessage message)
    {
        message = new();
        if (text.IsEmpty) { return SyslogOutcome.Empty; }
        var rest = text;
        if (!SyslogPriority.TryTake(ref rest, out message.Priority)) { return SyslogOutcome.BadPriority; }
        var before = rest;
        if (!SyslogTime.TryTakeStrict(ref rest, out _) || rest is not [(byte)' ', ..]) { return SyslogOutcome.BadTimestamp; }
        message.Timestamp = before[..^rest.Length];
        rest = rest[1..];
        var end = rest.IndexOf((byte)' ');
        if (end <= 0 || !IsHostname(rest[..end])) { return SyslogOutcome.BadHostname; }
        message.Hostname = rest[..end];
        SyslogTag.Split(rest[(end + 1)..], ref message);
        return SyslogOutcome.Valid;
    }

    /// <summary>Whether a word can be a host: visible ASCII, and no tag in its place.</summary>
    internal static bool IsHostname(ReadOnlySpan<byte> word) =>
        !word.IsEmpty && word.Length <= MaxHostname && word.IndexOfAnyExceptInRange((byte)33, (byte)126) < 0 && !SyslogTag.LooksLikeTag(word);
}
