namespace Noroshi.Sensor.Detectors.Web.Shell;

/// <summary>Shell grammar that needs no known command: functions, loops, here-strings, redirections to devices, programs spelled with wildcards.</summary>
internal static class ShellPhrases
{
    private static readonly System.Buffers.SearchValues<byte> NameMarks = System.Buffers.SearchValues.Create("%\\_.:*"u8);

    private static readonly Words Comparisons = Words.Set("equ neq lss leq gtr geq");

    /// <summary>Points of grammar alone.</summary>
    internal static int Weigh(in Passage passage, ReadOnlySpan<byte> bare)
    {
        var text = passage.Text;
        var best = 0;
        if (passage.HasAny(Marks.Dollar) && (Lexis.Has(text, "${ifs"u8) || Lexis.Has(text, "$ifs"u8))) return 9;
        if (passage.HasAll(Marks.Dollar | Marks.Brace)) best = Expansions(text);
        if (passage.HasAll(Marks.Open | Marks.Brace)) best = Math.Max(best, Functions(text));
        if (passage.HasAny(Marks.Angle)) best = Math.Max(best, Redirections(text));
        if (passage.HasAny(Marks.Slash)) best = Math.Max(best, Math.Max(Paths(bare), Devices(bare)));
        if (passage.HasAny(Marks.Blank)) best = Math.Max(best, Loops(text));
        if (passage.HasAny(Marks.Brace)) best = Math.Max(best, Braces(text));
        if (text.StartsWith("$["u8) && text.IndexOf((byte)']') > 0 || text.StartsWith("!-"u8) && text.Length > 2 && Lexis.IsDigit(text[2]) || text.StartsWith("() {"u8)) best = Math.Max(best, 6);
        return best;
    }

    /// <summary><c>() { :;};</c> and <c>f(){ f|f&amp; };f</c>.</summary>
    private static int Functions(ReadOnlySpan<byte> text)
    {
        for (var from = 0; ;)
        {
            var at = text[from..].IndexOf("()"u8);
            if (at < 0) return 0;
            from += at + 2;
            var rest = text[from..];
            rest = rest[Lexis.Blanks(rest)..];
            if (rest is not [(byte)'{', ..]) continue;
            if (rest[1..].TrimStart((byte)' ') is [(byte)':', ..]) return 10;
            if (at == 0 && rest.IndexOf((byte)';') >= 0) return 9;
            if (rest.IndexOf((byte)'|') > 0 || rest.IndexOf((byte)'&') > 0) return 7;
        }
    }

    /// <summary>Parameters cut or changed: <c>${HOME:0:1}</c>, <c>${PATH##*s}</c>, <c>${x//a/b}</c>, <c>${x^^}</c>, <c>${!x}</c>.</summary>
    private static int Expansions(ReadOnlySpan<byte> text)
    {
        for (var from = 0; ;)
        {
            var at = text[from..].IndexOf("${"u8);
            if (at < 0) return 0;
            from += at + 2;
            var rest = text[from..];
            if (rest is [(byte)'!', ..]) rest = rest[1..];
            var length = Lexis.WordLength(rest);
            if (length == 0) continue;
            var behind = rest[length..];
            if (behind is [(byte)':', var digit, ..] && Lexis.IsDigit(digit) || behind is [(byte)'#' or (byte)'%' or (byte)'^' or (byte)',' or (byte)'@', _, ..] or [(byte)'/', (byte)'/', ..]) return 7;
        }
    }

    private static int Redirections(ReadOnlySpan<byte> text)
    {
        if (Lexis.Has(text, "<<<"u8)) return text.IndexOf((byte)'|') >= 0 || text.IndexOf((byte)'`') >= 0 || text.IndexOf((byte)';') >= 0 ? 8 : 4;
        if (Lexis.Has(text, "2>&1"u8) || Lexis.Has(text, ">/dev/null"u8) || Lexis.Has(text, "> /dev/null"u8) || Lexis.Has(text, ">&/dev/"u8)) return 9;
        return text.StartsWith("<("u8) || text.StartsWith(">("u8) || Lexis.Has(text, " <("u8) && text.IndexOf((byte)')') > 0 ? 5 : 0;
    }

    private static int Devices(ReadOnlySpan<byte> text)
    {
        if (Lexis.Has(text, "/dev/tcp/"u8) || Lexis.Has(text, "/dev/udp/"u8)) return 10;
        return 0;
    }

