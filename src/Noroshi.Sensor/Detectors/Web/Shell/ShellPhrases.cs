namespace Noroshi.Sensor.Detectors.Web.Shell;

/// <summary>Shell grammar that needs no known command: functions, loops, here-strings, redirections to devices, programs spelled with wildcards.</summary>
internal static class ShellPhrases
{
    private static readonly System.Buffers.SearchValues<byte> NameMarks = System.Buffers.SearchValues.Create("%\\_.:*"u8);

    private const int If = 1, Loop = 2, Case = 4;

    private static readonly Words Opening = Words.Groups((If, "if"), (Loop, "while until for select"), (Case, "case"));

    private static readonly Words Middle = Words.Groups((If, "then"), (Loop, "do"));

    private static readonly Words Closing = Words.Groups((If, "fi"), (Loop, "done"), (Case, "esac"));

    private static readonly Words Comparisons = Words.Set("equ neq lss leq gtr geq");

    /// <summary>Points of grammar alone.</summary>
    internal static int Weigh(in Passage passage, ReadOnlySpan<byte> bare)
    {
        var text = passage.Text;
        var best = 0;
        if (passage.HasAny(Marks.Dollar) && (Lexis.Has(text, "${ifs"u8) || Lexis.Has(text, "$ifs"u8))) return 9;
        if (passage.HasAll(Marks.Dollar | Marks.Open | Marks.Digit) && text.IndexOf("$(("u8) is >= 0 and var sum && sum + 3 < text.Length && Lexis.IsDigit(text[sum + 3]) && text[sum..].IndexOf("))"u8) > 0) best = 6;
        if (passage.HasAll(Marks.Dollar | Marks.Brace)) best = Math.Max(best, Expansions(text));
        if (passage.HasAll(Marks.Dollar | Marks.Equal)) best = Math.Max(best, Assignments(text));
        if (passage.HasAll(Marks.Open | Marks.Brace)) best = Math.Max(best, Functions(text));
        if (passage.HasAny(Marks.Angle)) best = Math.Max(best, Redirections(text));
        if (passage.HasAny(Marks.Slash)) best = Math.Max(best, Math.Max(Paths(bare), Devices(bare)));
        if (passage.HasAny(Marks.Blank)) best = Math.Max(best, Loops(text));
        if (passage.HasAny(Marks.Brace)) best = Math.Max(best, Braces(text));
        if (passage.HasAny(Marks.Semicolon)) best = Math.Max(best, Compound(text));
        if (passage.HasAny(Marks.Dash)) best = Math.Max(best, Options(text));
        if (passage.HasAny(Marks.Dot)) best = Math.Max(best, DotCommand(text));
        if (text.Length < 6 && IsHistoryOrFolder(text)) best = Math.Max(best, Points.Default);
        if (text.StartsWith("$["u8) && text.IndexOf((byte)']') > 0 || text.StartsWith("!-"u8) && text.Length > 2 && Lexis.IsDigit(text[2]) || text.StartsWith("() {"u8)) best = Math.Max(best, 6);
        return best;
    }

    /// <summary>Compound commands: <c>if [ 1 ];then id;fi</c>, <c>while :;do id;done</c>. Each word where a command begins, and the last followed by nothing: "wait for it; then go" is prose.</summary>
    private static int Compound(ReadOnlySpan<byte> text)
    {
        var (opened, between) = (0, Case);
        for (var at = 0; at < text.Length;)
        {
            var rest = text[at..].TrimStart(CommandStart);
            var word = rest[..Lexis.WordLength(rest)];
            var behind = rest[word.Length..].TrimStart((byte)' ');
            if (Opening.TryGet(word, out var kind)) opened |= kind;
            else if (Middle.TryGet(word, out kind)) between |= kind & opened;
            else if (Closing.TryGet(word, out kind) && (kind & opened & between) != 0 && (behind.IsEmpty || CommandStart.Contains(behind[0]) || behind[0] is (byte)')' or (byte)'>')) return 8;
            var next = text[at..].IndexOfAny(Separators);
            if (next < 0) return 0;
            at += next + 1;
        }
        return 0;
    }

    private static ReadOnlySpan<byte> CommandStart => " ;\n|&({`"u8;

    private static readonly System.Buffers.SearchValues<byte> Separators = System.Buffers.SearchValues.Create(";\n|&({`"u8);

    private static readonly byte[][] RunningOptions = [.. "-oproxycommand= --use-askpass= --upload-pack= --receive-pack= --checkpoint-action= --to-command= --rsh= --rsync-path= --use-compress-program= --open-files-in-pager= --post-file= --output-document= --exec= --output=/ --ext-diff= --info-script= --pre-invoke= -dauto_prepend_file -dallow_url_include".Split(' ').Select(System.Text.Encoding.ASCII.GetBytes)];

