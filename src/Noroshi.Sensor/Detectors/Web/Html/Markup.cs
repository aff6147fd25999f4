namespace Noroshi.Sensor.Detectors.Web.Html;

/// <summary>Weighs a text as the inside of a page: elements, handlers, addresses that are scripts.</summary>
internal static class Markup
{
    /// <summary>Points of every element begun in a text; looks at no more than <see cref="MaxElements"/>.</summary>
    internal static int Elements(ReadOnlySpan<byte> text)
    {
        // An element closed that the page opened, and another begun: </title><x
        var best = text.StartsWith("</"u8) && text.IndexOf("><"u8) is > 0 and var begun && begun + 2 < text.Length && Lexis.IsLetter(text[begun + 2]) ? 6 : 0;
        for (var (from, count) = (0, 0); count < MaxElements; count++)
        {
            var at = text[from..].IndexOf((byte)'<');
            if (at < 0) break;
            from += at + 1;
            best = Math.Max(best, Element(text[from..]));
        }
        return best;
    }

    /// <summary><c>onerror=</c> behind a blank, a slash or a quote.</summary>
    internal static int Handlers(ReadOnlySpan<byte> text, bool isInTag = false)
    {
        for (var (from, count) = (0, 0); count < MaxElements; count++)
        {
            var at = text[from..].IndexOf("on"u8);
            if (at < 0) return 0;
            at += from;
            from = at + 2;
            var length = Lexis.WordLength(text[from..]);
            if (length < 3 || (at > 0 && text[at - 1] is not ((byte)' ' or (byte)'\n' or (byte)'/' or (byte)'"' or (byte)'\'' or (byte)'`' or (byte)';' or (byte)'>' or (byte)'<' or (byte)'=' or (byte)'{' or (byte)','))) continue;
            // Browsers learn new events every year: inside an element any attribute that begins so is one.
            if (!HtmlWords.Events.Has(text.Slice(from, length)) && !(isInTag && at > 0 && length > 3)) continue;
            var behind = text[(from + length)..];
            behind = behind[Lexis.Blanks(behind)..];
            if (behind is [(byte)'=', ..] && !(behind is [_, (byte)'=', ..])) return IsScript(behind[1..]) ? 9 : at > 0 ? 6 : 4;
        }
        return 0;
    }

    /// <summary>A value that closes the attribute it stands in: the element right behind (<c>"&gt;</c>), or another attribute (<c>" style=</c>). Quoted signs and words have their second quote.</summary>
    internal static int BreakOut(ReadOnlySpan<byte> text)
    {
        var at = text.IndexOfAny((byte)'"', (byte)'\'');
        var rest = text[(at + 1)..];
        if (at == 0 && rest.Length > 1 && rest.TrimStart("'\""u8) is [(byte)'>', (byte)'<', ..]) return Points.Default;
        if (at == 0 && (rest is [(byte)'>', ..] || rest is [(byte)'/', (byte)'>', ..])) return rest.Contains(text[0]) && rest.IndexOf((byte)'<') < 0 ? 0 : Points.Default;
        if (at > 0 && text[..at].IndexOfAny("= "u8) >= 0) return 0;
        var name = rest.TrimStart(" /\n"u8);
        if (name.Length == rest.Length && (at > 0 || rest.Contains(text[0]))) return 0;
        var length = 0;
        while (length < name.Length && (Lexis.IsWord(name[length]) || name[length] == '-')) length++;
        return name[length..] is [(byte)'=', ..] && HtmlWords.Attributes.Has(name[..length]) ? Points.Default : 0;
    }

