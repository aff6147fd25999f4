using System.Buffers;

namespace Noroshi.Sensor.Logs.Patterns;

/// <summary>What logs write in front of their message: time, level, thread, logger, container. Told from prose, so that a quoted message is not taken for one.</summary>
internal static class PatternHead
{
    /// <summary>The longest head.</summary>
    internal const int MaxBytes = 240;

    private static readonly SearchValues<byte> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"u8);

    private static ReadOnlySpan<byte> Levels => " i w e n d inf info information wrn warn warning err error dbg debug notice crit critical fatal alert emerg trace verbose log security audit auth severe in "u8;

    /// <summary>Whether a text is only groups in brackets, times and numbers, levels, names that end in a colon or contain a dot, key=value without quotes, and marks.</summary>
    internal static bool IsHead(ReadOnlySpan<byte> text)
    {
        if (text.Length > MaxBytes || text.IndexOfAnyInRange((byte)0, (byte)8) >= 0) return false;
        for (var i = Container(text); i < text.Length;)
        {
            if (text[i] is (byte)' ' or (byte)'\t')
            {
                i++;
                continue;
            }
            var length = Token(text[i..]);
            if (length <= 0) return false;
            i += length;
        }
        return true;
    }

    /// <summary>A time in the head, of a line whose pattern did not say where it is.</summary>
    internal static bool TryFindTime(ReadOnlySpan<byte> text, LogClock clock, out long time)
    {
        var room = text[..Math.Min(text.Length, 96)];
        for (var i = 0; i < room.Length - 8; i++)
        {
            if (i > 0 && char.IsAsciiLetterOrDigit((char)room[i - 1])) continue;
            // All forms begin with a digit, with the three letters of a month or weekday, or are fields.
            if (char.IsAsciiDigit((char)room[i]) || (char.IsAsciiLetter((char)room[i]) && (room[i + 3] is (byte)' ' or (byte)'/' || room[i..].StartsWith("date="u8))))
            {
                if (TryTime(text[i..], clock, out time, out _)) return true;
            }
        }
        time = LogRecord.NoTime;
        return false;
    }

    /// <summary>A time in any known form.</summary>
    internal static bool TryTime(ReadOnlySpan<byte> text, LogClock clock, out long time, out int used) =>
        LogTimeText.TryIso(text, clock, out time, out used) || LogTimeText.TryClf(text, clock, out time, out used) || LogTimeText.TryCtime(text, clock, out time, out used)
        || LogTimeText.TrySyslog(text, clock, out time, out used) || PatternTime.TryDayMonthName(text, clock, out time, out used) || PatternTime.TryNumbers(text, clock, out time, out used)
        || PatternTime.TryUnpadded(text, clock, out time, out used) || PatternTime.TryGin(text, clock, out time, out used) || PatternTime.TryMonthFirst(text, clock, out time, out used)
        || PatternTime.TryMonthDay(text, clock, out time, out used) || PatternTime.TryColons(text, clock, out time, out used) || PatternTime.TryDots(text, clock, out time, out used)
        || PatternTime.TryPaddedHour(text, clock, out time, out used) || PatternTime.TryFields(text, clock, out time, out used) || PatternTime.TryUnix(text, clock, out time, out used)
        || PatternTime.TryCompact(text, clock, out time, out used) || PatternTime.TryMarked(text, clock, out time, out used) || PatternTime.TryJoined(text, clock, out time, out used)
        || PatternTime.TryMonthComma(text, clock, out time, out used) || PatternTime.TryUnpaddedNumbers(text, clock, out time, out used) || PatternTime.TrySnort(text, clock, out time, out used);

    private static int Token(ReadOnlySpan<byte> text)
    {
        var close = text[0] switch { (byte)'[' => (byte)']', (byte)'(' => (byte)')', (byte)'{' => (byte)'}', (byte)'<' => (byte)'>', _ => (byte)0 };
        if (close != 0)
        {
            var end = text.IndexOf(close);
            return end < 0 ? -1 : end + 1;
        }
        var length = text.IndexOfAny(" [({"u8);
        if (length < 0) length = text.Length;
        var word = text[..Math.Max(length, 1)];
        // A program with its number: "odoo[12]"; a field with a value in quotes: time="2026-01-02".
        if (length > 0 && length < text.Length && text[length] == '[') return length;
        var quote = text[..length].IndexOf("=\""u8);
        if (quote > 0 && !text[..quote].Contains((byte)'"'))
        {
            var value = text[(quote + 2)..];
            return LineScan.TryQuoted(ref value, out _) ? text.Length - value.Length : -1;
        }
        return IsName(word) ? word.Length : -1;
    }

    /// <summary>The length of what docker compose puts in front: the container's name, blanks and a bar.</summary>
    private static int Container(ReadOnlySpan<byte> text)
    {
        var bar = text[..Math.Min(text.Length, 64)].IndexOf(" | "u8);
        return bar > 0 && !text[..bar].TrimEnd((byte)' ').Contains((byte)' ') ? bar + 3 : 0;
    }

    private static bool IsCamel(ReadOnlySpan<byte> word)
    {
        for (var i = 1; i < word.Length; i++)
        {
            if (char.IsAsciiLetterUpper((char)word[i]) && char.IsAsciiLetterLower((char)word[i - 1])) return !word.ContainsAnyExcept(Letters);
        }
        return false;
    }

    private static bool IsName(ReadOnlySpan<byte> word)
    {
        if (word.Contains((byte)'"')) return false;
        if (!char.IsAsciiLetter((char)word[0]) || word[^1] is (byte)':' or (byte)'|' or (byte)'-' || word.ContainsAny(".="u8) || word.IndexOf("::"u8) >= 0 || word.IndexOfAnyInRange((byte)'0', (byte)'9') >= 0) return true;
        // A class or a thread: "ProxySQL", "CarbonAuthenticationUtil"; a place in a program: "WebServer>".
        if (word[^1] == '>' || IsCamel(word)) return true;
        // A month, a day, a zone.
        if (word.Length <= 4 && char.IsAsciiLetterUpper((char)word[0])) return true;
        Span<byte> lower = stackalloc byte[16];
        if (word.Length > 12) return false;
        lower[0] = (byte)' ';
        for (var i = 0; i < word.Length; i++) lower[i + 1] = (byte)(word[i] | 0x20);
        lower[word.Length + 1] = (byte)' ';
        return Levels.IndexOf(lower[..(word.Length + 2)]) >= 0;
    }
}
