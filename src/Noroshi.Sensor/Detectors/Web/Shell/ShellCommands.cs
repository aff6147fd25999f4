namespace Noroshi.Sensor.Detectors.Web.Shell;

/// <summary>Finds commands where a shell would run one: behind separators and substitutions, and at the start of a text.</summary>
internal static class ShellCommands
{
    private static readonly System.Buffers.SearchValues<byte> Sharp = System.Buffers.SearchValues.Create("/\\:.;|><`*"u8);

    private const int MaxPositions = 64;
    private static readonly Words Subcommands = Words.Set("install uninstall add remove update upgrade exec clone pull push create apply delete start stop restart enable disable");

    /// <summary>Points of the commands in a text.</summary>
    /// <param name="text">The text as <see cref="ShellText"/> left it.</param>
    /// <param name="about">Where the text stood.</param>
    internal static int Weigh(ReadOnlySpan<byte> text, ShellPlace about)
    {
        if (about.Place is not Place.Agent && !about.IsClosed && IsPair(text)) return 0;
        var best = about.Place is Place.Value or Place.Header or Place.Agent || (about.Place == Place.Referer && text.IndexOf("://"u8) < 0) ? AtStart(text, about) : 0;
        var at = 0;
        for (var count = 0; count < MaxPositions && best < 9; count++)
        {
            var next = text[at..].IndexOfAny(Separators);
            if (next < 0) break;
            at += next;
            var mark = text[at];
            var behind = at + 1;
            if (mark is (byte)'$' or (byte)'<' or (byte)'>')
            {
                if (behind >= text.Length || text[behind] is not ((byte)'(' or (byte)'{')) { at++; continue; }
                behind++;
            }
            // Code within words, as questions are written: why does `git rebase -i` fail
            if (mark == '`' && at > 0 && text[at - 1] == ' ' && Lexis.IsProse(text[..at]))
            {
                best = Math.Max(best, Math.Min(Behind(text, mark, behind), Points.Default));
                at = behind;
                continue;
            }
            best = Math.Max(best, about.Place is Place.Agent or Place.Referer && at > 0 ? BehindProse(text, mark, behind) : Behind(text, mark, behind));
            at = behind;
        }
        return best;
    }

