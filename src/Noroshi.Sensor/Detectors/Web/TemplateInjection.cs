namespace Noroshi.Sensor.Detectors.Web;

/// <summary>Expressions that template engines, expression languages and loggers evaluate: <c>{{7*7}}</c>, <c>${T(java...)}</c>, <c>${jndi:...}</c>.</summary>
/// <remarks>CWE-1336, CWE-917; CVE-2021-44228 with its nested lookups; CVE-2022-22965, CVE-2017-5638 for OGNL.</remarks>
internal static class TemplateInjection
{
    private const string Rule = "web.template-injection";
    private const string LookupRule = "web.log4shell";

    private static readonly System.Buffers.SearchValues<byte> Operators = System.Buffers.SearchValues.Create("*+-/%~|"u8);

    private static readonly Words Openers = Words.Set("jndi lower upper env sys java date ctx main bundle log4j docker k8s web spring base64 base64decoder base64encoder urldecoder urlencoder const resourcebundle url script dns marker event");

    internal static void Judge(in Passage passage, Evidence evidence)
    {
        if (!passage.HasAny(Marks.Brace | Marks.Bracket | Marks.Percent | Marks.Angle | Marks.Hash | Marks.At)) return;
        var text = passage.Text;
        if (passage.HasAll(Marks.Brace | Marks.Dollar)) Lookups(text, evidence);
        var best = 0;
        if (passage.HasAny(Marks.Brace)) best = Math.Max(Braces(text), Expressions(text));
        if (best == 0 && passage.HasAll(Marks.Star | Marks.Digit) && passage.HasAny(Marks.Brace | Marks.Bracket) && IsProduct(text)) best = Points.Default;
        if (passage.HasAny(Marks.Percent | Marks.Angle | Marks.Hash)) best = Math.Max(best, Percents(text));
        if (best < Points.High && (passage.HasAny(Marks.Hash) || passage.HasAny(Marks.At)) && passage.HasAny(Marks.Open | Marks.Equal)) best = Math.Max(best, Ognl(text));
        evidence.Add(WebAttack.CodeInjection, best, Rule);
    }

    /// <summary>Lookups of Log4j, also built from lookups: <c>${${lower:j}ndi:...}</c>.</summary>
    private static void Lookups(ReadOnlySpan<byte> text, Evidence evidence)
    {
        if (Lexis.Has(text, "${jndi"u8) || (Lexis.Has(text, "jndi:"u8) && Lexis.Has(text, "${"u8)))
        {
            evidence.Add(WebAttack.KnownExploit | WebAttack.CodeInjection, Tier.High, LookupRule);
            return;
        }
        var nested = 0;
        for (var from = 0; ;)
        {
            var at = text[from..].IndexOf("${"u8);
            if (at < 0) break;
            from += at + 2;
            var rest = text[from..];
            var length = Lexis.WordLength(rest);
            if (rest.StartsWith("::-"u8) || rest.StartsWith(":-"u8) || rest.StartsWith("${"u8)) nested += 2;
            else if (length > 0 && length < rest.Length && rest[length] == ':' && Openers.Has(rest[..length])) nested++;
        }
        if (nested >= 2) evidence.Add(WebAttack.KnownExploit | WebAttack.CodeInjection, Tier.High, LookupRule);
        else if (nested == 1) evidence.Add(WebAttack.KnownExploit | WebAttack.CodeInjection, Tier.Default, LookupRule);
    }

    /// <summary><c>{{...}}</c> of Jinja, Twig, Handlebars, Angular; a bare name in braces is only a placeholder nobody filled.</summary>
    private static int Braces(ReadOnlySpan<byte> text)
    {
        for (var from = 0; ;)
        {
            var at = text[from..].IndexOf("{{"u8);
            if (at < 0) break;
            from += at + 2;
            var end = text[from..].IndexOf("}}"u8);
            var inside = end < 0 ? text[from..] : text.Slice(from, end);
            if (Evaluates(inside)) return 8;
            // Without an end the rest has been looked at.
            if (end < 0) break;
        }
        if (Lexis.Has(text, "{%"u8) && Lexis.Has(text, "%}"u8)) return 7;
        if (IsStaticCall(text) || Lexis.Has(text, "{{groovy"u8) || Lexis.Has(text, "{{velocity"u8) || Lexis.Has(text, "{{async "u8) || Lexis.Has(text, "{@math "u8)) return 8;
        if (Lexis.Has(text, "{fetch file="u8) || Lexis.Has(text, "{math equation="u8) || Lexis.Has(text, "{include file="u8) || Lexis.Has(text, "{eval var="u8)) return 7;
        return Lexis.Has(text, "{php}"u8) || Lexis.Has(text, "{$smarty"u8) || Lexis.Has(text, "{literal}"u8) || Lexis.Has(text, "{system("u8) || Lexis.Has(text, "{if "u8) && Lexis.Has(text, "}"u8) && text.IndexOf((byte)'(') > 0 ? 8 : 0;
    }

