namespace Noroshi.Sensor.Logs;

/// <summary>The way mail servers write who is connected: a name that was looked up, then the address in brackets.</summary>
internal static class MailPeer
{
    /// <summary><c>NAME[ADDRESS]</c>, <c>NAME [ADDRESS]:PORT</c> or <c>[ADDRESS]</c> at the beginning. A looked-up name has neither blanks nor brackets, so the first bracket is the server's.</summary>
    /// <param name="text">Text that begins with the name.</param>
    /// <param name="record">Receives address and port.</param>
    /// <param name="after">What follows.</param>
    internal static bool TryRead(ReadOnlySpan<byte> text, scoped ref LogRecord record, out ReadOnlySpan<byte> after)
    {
        after = text;
        var open = text.IndexOf((byte)'[');
        if (open is < 0 or > 255) return false;
        var name = text[..open].TrimEnd((byte)' ');
        if (!name.IsEmpty && !SshdPeer.IsHostName(name)) return false;
        return TryBracket(text[open..], ref record, out after);
    }

    /// <summary><c>[ADDRESS]</c> or <c>[ADDRESS]:PORT</c> at the beginning.</summary>
    /// <param name="text">Text that begins with the bracket.</param>
    /// <param name="record">Receives address and port.</param>
    /// <param name="after">What follows.</param>
    internal static bool TryBracket(ReadOnlySpan<byte> text, scoped ref LogRecord record, out ReadOnlySpan<byte> after)
    {
        after = text;
        var close = text[..Math.Min(text.Length, 64)].IndexOf((byte)']');
        if (close < 1) return false;
        var inside = text[1..close];
        LineScan.TrySkip(ref inside, "IPv6:"u8);
        // Also "unknown", or the path of a socket.
        if (!LineScan.TryAddress(inside, out var address, out _)) return false;
        record.Source = address;
        after = text[(close + 1)..];
        if (after is not [(byte)':', ..]) return true;
        var digits = after[1..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (digits < 0) digits = after.Length - 1;
        if (LineScan.TryNumber(after.Slice(1, digits), out var port))
        {
            record.SourcePort = (int)Math.Min(port, 65535);
            after = after[(digits + 1)..];
        }
        return true;
    }

    /// <summary>Says that the peer that was read is the one the message was handed to, not the one it came from.</summary>
    internal static void MoveToSite(scoped ref LogRecord record)
    {
        record.Site = record.Source;
        record.Source = [];
        record.SourcePort = -1;
    }

    /// <summary>The text between two marks, or empty.</summary>
    internal static ReadOnlySpan<byte> Between(ReadOnlySpan<byte> text, scoped ReadOnlySpan<byte> start, scoped ReadOnlySpan<byte> end)
    {
        var at = text.IndexOf(start);
        if (at < 0) return [];
        var rest = text[(at + start.Length)..];
        var stop = rest.IndexOf(end);
        return stop < 0 ? rest : rest[..stop];
    }

    /// <summary>What a refusal says it is about.</summary>
    internal static FailureReason ReasonOf(ReadOnlySpan<byte> text) =>
        text.IndexOf("elay access denied"u8) >= 0 || text.IndexOf("elaying denied"u8) >= 0 || text.IndexOf("relay not permitted"u8) >= 0 ? FailureReason.RelayDenied
        : text.IndexOf("ser unknown"u8) >= 0 || text.IndexOf("o such user"u8) >= 0 || text.IndexOf("No Such User"u8) >= 0 ? FailureReason.UnknownAccount
        : FailureReason.Blocked;
}
