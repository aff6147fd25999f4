using Noroshi.Sensor.Logs;

namespace Noroshi.Sensor.Rules;

/// <summary>The pairs of a line such as <c>type=EXECVE msg=audit(1.2:3): a0="cat" a1=2F746D70</c> or <c>date=2026-10-12 action="Add"</c> as fields: Linux audit, firewalls, logfmt. Never throws.</summary>
/// <remarks>Linux audit writes texts with blanks or quotes as hexadecimal digits without quotes (audit_log_untrustedstring): of audit records these are given decoded too.</remarks>
internal static class PairFields
{
    private const int MaxPairs = 256;
    private const int MaxNameBytes = 64;

    internal static void Read(ReadOnlySpan<byte> line, EventFields fields)
    {
        var isAudit = line.IndexOf("msg=audit("u8) >= 0;
        for (var count = 0; count < MaxPairs; count++)
        {
            var equal = line.IndexOf((byte)'=');
            if (equal < 0) return;
            var name = NameBefore(line[..equal]);
            line = line[(equal + 1)..];
            var value = Value(ref line, out var isQuoted);
            if (name.IsEmpty) continue;
            // What a message of an audit record holds are pairs again: msg='op=login acct="bob"'.
            if (isQuoted && isAudit && value.Contains((byte)'=') && name.SequenceEqual("msg"u8)) Read(value, fields);
            fields.Add(name, EventValueKind.Text, value);
            if (isAudit && !isQuoted && value.Length >= 4) AddHex(name, value, fields);
        }
    }

    private static ReadOnlySpan<byte> NameBefore(ReadOnlySpan<byte> text)
    {
        var begin = text.Length;
        while (begin > 0 && text.Length - begin <= MaxNameBytes && (char.IsAsciiLetterOrDigit((char)text[begin - 1]) || text[begin - 1] is (byte)'_' or (byte)'-' or (byte)'.')) begin--;
        return text.Length - begin <= MaxNameBytes ? text[begin..] : [];
    }

    private static ReadOnlySpan<byte> Value(ref ReadOnlySpan<byte> line, out bool isQuoted)
    {
        isQuoted = line is [(byte)'"' or (byte)'\'', ..];
        var end = isQuoted ? ClosingQuote(line) : line.IndexOfAny((byte)' ', (byte)'\t', (byte)',');
        var begin = isQuoted ? 1 : 0;
        if (end < 0) end = line.Length;
        var value = line[begin..end];
        line = line[Math.Min(line.Length, end + 1)..];
        return value;
    }

    private static int ClosingQuote(ReadOnlySpan<byte> line)
    {
        var quote = line[0];
        for (var at = 1; at < line.Length; at++)
        {
            if (line[at] == '\\') at++;
            else if (line[at] == quote) return at;
        }
        return -1;
    }

    private static void AddHex(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, EventFields fields)
    {
        if (!AuditText.IsEncoded(value)) return;
        var room = fields.Room(value.Length / 2);
        AuditText.Decode(value, room);
        // The arguments of one command line part them by NUL.
        room[..(value.Length / 2)].Replace((byte)0, (byte)' ');
        fields.Add(name, EventValueKind.Text, value.Length / 2);
    }
}
