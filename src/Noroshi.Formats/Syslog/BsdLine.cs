using Noroshi.Formats.Rfc3339;

namespace Noroshi.Formats.Syslog;

/// <summary>Reads a line of a syslog file, or a datagram of a device, in the many shapes that grew around RFC 3164. Allocates nothing, never throws.</summary>
/// <remarks>
/// Beyond the RFC it accepts: no priority (files); an ISO 8601 timestamp (rsyslog RSYSLOG_FileFormat, syslog-ng); a weekday, a year before, inside or after the timestamp, a fraction, an unsynchronised mark, a sequence
/// number in front and a zone and colon behind (Cisco); facility and severity spelled out, after the timestamp and without a host (OpenWrt logread) or in angle brackets (FreeBSD -vv); a missing host;
/// "last message repeated" without a program. A line without a timestamp is refused.
/// </remarks>
public static class BsdLine
{
    private const int MaxSequence = 12;

    /// <summary>Reads a line.</summary>
    /// <param name="text">The line without its line end.</param>
    /// <param name="message">Receives the parts.</param>
    public static SyslogOutcome Read(ReadOnlySpan<byte> text, out SyslogMessage message)
    {
        message = new();
        if (text.IsEmpty) { return SyslogOutcome.Empty; }
        // What is still to be read is always the message, so that one reference carries both.
        message.Message = text;
        if (text[0] == '<' && !SyslogPriority.TryTake(ref message.Message, out message.Priority)) { return SyslogOutcome.BadPriority; }
        TakeSequence(ref message);
        var before = message.Message;
        if (!TryTakeTime(ref message.Message)) { return SyslogOutcome.BadTimestamp; }
        message.Timestamp = before[..^message.Message.Length];
        if (!TryTakeMark(ref message.Message)) { return SyslogOutcome.BadTimestamp; }
        if (!TakePriorityWords(ref message)) { TakeHost(ref message); }
        SyslogTag.Split(message.Message, ref message);
        return SyslogOutcome.Valid;
    }

    // "29: " and "29: router1: " before the time.
    private static void TakeSequence(scoped ref SyslogMessage message)
    {
        var rest = message.Message;
        var digits = rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (digits is <= 0 or > MaxSequence || rest[digits] != ':') { return; }
        rest = rest[(digits + 1)..].TrimStart((byte)' ');
        message.Message = rest;
        var colon = rest.IndexOf(": "u8);
        var probe = rest;
        if (colon <= 0 || TryTakeTime(ref probe) || rest[..colon].Contains((byte)' ')) { return; }
        message.Hostname = rest[..colon];
        message.Message = rest[(colon + 2)..];
    }

    private static bool TryTakeTime(scoped ref ReadOnlySpan<byte> rest)
    {
        if (rest.Length > 4 && rest[3] == ' ' && IsWeekday(rest))
        {
            var after = rest[4..];
            if (!SyslogTime.TryTake(ref after, out _)) { return false; }
            rest = after;
            return true;
        }
        return SyslogTime.TryTake(ref rest, out _) || TryTakeIso(ref rest);
    }

    private static bool IsWeekday(ReadOnlySpan<byte> text) =>
        text.StartsWith("Mon"u8) || text.StartsWith("Tue"u8) || text.StartsWith("Wed"u8) || text.StartsWith("Thu"u8) || text.StartsWith("Fri"u8) || text.StartsWith("Sat"u8) || text.StartsWith("Sun"u8);

    // RFC 3339, also with a zone like +0900 or none at all.
    private static bool TryTakeIso(scoped ref ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOf((byte)' ');
        var word = end < 0 ? rest : rest[..end];
        if (word.Length is < 19 or > 40) { return false; }
        Span<byte> whole = stackalloc byte[word.Length + 2];
        word.CopyTo(whole);
        var zone = word[19..].LastIndexOfAny("Z+-"u8);
        var sign = zone < 0 ? word.Length : zone + 19;
        var length = word.Length;
        if (sign == length) { whole[length++] = (byte)'Z'; }
        else if (length - sign == 5)
        {
            word[(sign + 3)..].CopyTo(whole[(sign + 4)..]);
            whole[sign + 3] = (byte)':';
            length++;
        }
        if (!Rfc3339DateTime.TryParse(whole[..length], out _)) { return false; }
        rest = rest[word.Length..];
        return true;
    }

    // What stands between time and host: a blank, a colon, or a zone with a colon.
    private static bool TryTakeMark(scoped ref ReadOnlySpan<byte> rest)
    {
        if (rest is [(byte)':', ..]) { rest = rest[1..]; }
        if (rest is not [(byte)' ', ..]) { return rest.IsEmpty; }
        rest = rest[1..];
        var colon = rest[..Math.Min(rest.Length, 6)].IndexOf((byte)':');
        if (colon >= 3 && rest.Length > colon + 1 && rest[colon + 1] == ' ' && rest[..colon].IndexOfAnyExceptInRange((byte)'A', (byte)'Z') < 0) { rest = rest[(colon + 2)..]; }
        return true;
    }

    // Whether words of facility and severity were there that no host follows.
    private static bool TakePriorityWords(scoped ref SyslogMessage message)
    {
        var end = message.Message.IndexOf((byte)' ');
        if (end <= 0) { return false; }
        var word = message.Message[..end];
        var isBracketed = word is [(byte)'<', .., (byte)'>'];
        if (!SyslogNames.TryPriority(isBracketed ? word[1..^1] : word, out var priority)) { return false; }
        message.Priority = priority;
        message.Message = message.Message[(end + 1)..];
        return !isBracketed;
    }

    private static void TakeHost(scoped ref SyslogMessage message)
    {
        var rest = message.Message;
        if (rest is [(byte)'%', ..] || rest.StartsWith("last message repeated "u8) || rest.StartsWith("message repeated "u8) || rest.StartsWith("--- last message repeated "u8)) { return; }
        var end = rest.IndexOf((byte)' ');
        var word = end < 0 ? rest : rest[..end];
        if (!Rfc3164.IsHostname(word)) { return; }
        message.Hostname = word;
        rest = end < 0 ? [] : rest[(end + 1)..];
        message.Message = rest.StartsWith(": "u8) ? rest[2..] : rest;
    }
}