    /// <summary>A method of a class called from a template of Smarty: <c>{Name::method(...)}</c>.</summary>
    private static bool IsStaticCall(ReadOnlySpan<byte> text)
    {
        var at = text.IndexOf((byte)'{');
        if (at < 0) return false;
        var rest = text[(at + 1)..];
        var name = Lexis.WordLength(rest);
        if (name == 0 || !rest[name..].StartsWith("::"u8)) return false;
        rest = rest[(name + 2)..];
        return rest[Lexis.WordLength(rest)..] is [(byte)'(', ..];
    }

    /// <summary>A product of two numbers between brackets or braces, the first thing one tries: <c>[[7*7]]</c>, <c>{7*7}</c>, <c>[%7*7%]</c>.</summary>
    private static bool IsProduct(ReadOnlySpan<byte> text)
    {
        var star = text.IndexOf((byte)'*');
        if (star < 2 || star + 2 >= text.Length) return false;
        var (start, end) = (star, star + 1);
        while (start > 0 && Lexis.IsDigit(text[start - 1])) start--;
        while (end < text.Length && Lexis.IsDigit(text[end])) end++;
        if (start == star || end == star + 1 || start == 0 || end == text.Length) return false;
        if (text[start - 1] == '=' && start > 1) start--;
        return (text[start - 1], text[end]) is ((byte)'{', (byte)'}') or ((byte)'%', (byte)'%') || (text[..start].EndsWith("[["u8) && text[end..].StartsWith("]]"u8));
    }

    /// <summary><c>${7*7}</c>, <c>#{...}</c>, <c>*{...}</c>, <c>@(...)</c>, <c>@{[...]}</c>.</summary>
    private static int Expressions(ReadOnlySpan<byte> text)
    {
        for (var from = 0; ;)
        {
            var at = text[from..].IndexOf((byte)'{');
            if (at < 0) return 0;
            at += from;
            from = at + 1;
            if (at == 0 || text[at - 1] is not ((byte)'$' or (byte)'#' or (byte)'*' or (byte)'@' or (byte)'~' or (byte)'%')) continue;
            var end = text[from..].IndexOf((byte)'}');
            var inside = end < 0 ? text[from..] : text.Slice(from, end);
            if (text[at - 1] == '@' && inside.TrimStart((byte)' ') is [(byte)'[', ..]) return 8;
            if (text[at - 1] == '$' && inside is [(byte)'\'' or (byte)'"' or (byte)'@' or (byte)'$' or (byte)'(', ..]) return 7;
            if (Evaluates(inside)) return 8;
            if (text[at - 1] == '~' && Lexis.Has(inside, "::"u8)) return Points.Default;
            if (text[at - 1] == '*' && !inside.IsEmpty && Lexis.IsLetter(inside[0])) return 4;
        }
    }

    /// <summary>Whether something between braces is computed: arithmetic on constants, a call, a filter, a member of a member.</summary>
    private static bool Evaluates(ReadOnlySpan<byte> inside)
    {
        var trimmed = inside.Trim(" ="u8);
        if (trimmed.IsEmpty) return false;
        if (Globals.Has(trimmed) || Objects.Has(trimmed[..Lexis.WordLength(trimmed)]) && Lexis.WordLength(trimmed) < trimmed.Length && trimmed[Lexis.WordLength(trimmed)] == '.') return true;
        if (trimmed is [(byte)'.', _, ..] && trimmed.Contains((byte)'"')) return true;
        if (trimmed.IndexOf((byte)'(') >= 0 || trimmed.IndexOf("__"u8) >= 0) return true;
        if (Lexis.IsDigit(trimmed[0]) || trimmed[0] is (byte)'\'' or (byte)'"') return trimmed.IndexOfAny(Operators) > 0;
        if (IsGo(trimmed)) return true;
        if (IsWikiText(trimmed)) return false;
        return trimmed.IndexOf((byte)'[') > 0 || trimmed.IndexOf("|"u8) > 0 && trimmed.IndexOf((byte)'|') < trimmed.Length - 1 && trimmed.Length < 200;
    }

