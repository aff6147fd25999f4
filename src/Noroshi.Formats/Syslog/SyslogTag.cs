using System.Buffers;

namespace Noroshi.Formats.Syslog;

/// <summary>The tag of the older form: a program, perhaps with a process id, before a colon: <c>sshd[123]: text</c>, <c>kernel: text</c>.</summary>
/// <remarks>RFC 3164 section 4.1.3 and example 2 of section 5.4, by which a text without such a mark is all content.</remarks>
internal static class SyslogTag
{
    private const int MaxTag = 128;
    private const int MaxProcId = 128;
    private static readonly SearchValues<byte> AddressOctets = SearchValues.Create("0123456789abcdefABCDEF:."u8);

    /// <summary>Cuts a text into program, process id and message.</summary>
    internal static void Split(ReadOnlySpan<byte> text, scoped ref SyslogMessage message)
    {
        message.Message = text;
        var end = text[..Math.Min(text.Length, MaxTag + 1)].IndexOfAny((byte)' ', (byte)'[', (byte)':');
        if (end <= 0 || text[..end].IndexOfAnyExceptInRange((byte)33, (byte)126) >= 0) { return; }
        if (!TryProcId(text[end..], out var procId, out var after) || !TryEnd(after, !procId.IsEmpty, out var content)) { return; }
        message.AppName = text[..end];
        message.ProcId = procId;
        message.Message = content;
    }

    /// <summary>Whether a word is a tag where a host should be: <c>sshd[123]:</c>, <c>kernel:</c>. An IPv6 address may end in colons too.</summary>
    internal static bool LooksLikeTag(ReadOnlySpan<byte> word) =>
        word.Contains((byte)'[') || (word[^1] == ':' && (word.IndexOf((byte)':') == word.Length - 1 || word.ContainsAnyExcept(AddressOctets)));

    // "[123]", or nothing: then the text goes on with the colon.
    private static bool TryProcId(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> procId, out ReadOnlySpan<byte> after)
    {
        procId = [];
        after = text;
        if (text[0] != '[') { return text[0] == ':'; }
        var close = text[..Math.Min(text.Length, MaxProcId + 2)].IndexOf((byte)']');
        if (close <= 1) { return false; }
        procId = text[1..close];
        after = text[(close + 1)..];
        return procId.IndexOfAnyExceptInRange((byte)33, (byte)126) < 0 && !procId.Contains((byte)'[');
    }

    // After a process id the colon may be missing, and the blank after a colon; after a bare name a colon alone is no mark (192.0.2.1:22).
    private static bool TryEnd(ReadOnlySpan<byte> text, bool hasProcId, out ReadOnlySpan<byte> content)
    {
        var rest = text is [(byte)':', ..] ? text[1..] : text;
        var isMarked = rest.Length < text.Length;
        content = rest is [(byte)' ', ..] ? rest[1..] : rest;
        if (rest.IsEmpty || rest[0] is (byte)' ' or (byte)'\t') { return isMarked || hasProcId; }
        return isMarked && (hasProcId || rest[0] == '[');
    }
}
