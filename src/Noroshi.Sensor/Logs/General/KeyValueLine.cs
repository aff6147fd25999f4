using System.Buffers;

namespace Noroshi.Sensor.Logs.General;

/// <summary>Reads lines of fields with their names: <c>user="bob" srcip=192.0.2.7 action=login status=failed</c>, also with colons, semicolons, bars or tabs.</summary>
internal static class KeyValueLine
{
    private const int MaxFields = 96;
    private const int MaxNameBytes = 40;
    private const int MinFields = 2;
    private static readonly SearchValues<byte> NameBytes = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.@"u8);

    internal static bool TryRead(ReadOnlySpan<byte> text, LogContext context, scoped ref LogRecord record)
    {
        Fields fields = new() { IsOpen = true };
        var count = 0;
        for (var at = 0; at < text.Length && count < MaxFields; count++)
        {
            if (!TryField(text, ref at, out var name, out var value)) break;
            fields.Add(Sense(name), value);
        }
        return count >= MinFields && fields.TryTell(context, ref record);
    }

    // A packet filter's log has "from" and "client" as words of sentences: as names of fields they count only in JSON.
    private static FieldSense Sense(ReadOnlySpan<byte> name)
    {
        if (name.LastIndexOf((byte)'.') is >= 0 and var dot && FieldNames.IsOther(name[..dot])) return FieldSense.None;
        return FieldNames.Of(name);
    }

    /// <summary>The next field: a name, <c>=</c> or <c>:</c>, and a value in quotes or up to what ends it.</summary>
    private static bool TryField(ReadOnlySpan<byte> text, scoped ref int at, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        value = [];
        name = [];
        while (at < text.Length)
        {
            var mark = text[at..].IndexOfAny("=:"u8);
            if (mark < 0) return false;
            mark += at;
            name = NameBefore(text[at..mark]);
            at = mark + 1;
            if (name.IsEmpty || at >= text.Length) continue;
            var isColon = text[mark] == ':';
            // A colon names a field before a value in quotes or behind a blank, else only one that is known: "12:30" is a time.
            if (isColon && text[at] is not ((byte)' ' or (byte)'"' or (byte)'\'') && Sense(name) == FieldSense.None) continue;
            while (at < text.Length && text[at] == ' ') at++;
            if (at >= text.Length) return false;
            value = Value(text, ref at, isColon);
            return true;
        }
        return false;
    }

    private static ReadOnlySpan<byte> NameBefore(ReadOnlySpan<byte> text)
    {
        var end = text.TrimEnd(" '\""u8);
        var start = end.LastIndexOfAnyExcept(NameBytes) + 1;
        var name = end[start..];
        return name.Length is > 0 and <= MaxNameBytes && char.IsAsciiLetter((char)name[0]) ? name : [];
    }

    private static ReadOnlySpan<byte> Value(ReadOnlySpan<byte> text, scoped ref int at, bool isColon)
    {
        var isQuoted = text[at] is (byte)'"' or (byte)'\'';
        var rest = text[(at + (isQuoted ? 1 : 0))..];
        if (isQuoted && text[at] == '"' && LineScan.TryQuoted(ref rest, out var quoted))
        {
            at = text.Length - rest.Length;
            return quoted;
        }
        if (isQuoted && text[at] == '\'' && rest.IndexOf((byte)'\'') is >= 0 and var close)
        {
            at += close + 2;
            return rest[..close];
        }
        var value = text[at..];
        var end = End(value, isColon);
        at += end;
        return value[..end].TrimEnd(" ,;|"u8);
    }

    /// <summary>Where a value without quotes ends: before a mark, or before the blank in front of the next field's name.</summary>
    private static int End(ReadOnlySpan<byte> value, bool isColon)
    {
        var end = value.IndexOfAny(",;|\t"u8);
        if (end < 0) end = value.Length;
        var next = value[..end].IndexOf((byte)'=');
        if (next < 0 || isColon) return end;
        var name = value[..next].TrimEnd((byte)' ').LastIndexOfAnyExcept(NameBytes);
        return name > 0 && value[name] == ' ' ? name : end;
    }
}
