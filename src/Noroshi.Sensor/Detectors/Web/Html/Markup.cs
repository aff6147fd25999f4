namespace Noroshi.Sensor.Detectors.Web.Html;

/// <summary>Weighs a text as the inside of a page: elements, handlers, addresses that are scripts.</summary>
internal static class Markup
{
    /// <summary>Points of every element begun in a text; looks at no more than <see cref="MaxElements"/>.</summary>
    internal static int Elements(ReadOnlySpan<byte> text)
    {
        // An element closed that the page opened, and another begun: </title><x
        var best = text.StartsWith("</"u8) && text.IndexOf("><"u8) is > 0 and var begun && begun + 2 < text.Length && Lexis.IsLetter(text[begun + 2]) ? 6 : IsClosing(text) ? Points.Default : 0;
        for (var (from, count) = (0, 0); count < MaxElements; count++)
        {
            var at = text[from..].IndexOf((byte)'<');
            if (at < 0) break;
            from += at + 1;
            best = Math.Max(best, Element(text[from..], from == 1));
        }
        return best;
    }

    /// <summary>Whether a text begins with the end of an element it never began, so that it leaves one the page has opened: <c>&lt;/title&gt;</c>.</summary>
    private static bool IsClosing(ReadOnlySpan<byte> text)
    {
        if (!text.StartsWith("</"u8)) return false;
        var length = Lexis.WordLength(text[2..]);
        return text[(2 + length)..] is [(byte)'>', ..] && HtmlWords.Tags.Has(text.Slice(2, length));
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
            var isEvent = HtmlWords.Events.Has(text.Slice(from, length));
            if (!isEvent && !(isInTag ? at > 0 : IsLikeEvent(text.Slice(from, length)))) continue;
            var behind = text[(from + length)..];
            behind = behind[Lexis.Blanks(behind)..];
            if (!isEvent && !isInTag && behind is [(byte)'=', _, ..] && !(behind is [_, (byte)'=', ..])) return IsScript(behind[1..]) ? 8 : Points.Default;
            if (behind is [(byte)'=', ..] && !(behind is [_, (byte)'=', ..])) return IsScript(behind[1..]) ? 9 : at > 0 ? 6 : behind.Length > 1 && behind[1..].IndexOfAny(ScriptMarks) >= 0 ? Points.Default : 4;
        }
        return 0;
    }

    /// <summary>Whether a word behind <c>on</c> may be an event nobody knows yet: letters only, and together with it no word of plain language.</summary>
    private static bool IsLikeEvent(ReadOnlySpan<byte> word) => word.Length > 3 && word.IndexOfAnyExceptInRange((byte)'a', (byte)'z') < 0 && !HtmlWords.Plainly.Has(word);

    /// <summary>A value that closes the attribute it stands in: the element right behind (<c>"&gt;</c>), or another attribute (<c>" style=</c>). Quoted signs and words have their second quote.</summary>
    internal static int BreakOut(ReadOnlySpan<byte> text)
    {
        var at = text.IndexOfAny((byte)'"', (byte)'\'');
        var rest = text[(at + 1)..];
        if (at == 0 && rest.Length > 1 && rest.TrimStart("'\""u8) is [(byte)'>', (byte)'<', ..]) return Points.Default;
        if (at == 0 && (rest is [(byte)'>', ..] || rest is [(byte)'/', (byte)'>', ..])) return rest.Contains(text[0]) && rest.IndexOf((byte)'<') < 0 ? 0 : Points.Default;
        if (at > 0 && text[..at].IndexOfAny("= "u8) >= 0) return 0;
        var name = rest.TrimStart(" /\n"u8);
        if (at == 0 && name.Length < rest.Length && IsAttribute(name)) return Points.Default;
        if (name.Length == rest.Length && (at > 0 || rest.Contains(text[0]))) return 0;
        var length = 0;
        while (length < name.Length && (Lexis.IsWord(name[length]) || name[length] == '-')) length++;
        return name[length..] is [(byte)'=', ..] && HtmlWords.Attributes.Has(name[..length]) ? Points.Default : 0;
    }

    /// <summary>Whether a text begins with an attribute of any name that is given a value in quotes or an odd one.</summary>
    private static bool IsAttribute(ReadOnlySpan<byte> text)
    {
        var length = 0;
        while (length < text.Length && (Lexis.IsLetter(text[length]) || text[length] is (byte)'-' or (byte)':' or (byte)'@')) length++;
        return length > 0 && text[length..] is [(byte)'=', not ((byte)'=' or (byte)' '), ..];
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
        if (IsImport(plain) || Lexis.Has(plain, "behavior:url("u8)) return 7;
        if (Lexis.Has(plain, "-moz-binding"u8) || Lexis.Has(plain, "expression("u8) && plain.IndexOfAny(":="u8) >= 0) return 8;
        return 0;
    }

    /// <summary>A style sheet loaded from another site: <c>@import '//x'</c>, <c>@import url(http://x)</c>.</summary>
    private static bool IsImport(ReadOnlySpan<byte> plain)
    {
        var at = plain.IndexOf("@import"u8);
        if (at < 0) return false;
        var address = plain[(at + 7)..];
        if (address.StartsWith("url("u8)) address = address[4..];
        address = address.TrimStart("'\""u8);
        return address.StartsWith("//"u8) || address.StartsWith("http"u8) || address.StartsWith("data:"u8);
    }

    private static readonly System.Buffers.SearchValues<byte> ScriptMarks = System.Buffers.SearchValues.Create("()[]{}=`'\"/;%\\+.&"u8);

    private const int MaxElements = 200;
    private const int MaxSqueezed = 2048;
    private const int MaxContent = 256;

    /// <summary>"JavaScript: Basics of JavaScript Language" is a title: what follows must look like a script.</summary>
    private static int Scheme(ReadOnlySpan<byte> text, ReadOnlySpan<byte> plain, int at)
    {
        var rest = plain[(at + 7)..];
        if (at == 4 && !rest.IsEmpty && (rest.SequenceEqual(";"u8) || Inert.Has(rest.TrimEnd((byte)';')))) return 0;
        if (rest.IndexOfAny(ScriptMarks) < 0) return rest.Length == 0 && plain.Length < 16 ? 6 : text.IndexOf("script: "u8) >= 0 ? 0 : 6;
        return IsScript(rest) || rest.IndexOfAny("=[`"u8) >= 0 ? 9 : 6;
    }

    /// <summary>What links have that are buttons; counters of clicks send them on.</summary>
    private static readonly Words Inert = Words.Set("void(0) void0 returnfalse history.back() history.go(-1) window.print() window.close()");

    private static int Element(ReadOnlySpan<byte> text, bool isFirst)
    {
        if (text.IsEmpty) return 0;
        var isClosing = text[0] == '/';
        if (isClosing) text = text[1..];
        var at = 0;
        while (at < text.Length && (text[at] is (byte)' ' or (byte)'\n' or (byte)'/' or (byte)'%') && at < 4) at++;
        if (text.StartsWith("!--"u8)) return isFirst ? Points.Default : 4;
        if (text.StartsWith("![cdata["u8) || text.StartsWith("![if"u8)) return 6;
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
        return points == 4 && !isClosing && !Written.Has(name) && (isFirst || IsClosedBehind(behind, name)) ? Points.Default : points;
    }

    /// <summary>Elements that editors of text write.</summary>
    private static readonly Words Written = Words.Set("p div span ul ol li strong em br hr");

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
        if (inside.IsEmpty && end >= 0 && (behind[(end + 1)..] is [(byte)' ', var next, ..] && Lexis.IsLetter(next) || behind[(end + 1)..] is [>= 0xE3 and <= 0xE9, ..]) && behind[(end + 1)..].IndexOfAny(ScriptMarks) < 0) return 4;
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
            var name = inside[start..end];
            if (HtmlWords.Attributes.Has(name) || IsDirective(name) || (start > 0 && inside[start - 1] == '@' && !name.IsEmpty)) return true;
            from += at + 1;
        }
        return false;
    }

    /// <summary>An attribute that a framework of the page's scripts evaluates: <c>ng-click</c>, <c>v-html</c>, <c>x-data</c>, <c>hx-on</c>.</summary>
    private static bool IsDirective(ReadOnlySpan<byte> name) => name.IndexOf((byte)'-') is > 0 and var dash && dash < 5 && HtmlWords.Directives.Has(name[..dash]);

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
