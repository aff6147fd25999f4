using Noroshi.Sensor.Detectors.Web.Html;

namespace Noroshi.Sensor.Detectors.Web;

/// <summary>Cross-site scripting: a text that a browser would read as part of the page's code.</summary>
/// <remarks>CWE-79. Elements, event handlers behind a break-out, addresses that are scripts, bare script code, scripts spelled in brackets only, template break-outs of client frameworks.</remarks>
internal static class CrossSiteScripting
{
    private const string Rule = "web.cross-site-scripting";

    internal static void Judge(in Passage passage, Evidence evidence)
    {
        var text = passage.Text;
        var best = 0;
        if (passage.HasAny(Marks.Angle)) best = text.StartsWith("-->"u8) ? Points.Default : Markup.Elements(text);
        if (passage.HasAny(Marks.Quote | Marks.DoubleQuote) && passage.HasAny(Marks.Angle | Marks.Equal)) best = Math.Max(best, Markup.BreakOut(text));
        if (best < Points.High && passage.HasAny(Marks.Equal) && passage.HasAny(Marks.AnyQuote | Marks.Angle | Marks.Blank | Marks.Slash | Marks.Brace | Marks.Semicolon | Marks.Open)) best = Math.Max(best, Markup.Handlers(text));
        if (best < Points.High && passage.HasAny(Marks.Colon | Marks.Open | Marks.At)) best = Math.Max(best, Markup.Schemes(text));
        if (best < Points.High) best = Math.Max(best, Code(passage));
        if (best < Points.High && passage.HasAny(Marks.Foreign)) best = Math.Max(best, SevenBit(passage));
        if (best < Points.High && passage.HasAny(Marks.Dash)) best = Math.Max(best, Utf7(passage));
        evidence.Add(WebAttack.CrossSiteScripting, best, Rule);
    }

    /// <summary>Script code without any markup: <c>";alert(1)//</c>, <c>document.cookie</c>, <c>[][(![]+[])...</c>.</summary>
    private static int Code(in Passage passage)
    {
        var text = passage.Text;
        var best = 0;
        if (passage.HasAny(Marks.Dot) || (passage.Hints & Hints.Page) != 0) best = Members(text, (passage.Hints & Hints.Page) != 0);
        if (Lexis.IndexOfWord(text, "location="u8) is >= 0 and var set && (set == 0 || text[set - 1] is (byte)';' or (byte)',' or (byte)'{' or (byte)'(' or (byte)'+' or (byte)'-' or (byte)'*' or (byte)'|' or (byte)'!' or (byte)'~' or (byte)'\'' or (byte)'"' or (byte)'`') && IsScriptAddress(text[(set + 9)..])) best = 7;
        if (passage.HasAny(Marks.Open | Marks.Backtick | Marks.Semicolon | Marks.Brace)) best = Math.Max(best, Calls(text, passage.HasAny(Marks.AnyQuote | Marks.Semicolon | Marks.Brace)));
        if (best < Points.High && passage.HasAny(Marks.AnyQuote) && passage.HasAll(Marks.Open | Marks.Close) && GoesOn(text)) best = Math.Max(best, 6);
        if (best < Points.Default && (passage.HasAny(Marks.AnyQuote) && Leaves(text) || IsBehindComment(text))) best = Points.Default;
        if (passage.HasAny(Marks.Bracket) && passage.HasAny(Marks.Open | Marks.Bang | Marks.Tilde | Marks.AnyQuote | Marks.Slash)) best = Math.Max(best, Brackets(text));
        return best;
    }

    private static readonly System.Buffers.SearchValues<byte> Closing = System.Buffers.SearchValues.Create(")]}; -+*/^|&,%"u8);
    private static readonly System.Buffers.SearchValues<byte> Joining = System.Buffers.SearchValues.Create(";}-+*/^|&,%"u8);

    /// <summary>Whether a text's first quote ends a script's own text, a call follows, and the rest of the line is made a comment or a text again: <c>'});x();//</c>.</summary>
    private static bool GoesOn(ReadOnlySpan<byte> text)
    {
        var at = text.IndexOfAny("'\"`"u8);
        var rest = text[(at + 1)..];
        var start = rest.IndexOfAnyExcept(Closing);
        if (start <= 0 || rest[..start].IndexOfAny(Joining) < 0) return false;
        var name = rest[start..];
        var length = 0;
        while (length < name.Length && (Lexis.IsWord(name[length]) || name[length] is (byte)'.' or (byte)'$')) length++;
        if (length == 0 || name[length..] is not [(byte)'(', ..]) return false;
        var end = name[(name.LastIndexOf((byte)')') + 1)..].TrimStart(";} -+*/^|&,%"u8);
        return rest.EndsWith("//"u8) && rest.Length > 3 || (end.Length == 1 && end[0] == text[at] && rest[^2] != ')');
    }