    /// <summary>Words in pairs and lists, as names have them: "cut &amp; paste", "name|id|price", "yes; no". None of them may be a command and nothing else.</summary>
    private static bool IsPair(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || !Lexis.IsLetter(text[0])) return false;
        var (parts, isSpaced) = (1, true);
        for (var at = 0; at < text.Length;)
        {
            var length = Lexis.WordLength(text[at..]);
            if (length > 0 && ShellWords.IsCertain(text.Slice(at, length))) return false;
            at += length;
            if (at == text.Length) break;
            var gap = text[at..].IndexOfAnyExcept(" &|;"u8);
            var between = gap < 0 ? text[at..] : text.Slice(at, gap);
            if (between.IsEmpty || gap < 0 || between.IndexOf("&&"u8) >= 0 || between.IndexOf("||"u8) >= 0) return false;
            // Lists are parted by one sign; a|b and a;b together are a pipe and its end.
            if (parts > 1 && between.Length == 1 && at > length && between[0] is (byte)';' or (byte)'|' && IsOtherSign(text[..at], between[0])) return false;
            if (between.IndexOfAnyExcept((byte)' ') >= 0) (parts, isSpaced) = (parts + 1, isSpaced && between[^1] == ' ');
            at += between.Length;
        }
        return parts > 2 || (parts == 2 && isSpaced) || (parts == 2 && text.IndexOf((byte)'|') > 2);
    }

    private static bool IsOtherSign(ReadOnlySpan<byte> before, byte sign) => before.IndexOf((byte)' ') < 0 && before.Contains(sign == ';' ? (byte)'|' : (byte)';');

    private static readonly System.Buffers.SearchValues<byte> Separators = System.Buffers.SearchValues.Create(";|&\n`$<>({!"u8);

    private static int Behind(ReadOnlySpan<byte> text, byte mark, int at)
    {
        var isTight = at < text.Length && Lexis.IsLetter(text[at]) && (mark is (byte)';' or (byte)'|' || (mark == '&' && at > 1 && text[at - 2] != ' '));
        while (at < text.Length && text[at] is (byte)' ' or (byte)'\n' or (byte)'|' or (byte)'&' or (byte)';' or (byte)'(' or (byte)'{' or (byte)'@' or (byte)',' or (byte)'!' && at < text.Length) at++;
        if (mark is (byte)';' or (byte)'&' or (byte)'|' && at < text.Length && text[at] == '$' && IsAssigned(text[(at + 1)..].TrimStart((byte)'{'), text[..at])) return 7;
        // An expansion in front that may be empty: ;$a cat x
        if (at < text.Length && text[at] == '$' && Lexis.WordLength(text[(at + 1)..]) is > 0 and < 12 and var variable && text[(at + 1 + variable)..] is [(byte)' ', ..]) at += variable + 2;
        var rest = text[at..];
        if (mark == ';' && rest is [(byte)'.', _, ..] && Lexis.IsLetter(rest[1]) && rest.IndexOf((byte)' ') > 0) return Points.Default;
        if (mark is (byte)';' or (byte)'|' or (byte)'&' or (byte)'`' && IsOwnProgram(rest)) return Points.Default;
        if (mark is (byte)'|' or (byte)'&' && rest[..Lexis.WordLength(rest)] is { IsEmpty: false } program && rest[program.Length..].StartsWith(".exe"u8)) return Points.Default;
        var likelihood = Command(rest, out var length, out var isPath);
        if (likelihood == 0) return 0;
        var behind = rest[length..];
        // Frames of a program's stack: at Object.x (a.js:1:1), at https://a.example/b.js:1:1
        if (mark == '\n' && rest.StartsWith("at "u8) && !IsTime(behind)) return 0;
        // "12 Rue de l'Eglise; Apt #4" is where somebody lives.
        if (rest.StartsWith("apt "u8) && behind.TrimStart(" #."u8) is [>= (byte)'0' and <= (byte)'9', ..]) return 0;
        // Searches of logs are pipes too, and their eval sets a field: | eval mb=bytes/1024
        if (mark == '|' && rest.StartsWith("eval "u8) && IsField(behind)) return 0;
        // &copy; is a sign of HTML.
        if (mark == '&' && likelihood == ShellWords.Common && behind is [(byte)';', ..] && at > 0 && text[at - 1] == '&') return 0;
        // What stands before the comma of a data address is its encoding.
        if (behind is [(byte)',', ..] && text.StartsWith("data:"u8)) return 0;
        // GraphQL asks for fields and fragments so: {id ...on User{name}}
        if (mark == '{' && behind.TrimStart((byte)' ').StartsWith("..."u8)) return 0;
        // Lists in braces are weighed as what a shell makes of them.
        if (mark == '{' && behind is [(byte)',', ..]) return 0;
        // Markup and formulas have parentheses and braces too: only rare words count behind those.
        if (mark is (byte)'(' or (byte)'{' or (byte)'<' or (byte)'>' or (byte)'!') return likelihood >= ShellWords.Middle && (isPath || IsArgument(behind)) && behind is not [(byte)'(', ..] ? 6 : 0;
        if (mark == '$') return likelihood >= ShellWords.Middle || IsEnd(behind) || IsArgument(behind) ? 9 : 6;
        if (isPath) return 9;
        if (behind is [(byte)' ', .. var next] && ShellWords.Prefixes.Has(rest[..length]) && Command(next, out var inner, out _) >= ShellWords.Middle && (IsEnd(next[inner..]) || IsArgument(next[inner..]))) return 7;
        if (likelihood == ShellWords.Rare) return IsEnd(behind) || IsArgument(behind) ? 9 : behind is [(byte)' ', ..] && mark is not (byte)'\n' ? 7 : behind is [(byte)'(' or (byte)'=', ..] ? 0 : 5;
        if (mark is not (byte)'`' && IsWritten(behind)) return 7;
        if (IsEnd(behind)) return mark == '\n' ? likelihood == ShellWords.Middle && IsOnlySecondLine(text) ? Points.Default : 3 : likelihood == ShellWords.Middle ? 8 : mark == '`' || (mark == '|' && !(Lexis.IsWord(text[0]) && ShellWords.IsHeard(rest[..length]))) ? 7 : 6;
        if (IsCutBehind(behind) || (isTight && Askers.Has(rest[..length]) && IsOneWord(behind))) return Points.Default;
        return IsArgument(behind) ? likelihood == ShellWords.Middle ? 9 : 7 : isTight && likelihood == ShellWords.Middle && behind is [(byte)' ', _, ..] ? Points.Default : 0;
    }

    /// <summary>Whether "at" is told a time or an option: <c>at now</c>, <c>at 12:00</c>, <c>at -f x</c>.</summary>
    private static bool IsTime(ReadOnlySpan<byte> text)
    {
        text = text.TrimStart((byte)' ');
        return text.IsEmpty || text[0] == '-' || Lexis.IsDigit(text[0]) || Times.Has(text[..Lexis.WordLength(text)]);
    }

    private static readonly Words Times = Words.Set("now midnight noon teatime tomorrow");

    /// <summary>Whether a name is set to something computed, as no shell writes it: <c>mb=bytes/1024</c>, <c>rate = round(a, 2)</c>.</summary>
    private static bool IsField(ReadOnlySpan<byte> text)
    {
        text = text.TrimStart((byte)' ');
        var value = text[Lexis.WordLength(text)..].TrimStart((byte)' ');
        return value.Length < text.Length && value is [(byte)'=', ..] && value[1..].TrimStart((byte)' ') is [var first, ..] && Lexis.IsLetter(first);
    }

    /// <summary>Whether a command's words end in a redirection to a file: <c>hacked > c:\x.txt</c>.</summary>
    private static bool IsWritten(ReadOnlySpan<byte> text)
    {
        var at = text.IndexOf((byte)'>');
        if (at <= 0) return false;
        var file = text[(at + 1)..].TrimStart("> "u8);
        return file is [(byte)'/' or (byte)'.' or (byte)'~', _, ..] or [_, (byte)':', (byte)'\\' or (byte)'/', ..];
    }

    /// <summary>Commands with one plain word behind them that are hardly said otherwise.</summary>
    private static readonly Words Askers = Words.Set("which host head printf touch ip ver tail");

    private static bool IsOneWord(ReadOnlySpan<byte> text) => text is [(byte)' ', var first, ..] && Lexis.IsLetter(first) && Lexis.WordLength(text[1..]) == text.Length - 1;

    /// <summary>One plain word and then what cuts off the rest of a command line: <c>echo x #</c>, <c>head x&amp;</c>.</summary>
    private static bool IsCutBehind(ReadOnlySpan<byte> text)
    {
        if (text is not [(byte)' ', ..]) return false;
        var rest = text[(1 + Lexis.WordLength(text[1..]))..].TrimStart((byte)' ');
        return rest.Length < text.Length - 1 && rest is [(byte)'#' or (byte)'&' or (byte)'|'];
    }

    /// <summary>A program by its path where everyone may write one, or a script read in: <c>/tmp/x</c>, <c>./x</c>, <c>~/x</c>, <c>. /tmp/x</c>.</summary>
    private static bool IsOwnProgram(ReadOnlySpan<byte> text)
    {
        if (text.StartsWith(". "u8)) text = text[2..];
        if (text.StartsWith("/tmp/"u8) || text.StartsWith("/var/tmp/"u8) || text.StartsWith("/dev/shm/"u8)) return text.Length > 5;
        return text is [(byte)'.' or (byte)'~', (byte)'/', var first, ..] && Lexis.IsLetter(first);
    }

    /// <summary>Whether a variable was given a value before it is run: <c>a=nc;$a -l</c>.</summary>
    private static bool IsAssigned(ReadOnlySpan<byte> variable, ReadOnlySpan<byte> before)
    {
        var name = variable[..Lexis.WordLength(variable)];
        if (name.IsEmpty) return false;
        var at = Lexis.IndexOfWord(before, name);
        return at >= 0 && before[(at + name.Length)..] is [(byte)'=', ..];
    }

    /// <summary>Whether a text is a value of one word, a line end, and one word.</summary>
    private static bool IsOnlySecondLine(ReadOnlySpan<byte> text)
    {
        text = text.TrimEnd(" \n"u8);
        return text.Count((byte)'\n') == 1 && !text.Contains((byte)' ');
    }

    /// <summary>Agents and addresses have semicolons and ampersands of their own, with words such as <c>id</c> (a language) behind them: only what is sure counts.</summary>
    private static int BehindProse(ReadOnlySpan<byte> text, byte mark, int at)
    {
        if (mark is (byte)'$' or (byte)'`') return Behind(text, mark, at);
        if (mark == '&' && text[at..].TrimStart((byte)'&') is [(byte)'$', .. var variable] && IsAssigned(variable, text[..at])) return 7;
        while (at < text.Length && text[at] is (byte)' ' or (byte)'|' or (byte)'&' or (byte)';') at++;
        var rest = text[at..];
        var likelihood = Command(rest, out var length, out var isPath);
        if (likelihood == 0) return 0;
        var isShaped = IsArgument(rest[length..]) && rest[length..] is [(byte)' ', (byte)'-' or (byte)'/' or (byte)'.' or (byte)'+', ..];
        return isPath ? 9 : likelihood >= ShellWords.Middle && isShaped ? 8 : likelihood == ShellWords.Rare && mark is (byte)';' or (byte)'|' && IsArgument(rest[length..]) ? 6 : 0;
    }

    private static int AtStart(ReadOnlySpan<byte> text, ShellPlace about)
    {
        var isCommandName = about.IsCommandName || about.IsDisguised;
        var rest = text.TrimStart(" \n"u8);
        var likelihood = Command(rest, out var length, out var isPath);
        if (likelihood == 0) return 0;
        var behind = rest[length..];
        if (isPath) return rest[0] == '/' || IsArgument(behind) ? 7 : 5;
        if (behind.IsEmpty) return isCommandName && about.Place == Place.Value && ShellWords.RunsAlone(rest) ? 6 : 0;
        // A parameter named for commands is asked nothing.
        if (!isCommandName && EndsInForeign(behind)) return 0;
        if (behind[0] is (byte)'|' or (byte)';' or (byte)'&' or (byte)'`' && IsEnd(behind)) return likelihood >= ShellWords.Middle ? 6 : behind[0] == '|' ? 5 : 0;
        if (behind[0] != ' ') return IsOption(behind) && likelihood >= ShellWords.Middle ? 6 : 0;
        if (IsFolderOfWindows(rest[..length], behind)) return Points.Default;
        if (rest.StartsWith("powershell"u8) && ShellWords.IsCertain(behind[1..][..Lexis.WordLength(behind[1..])])) return 6;
        if (ShellWords.Prefixes.Has(rest[..length]))
        {
            var inner = Command(behind.TrimStart((byte)' '), out var innerLength, out _);
            if (inner >= ShellWords.Middle || (inner > 0 && about.IsCommandName)) return IsEnd(behind.TrimStart((byte)' ')[innerLength..]) || IsArgument(behind.TrimStart((byte)' ')[innerLength..]) ? 7 : 5;
        }
        if (likelihood == ShellWords.Rare && isCommandName && Subcommands.Has(behind[1..][..Lexis.WordLength(behind[1..])])) return 6;
        if (!IsArgument(behind)) return (likelihood == ShellWords.Rare || (about.IsDisguised && likelihood == ShellWords.Middle)) && (isCommandName || about.Place == Place.Agent) ? 5 : 0;
        return likelihood == ShellWords.Rare ? 7 : likelihood == ShellWords.Middle ? IsNumber(behind) ? isCommandName ? 5 : 0 : 6 : isCommandName || behind[1..] is [(byte)'/' or (byte)'-' or (byte)'~' or (byte)'$', _, ..] && !IsProse(behind) ? 5 : 3;
    }

    /// <summary>Whether the last word is of another script than commands are: "chmod 777 とは" asks about one.</summary>
    internal static bool EndsInForeign(ReadOnlySpan<byte> text)
    {
        var last = text[(text.LastIndexOf((byte)' ') + 1)..];
        return !last.IsEmpty && last.IndexOfAnyInRange((byte)0, (byte)0x7F) < 0;
    }

    /// <summary><c>dir c:\</c>, <c>type c:/x</c>, <c>dir c:</c>.</summary>
    private static bool IsFolderOfWindows(ReadOnlySpan<byte> command, ReadOnlySpan<byte> behind) =>
        behind is [(byte)' ', var drive, (byte)':', .. var folder] && (folder.IsEmpty || folder[0] is (byte)'\\' or (byte)'/') && Lexis.IsLetter(drive) && Listing.Has(command);

    private static readonly Words Listing = Words.Set("dir type del erase more cd attrib tree");

    /// <summary>Whether words follow the first argument: "top -10 songs".</summary>
    private static bool IsProse(ReadOnlySpan<byte> text)
    {
        var end = text[1..].IndexOf((byte)' ');
        if (text is [_, (byte)'-', var option, ..] && Lexis.IsLetter(option)) return false;
        return end > 0 && end + 2 < text.Length && Lexis.IsLetter(text[end + 2]) && text[(end + 2)..].IndexOfAny(Sharp) < 0;
    }

    /// <summary>What a command with its path ends at: ASCII that is no part of a word, but for the marks that paths and names have.</summary>
    private static readonly System.Buffers.SearchValues<byte> EndsOfCommand = System.Buffers.SearchValues.Create([.. Enumerable.Range(0, 0x80).Select(b => (byte)b).Where(b => !Lexis.IsWord(b) && !"/.-+"u8.Contains(b))]);

    /// <summary>The command a text begins with: a known name, or a path into a folder of programs.</summary>
    private static int Command(ReadOnlySpan<byte> text, out int length, out bool isPath)
    {
        var end = text.IndexOfAny(EndsOfCommand);
        length = end < 0 ? text.Length : end;
        var word = text[..length];
        var slash = word.LastIndexOf((byte)'/');
        isPath = slash >= 0 && IsProgramFolder(word[..(slash + 1)]);
        if (slash >= 0 && !isPath && IsOption(text[slash..]) && ShellWords.TryGetOfWindows(word[..slash], out var windows))
        {
            length = slash;
            return windows & 3;
        }
        if (slash >= 0 && !isPath) return 0;
        var name = word[(slash + 1)..];
        if (name.Length == 0) return 0;
        if (ShellWords.TryGet(name, out var likelihood)) return likelihood & 3;
        return 0;
    }

    private static bool IsProgramFolder(ReadOnlySpan<byte> folder) =>
        folder.EndsWith("bin/"u8) && (folder.Length == 4 || folder[^5] is (byte)'/' or (byte)'s') || folder.SequenceEqual("./"u8);

    /// <summary>An option as cmd.exe has them, directly behind the command: <c>dir/s</c>, <c>bcdboot/r</c>.</summary>
    private static bool IsOption(ReadOnlySpan<byte> text) => text is [(byte)'/', var letter, ..] && Lexis.IsLetter(letter) && (text.Length == 2 || text[2] == ' ');

    private static bool IsEnd(ReadOnlySpan<byte> text)
    {
        text = text.TrimStart(" \n"u8);
        return text.IsEmpty || text[0] is (byte)';' or (byte)'|' or (byte)'&' or (byte)'`' or (byte)')' or (byte)'}' or (byte)'#' or (byte)'<' or (byte)'>' or (byte)'\\';
    }

    /// <summary>Whether what follows has the shape of an argument: an option, a path, a file, a quoted text, a redirection.</summary>
    private static bool IsArgument(ReadOnlySpan<byte> text)
    {
        if (text is [(byte)'<' or (byte)'>' or (byte)',', ..] || IsOption(text)) return true;
        if (text is not [(byte)' ', ..]) return false;
        var word = text[1..];
        if (word.IndexOfAny(" \n"u8) is >= 0 and var end) word = word[..end];
        if (word.IsEmpty || IsElement(word)) return false;
        if (word[0] is (byte)'-' or (byte)'/' or (byte)'<' or (byte)'>' or (byte)'|' or (byte)';' or (byte)'&' or (byte)'$' or (byte)'*' or (byte)'~' or (byte)'.' or (byte)'@' or (byte)'%' or (byte)'`' or (byte)'+') return word.Length > 1 || word[0] is not (byte)'-' and not (byte)'.';
        return IsNumber(text) || IsSharp(text);
    }

    /// <summary>A name in angle brackets: <c>c++ &lt;vector&gt;</c>.</summary>
    private static bool IsElement(ReadOnlySpan<byte> word) => word is [(byte)'<', _, .., (byte)'>'] && Lexis.WordLength(word[1..]) == word.Length - 2;

    private static bool IsNumber(ReadOnlySpan<byte> text) => text.Length > 1 && Lexis.IsDigit(text[1]);

    /// <summary>Whether the first argument holds a slash, a backslash, a colon or a dot inside.</summary>
    private static bool IsSharp(ReadOnlySpan<byte> text)
    {
        var word = text.TrimStart((byte)' ');
        if (word.IndexOfAny(" \n"u8) is >= 0 and var end) word = word[..end];
        if (word is [(byte)'-', _, ..] && Lexis.IsLetter(word[1])) return true;
        var at = word.IndexOfAny(Sharp);
        return at >= 0 && at < word.Length - 1 || word.Length > 1 && word[^1] is (byte)';' or (byte)'|' or (byte)'\\' or (byte)'`' && word.Length > 1;
    }
}
