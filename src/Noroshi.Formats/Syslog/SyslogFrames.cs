namespace Noroshi.Formats.Syslog;

/// <summary>How messages are told apart in a stream.</summary>
public enum SyslogFraming
{
    /// <summary>Each frame shows by its first octet which of the others it uses, as most receivers have it.</summary>
    Detect,

    /// <summary>Octet counting: <c>LENGTH SP message</c>. RFC 6587 section 3.4.1, RFC 5425 section 4.3.</summary>
    OctetCounting,

    /// <summary>Non-transparent framing: a line feed or NUL after each message. RFC 6587 section 3.4.2.</summary>
    Trailer,
}

/// <summary>What taking a frame led to.</summary>
public enum SyslogFrameOutcome
{
    /// <summary>A message was taken.</summary>
    Frame,

    /// <summary>The rest is the beginning of a message: ask again with more octets behind it. At the end of the stream, a rest that is not counted is the last message.</summary>
    NeedMore,

    /// <summary>There is no length where one must be, or one beyond the limit: the stream cannot be followed any further.</summary>
    Malformed,
}

/// <summary>Takes messages off a stream of octets, as on TCP or TLS. Allocates nothing, keeps nothing.</summary>
/// <remarks>RFC 6587 sections 3.4.1 and 3.4.2. The trailer is a line feed, alone or after a carriage return, or NUL; empty frames between trailers are passed over.</remarks>
public static class SyslogFrames
{
    // Digits of a length: more could not be below any limit.
    private const int MaxDigits = 9;

    /// <summary>Takes the next message.</summary>
    /// <param name="rest">The octets at hand; afterwards what follows the frame.</param>
    /// <param name="framing">The framing in use.</param>
    /// <param name="maxBytes">The longest message accepted.</param>
    /// <param name="message">Receives the message without its frame.</param>
    public static SyslogFrameOutcome Take(scoped ref ReadOnlySpan<byte> rest, SyslogFraming framing, int maxBytes, out ReadOnlySpan<byte> message)
    {
        message = [];
        if (framing != SyslogFraming.OctetCounting) { rest = rest.TrimStart("\r\n\0"u8); }
        if (rest.IsEmpty) { return SyslogFrameOutcome.NeedMore; }
        var isCounted = framing == SyslogFraming.OctetCounting || (framing == SyslogFraming.Detect && rest[0] is >= (byte)'1' and <= (byte)'9');
        return isCounted ? Counted(ref rest, maxBytes, out message) : Trailed(ref rest, maxBytes, out message);
    }

    private static SyslogFrameOutcome Counted(scoped ref ReadOnlySpan<byte> rest, int maxBytes, out ReadOnlySpan<byte> message)
    {
        message = [];
        var length = 0;
        var digits = 0;
        for (; digits < rest.Length && rest[digits] is >= (byte)'0' and <= (byte)'9'; digits++)
        {
            if (digits == MaxDigits) { return SyslogFrameOutcome.Malformed; }
            length = (length * 10) + rest[digits] - '0';
        }
        if (length > maxBytes || rest[0] is < (byte)'1' or > (byte)'9') { return SyslogFrameOutcome.Malformed; }
        if (digits == rest.Length) { return SyslogFrameOutcome.NeedMore; }
        if (rest[digits] != ' ') { return SyslogFrameOutcome.Malformed; }
        if (rest.Length - digits - 1 < length) { return SyslogFrameOutcome.NeedMore; }
        message = rest.Slice(digits + 1, length);
        rest = rest[(digits + 1 + length)..];
        return SyslogFrameOutcome.Frame;
    }

    private static SyslogFrameOutcome Trailed(scoped ref ReadOnlySpan<byte> rest, int maxBytes, out ReadOnlySpan<byte> message)
    {
        message = [];
        var end = rest.IndexOfAny((byte)'\n', (byte)0);
        if (end < 0) { return rest.Length > maxBytes ? SyslogFrameOutcome.Malformed : SyslogFrameOutcome.NeedMore; }
        if (end > maxBytes) { return SyslogFrameOutcome.Malformed; }
        message = rest[..end].TrimEnd((byte)'\r');
        rest = rest[(end + 1)..];
        return SyslogFrameOutcome.Frame;
    }
}