    /// <summary>A name where a script's own text was left and is entered again (<c>'-x-'</c>), and a statement behind such a text that makes the rest a comment (<c>';x//</c>).</summary>
    private static bool Leaves(ReadOnlySpan<byte> text)
    {
        var start = text[0] == '\\' ? 1 : 0;
        if (start + 3 >= text.Length || text[start] is not ((byte)'\'' or (byte)'"' or (byte)'`')) return false;
        var sign = text[start + 1];
        if (sign is not ((byte)'-' or (byte)'+' or (byte)';' or (byte)'/' or (byte)'^' or (byte)'?' or (byte)'%')) return false;
        var name = text[(start + 2)..];
        var length = 0;
        while (length < name.Length && (Lexis.IsLetter(name[length]) || name[length] is (byte)'.' or (byte)'$' or (byte)'_')) length++;
        if (length == 0) return false;
        var behind = name[length..];
        return behind.SequenceEqual("//"u8) && sign == ';' || (behind.Length == 2 && behind[1] == text[start] && (behind[0] == sign || (sign, behind[0]) is ((byte)'?', (byte)':')));
    }

    /// <summary>Whether a text ends a comment the page's script stands in, and goes on with a call: <c>*/x()/*</c>.</summary>
    private static bool IsBehindComment(ReadOnlySpan<byte> text) => text.StartsWith("*/"u8) && text.Length > 4 && Lexis.IsLetter(text[2]) && text[(2 + Lexis.WordLength(text[2..]))..] is [(byte)'(', ..];

    /// <summary>What a script sets the page's address to: a text, or something the attacker can fill.</summary>
    private static bool IsScriptAddress(ReadOnlySpan<byte> value) =>
        value is [(byte)'\'' or (byte)'"' or (byte)'`', ..] || value.StartsWith("location."u8) || value.StartsWith("document."u8) || value.StartsWith("window."u8) || value.StartsWith("atob("u8) || value.SequenceEqual("name"u8);

    private static int Members(ReadOnlySpan<byte> text, bool hasCalls)
    {
        if (Lexis.Has(text, "document.cookie"u8) || Lexis.HasWord(text, "document.domain"u8) || Lexis.HasWord(text, "document.write"u8) || Lexis.HasWord(text, "string.fromcharcode"u8)) return 8;
        if (Lexis.Has(text, ".innerhtml"u8) || Lexis.Has(text, ".outerhtml"u8) || Lexis.Has(text, ".insertadjacenthtml("u8) || Lexis.Has(text, ".appendchild("u8) || Lexis.Has(text, ".parentnode"u8) || Lexis.Has(text, ".addeventlistener"u8) || Lexis.Has(text, "location.href="u8) || Lexis.Has(text, "location.assign("u8) || Lexis.Has(text, "location.replace("u8)) return 7;
        if (Lexis.Has(text, ".cookie"u8) && text.IndexOf((byte)';') >= 0 && (Lexis.Has(text, "domain="u8) || Lexis.Has(text, "expires"u8) || Lexis.Has(text, "path="u8) || Lexis.Has(text, "max-age="u8))) return 7;
        foreach (var name in Objects)
        {
            if (IsUsed(text, name)) return 7;
        }
        foreach (var call in hasCalls ? PageCalls : [])
        {
            if (Lexis.Has(text, call)) return 7;
        }
        if (Lexis.Has(text, ".constructor('"u8) || Lexis.Has(text, ".constructor(\""u8) || Lexis.Has(text, ".constructor`"u8)) return 8;
        if (Lexis.Has(text, "constructor.constructor("u8) || Lexis.Has(text, "$on.constructor("u8) || Lexis.HasWord(text, "localstorage.getitem"u8)) return 9;
        return 0;
    }

    /// <summary>All calls, for the one look at a whole request.</summary>
    internal static IEnumerable<byte[]> All => PageCalls;