    /// <summary><c>javascript:</c> and its kin, also with blanks, tabs or comments inside.</summary>
    internal static int Schemes(ReadOnlySpan<byte> text)
    {
        Span<byte> squeezed = stackalloc byte[MaxSqueezed];
        var length = Squeeze(text, squeezed);
        var plain = squeezed[..length];
        var at = plain.IndexOf("script:"u8);
        if (at >= 2 && (plain[..at].EndsWith("java"u8) || plain[..at].EndsWith("vb"u8) || plain[..at].EndsWith("live"u8))) return Scheme(text, plain, at);
        if (Lexis.Has(plain, "data:text/html"u8) || Lexis.Has(plain, "data:image/svg+xml"u8) || Lexis.Has(plain, "data:text/javascript"u8) || Lexis.Has(plain, "data:application/javascript"u8) || Lexis.Has(plain, "data:application/xhtml+xml"u8) || Lexis.Has(plain, "data:text/xml"u8)) return 8;
        if (Lexis.Has(plain, "@import'//"u8) || Lexis.Has(plain, "@import\"//"u8) || Lexis.Has(plain, "@import'http"u8) || Lexis.Has(plain, "@import\"http"u8) || Lexis.Has(plain, "behavior:url("u8)) return 7;
        if (Lexis.Has(plain, "-moz-binding"u8) || Lexis.Has(plain, "expression("u8) && plain.IndexOfAny(":="u8) >= 0) return 8;
        return 0;
    }

    private static readonly System.Buffers.SearchValues<byte> ScriptMarks = System.Buffers.SearchValues.Create("()[]{}=`'\"/;%\\+.&"u8);

    private const int MaxElements = 200;
    private const int MaxSqueezed = 2048;
    private const int MaxContent = 256;

    /// <summary>"JavaScript: Basics of JavaScript Language" is a title: what follows must look like a script.</summary>
    private static int Scheme(ReadOnlySpan<byte> text, ReadOnlySpan<byte> plain, int at)
    {
        var rest = plain[(at + 7)..];
        if (rest.IndexOfAny(ScriptMarks) < 0) return rest.Length == 0 && plain.Length < 16 ? 6 : text.IndexOf("script: "u8) >= 0 ? 0 : 6;
        return IsScript(rest) || rest.IndexOfAny("=[`"u8) >= 0 ? 9 : 6;
    }