    /// <summary>Folders of programs, also spelled with wildcards: <c>/usr/bin/id</c>, <c>/???/c?t</c>, <c>/e*c/p*d</c>.</summary>
    private static int Paths(ReadOnlySpan<byte> text)
    {
        var best = 0;
        for (var (from, count) = (0, 0); count < 32; count++)
        {
            var at = text[from..].IndexOf((byte)'/');
            if (at < 0) break;
            at += from;
            from = at + 1;
            if (at > 0 && (Lexis.IsWord(text[at - 1]) || text[at - 1] is (byte)'/' or (byte)'.' or (byte)':')) continue;
            best = Math.Max(best, Globs.Weigh(text[at..]));
        }
        return best;
    }

    /// <summary>Loops and conditions of cmd.exe: <c>for %i in (*) do</c>, <c>if not exist c:\x</c>.</summary>
    private static int Loops(ReadOnlySpan<byte> text)
    {
        if (Lexis.IndexOfWord(text, "for"u8) is >= 0 and var loop)
        {
            var rest = text[(loop + 3)..];
            var isVariable = rest.IndexOf((byte)'%') >= 0 || rest.StartsWith(" /"u8);
            if (isVariable && Lexis.Has(rest, " in"u8) && (rest.IndexOf((byte)'(') >= 0) && Lexis.HasWord(rest, "do"u8)) return 8;
        }
        if (Lexis.IndexOfWord(text, "if"u8) is >= 0 and var condition) return Condition(text[(condition + 2)..]);
        return Lexis.IndexOfWord(text, "alias"u8) is >= 0 and var alias && text[alias..].IndexOf((byte)'=') > 6 && text[alias..][5..].TrimStart((byte)' ').IndexOfAny(" ="u8) is > 0 and var end && text[alias..][5..].TrimStart((byte)' ')[end] == '=' ? 6 : 0;
    }

    private static int Condition(ReadOnlySpan<byte> rest)
    {
        rest = rest.TrimStart((byte)' ');
        if (rest.StartsWith("/i "u8)) rest = rest[3..].TrimStart((byte)' ');
        var isNot = rest.StartsWith("not "u8);
        if (isNot) rest = rest[4..].TrimStart((byte)' ');
        if (rest.StartsWith("errorlevel "u8) || rest.StartsWith("cmdextversion "u8)) return 8;
        if (rest.StartsWith("exist "u8) || rest.StartsWith("defined "u8)) return isNot || rest.IndexOfAny(NameMarks) > 0 ? 7 : 3;
        var blank = rest.IndexOf((byte)' ');
        if (blank < 0) return 0;
        var behind = rest[blank..].TrimStart((byte)' ');
        var word = behind[..Lexis.WordLength(behind)];
        if (Comparisons.Has(word)) return 8;
        var isEqual = rest[..Math.Min(rest.Length, 60)].IndexOf("=="u8) >= 0;
        return isEqual && (isNot || rest.IndexOf((byte)'%') >= 0 || Lexis.HasWord(rest, "echo"u8) || Lexis.HasWord(rest, "goto"u8) || Lexis.HasWord(rest, "cmd"u8)) ? 7 : isEqual && rest.IndexOf("=="u8) < blank ? 5 : 0;
    }

    /// <summary>Brace expansion: <c>{cat,/etc/passwd}</c>, <c>{,ip,a}</c>.</summary>
    private static int Braces(ReadOnlySpan<byte> text)
    {
        var at = text.IndexOf((byte)'{');
        while (at >= 0 && at + 3 < text.Length)
        {
            var rest = text[(at + 1)..];
            var end = rest.IndexOf((byte)'}');
            if (end <= 2) return 0;
            var inside = rest[..end];
            var comma = inside.IndexOf((byte)',');
            var isPlain = inside.IndexOfAny("\":' "u8) < 0;
            if (comma == 0 && isPlain && inside[1..].IndexOf((byte)',') > 0) return 6;
            if (comma > 0 && isPlain && ShellWords.TryGet(inside[..comma], out _)) return 8;
            if (comma > 0 && isPlain && inside.IndexOf(",-"u8) > 0) return 6;
            var next = rest.IndexOf((byte)'{');
            at = next < 0 ? -1 : at + 1 + next;
        }
        return 0;
    }
}