    /// <summary>Calls that only a page's script makes, with the beginning of their argument where the name alone may be asked about.</summary>
    private static readonly byte[][] PageCalls = [.. "window.open( window.onload= window.onerror= document.onkey $.getscript( $.globaleval( jquery.globaleval( jquery.getscript( localstorage.setitem( sessionstorage.getitem( sessionstorage.setitem( navigator.sendbeacon( navigator.serviceworker. serviceworker.register( history.pushstate( fetch('// fetch(\"// fetch(`// fetch('http fetch(\"http fetch(`http image().src websocket('ws websocket(\"ws worker('data: worker('blob: console.log` xmlhttprequest().open( xmlhttprequest; history.replacestate( importscripts(' importscripts(\" $.get('// $.get(\"// $.get('http location.replace`".Split(' ').Select(System.Text.Encoding.ASCII.GetBytes)];

    private static readonly byte[][] Objects = [.. "window.location document.location document.queryselector document.createelement document.body document.getelementbyid document.url document.referrer window.name document.documenturi document.title document.forms document.head top.location self.location parent.location opener.location document.writeln".Split(' ').Select(System.Text.Encoding.ASCII.GetBytes)];

    /// <summary>Whether an object is called, set or asked, and not only named: "document.getElementById is null" is a question.</summary>
    private static bool IsUsed(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name)
    {
        var at = Lexis.IndexOfWord(text, name);
        if (at < 0) at = text.IndexOf(name);
        if (at < 0) return false;
        var behind = text[(at + name.Length)..].TrimStart((byte)' ');
        return behind is [(byte)'(' or (byte)'=' or (byte)'.' or (byte)'[' or (byte)')' or (byte)';' or (byte)'+' or (byte)'`', ..] || (at > 0 && !Lexis.IsBlank(text[at - 1]));
    }

    private static readonly Words Proofs = Words.Set("alert confirm prompt eval atob btoa settimeout setinterval execscript fromcharcode");

    /// <summary><c>alert(1)</c>, <c>confirm`1`</c>, <c>(alert)(1)</c>, <c>self["alert"](1)</c>.</summary>
    private static int Calls(ReadOnlySpan<byte> text, bool isBroken)
    {
        for (var at = 0; at < text.Length;)
        {
            if (!Lexis.IsLetter(text[at]))
            {
                at++;
                continue;
            }
            var length = Lexis.WordLength(text[at..]);
            var word = text.Slice(at, length);
            at += length;
            if (!Proofs.Has(word)) continue;
            var behind = text[at..];
            behind = behind[Lexis.Blanks(behind)..];
            while (behind is [(byte)')' or (byte)']' or (byte)'"' or (byte)'\'' or (byte)'?' or (byte)'.' or (byte)'`', ..] && behind is not [(byte)'`', ..]) behind = behind[1..];
            // eval() does nothing; behind other words it only names the function.
            if (behind is [(byte)'(', (byte)')', ..] && !Shown.Has(word) && at > length && text[at - length - 1] is (byte)' ' or (byte)'-') continue;
            // "alert(1) does nothing here" asks about a script.
            if (behind is [(byte)'(', ..] && behind.IndexOf((byte)')') is > 0 and var close && (Lexis.IsProse(behind[(close + 1)..]) || Shell.ShellCommands.EndsInForeign(behind[(close + 1)..]))) return Points.Default;
            if (behind is [(byte)'(', .. var inner]) return inner is [] or [(byte)')' or (byte)'\'' or (byte)'"' or (byte)'/' or (byte)'`', ..] || isBroken || Lexis.IsDigit(inner[0]) ? 8 : 6;
            if (behind is [(byte)'`', ..]) return 8;
            if (IsHandedOver(text[..(at - length)], text[at..]) && HandedOver.Has(word)) return 7;
        }
        return Lexis.Has(text, "import('"u8) || Lexis.Has(text, "import(\""u8) || Lexis.Has(text, "import(`"u8) || Lexis.Has(text, "function`"u8) || Lexis.Has(text, "function('"u8) || Lexis.Has(text, "function(\""u8) || Lexis.Has(text, "with(document)"u8) ? 7 : 0;
    }

    /// <summary>Calls that show something without being given anything.</summary>
    private static readonly Words Shown = Words.Set("alert confirm prompt");

    private static readonly Words HandedOver = Words.Set("alert confirm prompt eval");