    private static int Element(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty) return 0;
        var isClosing = text[0] == '/';
        if (isClosing) text = text[1..];
        var at = 0;
        while (at < text.Length && (text[at] is (byte)' ' or (byte)'\n' or (byte)'/' or (byte)'%') && at < 4) at++;
        if (text.StartsWith("!--"u8)) return 4;
        if (text.StartsWith("![cdata["u8)) return 6;
        var length = Lexis.WordLength(text[at..]);
        if (length == 0 || !Lexis.IsLetter(text[at])) return 0;
        var name = text.Slice(at, length);
        var behind = text[(at + length)..];
        if (behind is [(byte)':', .. var local] && Lexis.WordLength(local) is > 0 and var n)
        {
            name = local[..n];
            behind = local[n..];
        }
        var isKnown = HtmlWords.Tags.TryGet(name, out var danger) && (at == 0 || danger == HtmlWords.Active);
        var points = Tag(behind, isKnown ? danger : StartsKnown(name), isClosing);
        return points == 4 && !isClosing && !Written.Has(name) && IsClosedBehind(behind, name) ? Points.Default : points;
    }

    /// <summary>Elements that editors of text write.</summary>
    private static readonly Words Written = Words.Set("p div span ul ol li strong em");

    /// <summary>Whether an element ends with its own name soon behind: <c>&lt;b&gt;x&lt;/b&gt;</c>, which shows whether a page takes elements at all.</summary>
    private static bool IsClosedBehind(ReadOnlySpan<byte> behind, ReadOnlySpan<byte> name)
    {
        behind = behind[..Math.Min(behind.Length, MaxContent)];
        var at = behind.IndexOf("</"u8);
        return at > 0 && behind[(at + 2)..].StartsWith(name) && behind[(at + 2 + name.Length)..] is [(byte)'>', ..];
    }

    /// <summary>What stands behind the element's name decides: attributes, an end, nothing.</summary>
    private static int Tag(ReadOnlySpan<byte> behind, int danger, bool isClosing)
    {
        var end = behind.IndexOf((byte)'>');
        var inside = end < 0 ? behind : behind[..end];
        if (Handlers(inside, isInTag: true) is var handler && handler > 0) return Math.Max(handler, 8);
        if (danger == 0)
        {
            return inside.IndexOf((byte)'=') > 0 && inside is [(byte)' ' or (byte)'/' or (byte)'\n', ..] && end >= 0 && HasAttribute(inside) ? 6 : 0;
        }
        if (HasAttribute(inside)) return danger == HtmlWords.Active ? 8 : 6;
        // "how to use <script> tag": an element named in the middle of words.
        if (inside.IsEmpty && end >= 0 && behind[(end + 1)..] is [(byte)' ', var next, ..] && Lexis.IsLetter(next) && behind[(end + 1)..].IndexOfAny(ScriptMarks) < 0) return 4;
        var isAlone = inside.IsEmpty || inside is [(byte)' ' or (byte)'/' or (byte)'\n', ..];
        if (!isAlone) return 0;
        if (danger == HtmlWords.Active) return isClosing ? 6 : end >= 0 || behind.IsEmpty || inside.IndexOf((byte)'=') > 0 ? 8 : 5;
        return end >= 0 ? 4 : 0;
    }

    /// <summary>Names that run on into the next thing: <c>&lt;scriptx</c>, <c>&lt;imgsrc</c>.</summary>
    private static int StartsKnown(ReadOnlySpan<byte> name) => name.StartsWith("script"u8) || name.StartsWith("iframe"u8) || name.StartsWith("scr"u8) && name.EndsWith("ipt"u8) ? HtmlWords.Active : 0;

    private static bool HasAttribute(ReadOnlySpan<byte> inside)
    {
        for (var (from, count) = (0, 0); count < 24; count++)
        {
            var at = inside[from..].IndexOf((byte)'=');
            if (at < 0) return false;
            var end = from + at;
            while (end > 0 && Lexis.IsBlank(inside[end - 1])) end--;
            var start = end;
            while (start > 0 && (Lexis.IsWord(inside[start - 1]) || inside[start - 1] == '-')) start--;
            if (HtmlWords.Attributes.Has(inside[start..end])) return true;
            from += at + 1;
        }
        return false;
    }

    /// <summary>Whether a text calls or assigns something, as a script does.</summary>
    internal static bool IsScript(ReadOnlySpan<byte> text)
    {
        for (var at = 0; at < text.Length;)
        {
            if (!Lexis.IsLetter(text[at]))
            {
                at++;
                continue;
            }
            var length = Lexis.WordLength(text[at..]);
            if (HtmlWords.Calls.Has(text.Slice(at, length)) || text.Slice(at, length).SequenceEqual("document"u8) || text.Slice(at, length).SequenceEqual("window"u8) || text.Slice(at, length).SequenceEqual("cookie"u8)) return true;
            at += length;
        }
        return text.IndexOf("://"u8) >= 0 || text.StartsWith("//"u8) || text.IndexOf("[]"u8) >= 0;
    }

    private static int Squeeze(ReadOnlySpan<byte> text, Span<byte> to)
    {
        var length = 0;
        for (var at = 0; at < text.Length && length < to.Length; at++)
        {
            if (text[at] == '/' && at + 1 < text.Length && text[at + 1] == '*' && text[at..].IndexOf("*/"u8) is >= 0 and var close) at += close + 1;
            else if (text[at] == '<' && text[at..].StartsWith("<!--"u8) && text[at..].IndexOf("-->"u8) is >= 0 and var end) at += end + 2;
            else if (!Lexis.IsBlank(text[at]) && text[at] != '\\') to[length++] = text[at];
        }
        return length;
    }
}
