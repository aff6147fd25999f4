namespace Noroshi.Sensor.Logs;

/// <summary>ModSecurity's message in the error logs of Apache and nginx: <c>ModSecurity: Access denied with code 403 (phase 2). ... [msg "..."] [data "..."] [hostname "..."] [uri "..."] [unique_id "..."]</c>.</summary>
/// <remarks>
/// ModSecurity Reference Manual, "Alert message format". What matched is a peer's text and may imitate the fields behind it, but not their quotes, which are escaped there; of each field the last counts, since the engine writes them last.
/// </remarks>
internal static class ModSecurityText
{
    /// <summary>Whether a message is ModSecurity's; 2.x and 3.x put a client in brackets or a colon before the words.</summary>
    internal static bool IsAt(ReadOnlySpan<byte> text) => text.StartsWith("ModSecurity:"u8) || text.StartsWith("ModSecurity-nginx:"u8) || text.StartsWith("[client "u8) && text.IndexOf("] ModSecurity:"u8) is > 0 and < 64;

    internal static void Read(ReadOnlySpan<byte> text, scoped ref LogRecord record)
    {
        record.Kind = RecordKind.Alarm;
        var rest = text[(text.IndexOf("ModSecurity"u8) + 11)..];
        var colon = rest.IndexOf((byte)':');
        rest = colon is >= 0 and < 8 ? rest[(colon + 1)..].TrimStart((byte)' ') : rest;
        if (LineScan.TrySkip(ref rest, "[client "u8) && LineScan.TryUntil(ref rest, "] "u8, out _)) rest = rest.TrimStart((byte)' ');
        ReadVerdict(rest, ref record);
        if (record.Target.IsEmpty && TryField(text, " [uri \""u8, out var uri)) record.Target = uri;
        if (record.Site.IsEmpty && TryField(text, " [hostname \""u8, out var site)) record.Site = site;
        if (TryField(text, " [unique_id \""u8, out var session)) record.Session = session;
    }

    /// <summary>What the engine did: <c>Access denied with code 403</c>, <c>Warning.</c></summary>
    internal static void ReadVerdict(ReadOnlySpan<byte> verdict, scoped ref LogRecord record)
    {
        if (!LineScan.TrySkip(ref verdict, "Access denied with "u8)) return;
        record.Outcome = Outcome.Failure;
        record.Reason = FailureReason.Blocked;
        if (LineScan.TrySkip(ref verdict, "code "u8) && LineScan.TryNumber(LineScan.Word(ref verdict), out var status)) record.Status = (int)Math.Min(status, 999);
    }

    private static bool TryField(ReadOnlySpan<byte> text, ReadOnlySpan<byte> start, out ReadOnlySpan<byte> value)
    {
        value = [];
        var at = text.LastIndexOf(start);
        if (at < 0) return false;
        var rest = text[(at + start.Length)..];
        return LineScan.TryQuoted(ref rest, out value);
    }
}