    /// <summary>A function given to another to call, or put where one is called: <c>[1].map(alert)</c>, <c>alert.call(</c>, <c>a=alert,a(1)</c>, <c>{toString:alert}</c>.</summary>
    private static bool IsHandedOver(ReadOnlySpan<byte> before, ReadOnlySpan<byte> behind)
    {
        if (behind.StartsWith(".call("u8) || behind.StartsWith(".apply("u8) || behind.StartsWith(".bind("u8)) return true;
        if (before is [.., var name, (byte)'('] && (Lexis.IsWord(name) || name is (byte)')' or (byte)']')) return behind is [(byte)')' or (byte)',', ..];
        return before is [.., (byte)'='] && behind is [(byte)',' or (byte)';' or (byte)'}', ..] || before.EndsWith("tostring:"u8) || before.EndsWith("valueof:"u8);
    }

    private static readonly Words Windows = Words.Set("document window self top parent frames globalthis opener");

    /// <summary>A member of the page's objects named by a text: <c>self['alert']</c>, <c>top[`x`]</c>, <c>window[/x/.source]</c>.</summary>
    private static bool IsMemberByText(ReadOnlySpan<byte> text)
    {
        for (var from = 0; text[from..].IndexOf((byte)'[') is >= 0 and var at; from += at + 1)
        {
            var open = from + at;
            if (open + 1 >= text.Length || text[open + 1] is not ((byte)'\'' or (byte)'"' or (byte)'`' or (byte)'/')) continue;
            var start = open;
            while (start > 0 && Lexis.IsWord(text[start - 1])) start--;
            if (Windows.Has(text[start..open])) return true;
        }
        return false;
    }

    /// <summary>Scripts of brackets only: <c>(![]+[])[+[]]</c>.</summary>
    private static int Brackets(ReadOnlySpan<byte> text)
    {
        if (IsMemberByText(text)) return 7;
        if (Lexis.Has(text, "[]["u8) || Lexis.Has(text, "(![]"u8) || Lexis.Has(text, "+[]"u8) || Lexis.Has(text, "!![]"u8) || Lexis.Has(text, "=~[]"u8)) return 8;
        if (Lexis.Has(text, "]("u8) && (Lexis.Has(text, "self["u8) || Lexis.Has(text, "window["u8) || Lexis.Has(text, "top["u8) || Lexis.Has(text, "this["u8) || Lexis.Has(text, "parent["u8) || Lexis.Has(text, "globalthis["u8))) return 8;
        return Lexis.Has(text, "']('"u8) || Lexis.Has(text, "\"](\""u8) || Lexis.Has(text, "`]("u8) || Lexis.Has(text, "[].sort"u8) || Lexis.Has(text, "[].map"u8) || Lexis.Has(text, "[].filter"u8) || Lexis.Has(text, "[].find"u8) ? 7 : 0;
    }

    /// <summary>Elements in UTF-7, which old browsers guessed: <c>+ADw-script+AD4-</c>.</summary>
    private static int Utf7(in Passage passage)
    {
        var at = passage.Cased.IndexOf("ADw-"u8);
        if (at < 1 || passage.Cased[at - 1] is not ((byte)'+' or (byte)' ')) return 0;
        var name = passage.Text[(at + 4)..].TrimStart((byte)'/');
        return HtmlWords.Tags.Has(name[..Lexis.WordLength(name)]) || passage.Cased.IndexOf("AD4-"u8) > at ? 8 : 0;
    }

    /// <summary>US-ASCII with the top bit set, which an old browser strips: 0xBC is an angle bracket.</summary>
    private static int SevenBit(in Passage passage)
    {
        var at = passage.Cased.IndexOf((byte)0xBC);
        while (at >= 0 && at + 3 < passage.Cased.Length)
        {
            var rest = passage.Text[(at + 1)..];
            if (rest is [(byte)'/', ..]) rest = rest[1..];
            var length = 0;
            while (length < rest.Length && Lexis.IsLetter(rest[length])) length++;
            if (HtmlWords.Tags.TryGet(rest[..length], out var danger) && danger == HtmlWords.Active && rest[length..].ContainsAnyInRange((byte)0xA2, (byte)0xBE)) return 8;
            var next = passage.Cased[(at + 1)..].IndexOf((byte)0xBC);
            at = next < 0 ? -1 : at + 1 + next;
        }
        return 0;
    }
}