    private static readonly Words GoFunctions = Words.Set("printf println html js urlquery index");

    /// <summary>A variable set, and functions given a text, in templates of Go: <c>$x := 1</c>, <c>printf "%s" .A</c>.</summary>
    private static bool IsGo(ReadOnlySpan<byte> inside)
    {
        if (inside[0] == '$') return Lexis.Has(inside, ":="u8);
        var length = Lexis.WordLength(inside);
        return GoFunctions.Has(inside[..length]) && inside[length..] is [(byte)' ', (byte)'"', ..];
    }

    /// <summary>A template or parser function of a wiki: <c>Infobox|name=x</c>, <c>#if:1|a|b</c>. What filters are given stands in parentheses.</summary>
    private static bool IsWikiText(ReadOnlySpan<byte> inside)
    {
        if (inside[0] == '#') return inside[(1 + Lexis.WordLength(inside[1..]))..] is [(byte)':', ..];
        var argument = inside[(inside.IndexOf((byte)'|') + 1)..].TrimStart((byte)' ');
        return argument.Length < inside.Length && argument[Lexis.WordLength(argument)..].TrimStart((byte)' ') is [(byte)'=', not (byte)'=', ..];
    }

    /// <summary>What engines hand to every template; authors of pages write names of their own.</summary>
    private static readonly Words Globals = Words.Set("config self _self request dump constructor $root applicationscope sessionscope requestscope facescontext settings.secret_key config.secret_key app.request .version .data_model");

    /// <summary>The same, asked for a member.</summary>
    private static readonly Words Objects = Words.Set("request _self pagecontext facescontext applicationscope sessionscope requestscope servletcontext");

    /// <summary><c>&lt;%= 7*7 %&gt;</c>, <c>&lt;#assign ...&gt;</c>, <c>#set($x=...)</c>.</summary>
    private static int Percents(ReadOnlySpan<byte> text)
    {
        if (Lexis.Has(text, "<%"u8) && (Lexis.Has(text, "%>"u8) || Lexis.Has(text, "<%="u8) || Lexis.Has(text, "<%@"u8))) return 8;
        if (text.SequenceEqual("<%"u8)) return Points.Default;
        if (Lexis.Has(text, "<#assign"u8) || Lexis.Has(text, "freemarker.template"u8) || Lexis.Has(text, "?new()"u8) || Lexis.Has(text, "[#assign"u8) || Lexis.Has(text, "<#include"u8) || Lexis.Has(text, "<#list "u8)) return 9;
        if (Lexis.Has(text, "<jsp:"u8)) return 8;
        return Lexis.Has(text, "%{("u8) || Lexis.Has(text, "%{#"u8) ? 9 : 0;
    }

    /// <summary>OGNL, SpEL and Velocity.</summary>
    private static int Ognl(ReadOnlySpan<byte> text)
    {
        if (Lexis.Has(text, "#_memberaccess"u8) || Lexis.Has(text, "#context"u8) || Lexis.Has(text, "#request"u8) && text.IndexOf((byte)'(') >= 0 || Lexis.Has(text, "ognl"u8) && text.IndexOf((byte)'@') >= 0) return 9;
        if (Lexis.Has(text, "@java."u8) || Lexis.Has(text, "t(java."u8) || Lexis.Has(text, "#rt"u8) && Lexis.Has(text, "getruntime"u8)) return 10;
        if (Lexis.Has(text, "#set("u8) || Lexis.Has(text, "#set ("u8) || Lexis.Has(text, "#foreach("u8) || Lexis.Has(text, "#parse("u8) || Lexis.Has(text, "#include("u8) || Lexis.Has(text, "#evaluate("u8)) return 8;
        if (Lexis.Has(text, "@html.raw("u8)) return 7;
        return Lexis.Has(text, "@("u8) && text.IndexOf((byte)')') > 0 && Evaluates(text[(text.IndexOf("@("u8) + 2)..]) ? 5 : 0;
    }
}