    /// <summary>Options by which a harmless program runs another, sent where its argument belongs (CWE-88), and <c>find -exec</c>.</summary>
    private static int Options(ReadOnlySpan<byte> text)
    {
        if (text[0] == '-')
        {
            foreach (var option in RunningOptions)
            {
                if (text.StartsWith(option)) return 7;
            }
        }
        var at = text.IndexOf("-exec "u8);
        return at >= 0 && (at == 0 || text[at - 1] == ' ') && text[(at + 6)..].IndexOf((byte)';') > 0 ? 7 : 0;
    }

    /// <summary>Commands of the SQLite shell that run those of the system: <c>.system id</c>.</summary>
    private static int DotCommand(ReadOnlySpan<byte> text)
    {
        var at = text.IndexOf(".system "u8);
        if (at < 0) at = text.IndexOf(".shell "u8);
        return at == 0 || (at > 0 && (text[at - 1] is (byte)';' or (byte)'\n' or (byte)'\'' or (byte)'"' || (at > 1 && text[at - 2] == '\\'))) ? 7 : 0;
    }

    /// <summary>The last command again (<c>!!</c>) and the folders of the stack (<c>~+</c>, <c>~-1</c>), sent alone.</summary>
    private static bool IsHistoryOrFolder(ReadOnlySpan<byte> text) => text.SequenceEqual("!!"u8) || text is [(byte)'~', (byte)'+' or (byte)'-', ..] && text[2..].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;

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
            if (IsCalledBehind(text[..(from - 2)], rest)) return 8;
            if (rest.IndexOf((byte)'|') > 0 || rest.IndexOf((byte)'&') > 0) return 7;
        }
    }

    /// <summary>Whether a function is called by its bare name once it is made: <c>f(){ id;};f</c>.</summary>
    private static bool IsCalledBehind(ReadOnlySpan<byte> before, ReadOnlySpan<byte> body)
    {
        var start = before.Length;
        while (start > 0 && Lexis.IsWord(before[start - 1])) start--;
        var close = body.IndexOf((byte)'}');
        if (start == before.Length || close < 0) return false;
        var behind = body[(close + 1)..].TrimStart("; &"u8);
        return behind.StartsWith(before[start..]) && behind.Length - (before.Length - start) is var rest && (rest == 0 || behind[^rest] is (byte)' ' or (byte)';');
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

    /// <summary>A variable given a value and put into a word of the next command: <c>v=u;c${v}rl x</c>.</summary>
    private static int Assignments(ReadOnlySpan<byte> text)
    {
        var equal = text.IndexOf((byte)'=');
        var start = equal;
        while (start > 0 && Lexis.IsWord(text[start - 1])) start--;
        if (start == equal || !Lexis.IsLetter(text[start]) || (start > 0 && text[start - 1] is not ((byte)';' or (byte)'|' or (byte)'&' or (byte)'\n' or (byte)' '))) return 0;
        var end = text[equal..].IndexOfAny(";&|\n"u8);
        if (end < 2) return 0;
        var name = text[start..equal];
        var command = text[(equal + end)..];
        var at = command.IndexOf((byte)'$');
        if (at < 0) return 0;
        var variable = command[(at + 1)..].TrimStart((byte)'{');
        return Lexis.WordLength(variable) is > 0 and var length && variable[..length].StartsWith(name) ? 7 : 0;
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
        if (rest.StartsWith("exist "u8) || rest.StartsWith("defined "u8)) return isNot || rest.IndexOfAny(NameMarks) > 0 || rest is [.., (byte)')'] || Lexis.HasWord(rest, "echo"u8) || Lexis.HasWord(rest, "goto"u8) ? 7 : 3;
        var blank = rest.IndexOf((byte)' ');
        if (blank < 0) return 0;
        var behind = rest[blank..].TrimStart((byte)' ');
        var word = behind[..Lexis.WordLength(behind)];
        if (Comparisons.Has(word)) return 8;
        var isEqual = rest[..Math.Min(rest.Length, 60)].IndexOf("=="u8) >= 0;
        return isEqual && (isNot || rest.IndexOf((byte)'%') >= 0 || Lexis.HasWord(rest, "echo"u8) || Lexis.HasWord(rest, "goto"u8) || Lexis.HasWord(rest, "cmd"u8)) ? 7 : isEqual && rest.IndexOf("=="u8) < blank ? 5 : 0;
    }

    /// <summary>Whether braces hold names that an answer is to have, as GraphQL asks for them: <c>{id,name}</c>.</summary>
    private static bool IsFields(ReadOnlySpan<byte> inside, int comma) => inside[..comma].SequenceEqual("id"u8) && comma + 1 < inside.Length && Lexis.IsLetter(inside[comma + 1]);

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
            if (comma > 0 && isPlain && !(at > 0 && Lexis.IsWord(text[at - 1])) && ShellWords.TryGet(inside[..comma], out _) && !IsFields(inside, comma)) return 8;
            if (comma > 0 && isPlain && inside.IndexOf(",-"u8) > 0) return 6;
            var next = rest.IndexOf((byte)'{');
            at = next < 0 ? -1 : at + 1 + next;
        }
        return 0;
    }
}
