using System.Buffers;
using Noroshi.Sensor.Detectors.Web.Sql;

namespace Noroshi.Sensor.Detectors.Web;

/// <summary>SQL injection: a text that a database would read as more than a value.</summary>
/// <remarks>CWE-89. The text is read bare, behind a quote, behind a double quote and behind a backtick: an attack must be grammar in one of the places a value can stand in.</remarks>
internal sealed class SqlInjection
{
    private const string Rule = "web.sql-injection";
    private readonly SqlLexer _lexer = new();

    internal void Judge(in Passage passage, Evidence evidence)
    {
        if (IsEverything(passage) || IsConsole(passage)) return;
        if (IsOperator(passage) || IsCut(passage) || IsBrokenKey(passage)) evidence.Add(WebAttack.SqlInjection, Points.Default, Rule);
        if (!passage.HasAny(Marks.AnyQuote | Marks.Open | Marks.Blank | Marks.Semicolon | Marks.Star | Marks.At | Marks.Equal | Marks.Pipe | Marks.Ampersand | Marks.Dash | Marks.Hash | Marks.Colon | Marks.Angle) && (passage.Hints & Hints.Sql) == 0) return;
        var best = Math.Max(Read(passage.Text, 0), IsProbe(passage) || IsUnclosed(passage) || IsLimit(passage) || IsCatalog(passage) ? Points.Default : 0);
        if (passage.HasAny(Marks.Quote)) best = Math.Max(best, Read(passage.Text, (byte)'\''));
        // In JSON double quotes are punctuation.
        if (passage.HasAny(Marks.DoubleQuote) && passage.Text[0] is not ((byte)'{' or (byte)'[')) best = Math.Max(best, Read(passage.Text, (byte)'"'));
        if (passage.HasAny(Marks.Backtick)) best = Math.Max(best, Read(passage.Text, (byte)'`'));
        if (passage.Place is Place.Agent or Place.Path or Place.Referer) best--;
        evidence.Add(WebAttack.SqlInjection, best, Rule);
    }

    /// <summary>The condition that is always true, in the parameter that map servers take a condition in: <c>where=1=1</c> asks for all there is.</summary>
    private static bool IsEverything(in Passage passage) => passage.Place == Place.Value && passage.Name.SequenceEqual("where"u8) && passage.Text.SequenceEqual("1=1"u8);

    private static readonly Words Consoles = Words.Set("sql sql_query sqlquery $query soql nrql");

    /// <summary>A whole query that only reads, in the parameter of a page that takes one: open data portals, administration of databases.</summary>
    private bool IsConsole(in Passage passage) => passage.Place == Place.Value && (Consoles.Has(passage.Name) || IsOfTime(passage)) && _lexer.Read(passage.Text, 0) && SqlShapes.IsPlainQuery(passage.Text, _lexer.Tokens);

    /// <summary>A query of a time series, as panels ask for it: <c>q=select mean("a") from "b" where time &gt; now() - 1h group by time(1m)</c>.</summary>
    private static bool IsOfTime(in Passage passage) => passage.Name.SequenceEqual("q"u8) && passage.Text.StartsWith("select "u8) && (Lexis.Has(passage.Text, " where time "u8) || Lexis.Has(passage.Text, " group by time("u8));

    private static readonly Words Keys = Words.Set("id uid pid cid nid gid tid aid bid fid mid rid eid oid catid userid productid itemid newsid articleid pageid postid threadid topicid orderid page cat category no num number user username login sort order limit offset start year month lang action view module");

    /// <summary>A key and one quote too many, the first thing sent to see a query break: <c>id=1'</c>. Elsewhere it is a measure, or half a quotation.</summary>
    private static bool IsBrokenKey(in Passage passage)
    {
        if (passage.Place != Place.Value || passage.Text is not [.. var key, (byte)'\'' or (byte)'"'] || key.Length > 24) return false;
        var word = key.TrimStart((byte)'-');
        if (Lexis.WordLength(word) != word.Length) return false;
        // Nothing that is measured is negative.
        return Keys.Has(passage.Name) || passage.Name.EndsWith("id"u8) || (word.Length < key.Length && word.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0 && !word.IsEmpty);
    }

    private static readonly SearchValues<byte> Comparing = SearchValues.Create("<>=!&|"u8);
    private static readonly Words OperatorNames = Words.Set("op operator cond condition cmp compare comparator comparison sign filter_op o");

    /// <summary>Nothing but an operator, where a value belongs; forms that let one choose an operator say so in the name.</summary>
    private static bool IsOperator(in Passage passage)
    {
        if (passage.Text.Length is < 2 or > 3 || passage.Place != Place.Value || OperatorNames.Has(passage.Name)) return false;
        return passage.Text.IndexOfAnyExcept(Comparing) < 0;
    }

    /// <summary>A function's name and an opening parenthesis with which the value ends, sent to see what is called: <c>day.(</c>, <c>length||(</c>.</summary>
    private static bool IsCut(in Passage passage)
    {
        var text = passage.Text;
        if (passage.Place is not (Place.Value or Place.Name) || text.Length > 24 || text[^1] != '(') return false;
        var word = text[..Lexis.WordLength(text)];
        var isIf = word.SequenceEqual("if"u8);
        return word.Length < text.Length - 1 && (isIf || SqlWords.Of(word, out _) == SqlKind.Function) && text[word.Length..].IndexOfAnyExcept(Cutting) < 0;
    }

    /// <summary>Numbers at and beyond the ends of what databases and interpreters hold, sent alone.</summary>
    private static readonly Words Limits = Words.Set("2147483648 -2147483649 4294967296 9223372036854775808 -9223372036854775809 18446744073709551616 99999999999999999999 1e309 2.2250738585072007e-308 2.2250738585072011e-308 2.2250738585072012e-308 2.2.90738585072007e-308 0x2.2.90738585072007e-308");

    private static bool IsLimit(in Passage passage) => passage.Place == Place.Value && (passage.Hints & Hints.Sql) != 0 && Limits.Has(passage.Text);

    private static readonly byte[][] Catalogs = [.. "mysql.user mysql.db master.. msdb.. tempdb.. master.dbo. sys.databases sys.sql_logins sys.objects sys.all_ v$version v$instance v$database".Split(' ').Select(System.Text.Encoding.ASCII.GetBytes)];

    /// <summary>A table of the database's own by its full name; paths of documentation have such names too.</summary>
    private static bool IsCatalog(in Passage passage)
    {
        if ((passage.Hints & Hints.Sql) == 0 || passage.Place is not (Place.Value or Place.Name)) return false;
        foreach (var name in Catalogs)
        {
            var at = passage.Text.IndexOf(name);
            if (at >= 0 && (at == 0 || !Lexis.IsWord(passage.Text[at - 1]))) return true;
        }
        return false;
    }

    /// <summary>All such words, for the one look at a whole request.</summary>
    internal static IEnumerable<byte[]> All => Limits.Keys.Select(System.Text.Encoding.ASCII.GetBytes).Concat(Catalogs);

    private static readonly SearchValues<byte> Cutting = SearchValues.Create("(). ?!|&$'\"/\\"u8);

    private static readonly SearchValues<byte> Breaking = SearchValues.Create("'\"();\\`{^=#|&~"u8);

    /// <summary>A value, if any, and quotes with other ends behind it, sent to see a query break: <c>1'"</c>, <c>-1')</c>. Two quotes alone are an empty text.</summary>
    private static bool IsProbe(in Passage passage)
    {
        if (passage.Place != Place.Value || !passage.HasAny(Marks.Quote | Marks.DoubleQuote) || passage.Text.Length > 12) return false;
        if (passage.Text is [(byte)'\'' or (byte)'"', >= (byte)'0' and <= (byte)'9']) return true;
        var ends = passage.Text.TrimStart("-0123456789"u8);
        if (ends.Length < 2 || ends.IndexOfAnyExcept(Breaking) >= 0 || ends[0] == '(') return false;
        return ends.IndexOfAnyExcept(ends[0]) > 0;
    }

    /// <summary>
    /// Whether a text without any letter opens a quote that nothing closes: <c>'16/17</c>, <c>3' ' 1</c>. Behind a digit it is a measure (<c>5' 10''</c>), behind a colon or among underscores a face (<c>:'(</c>),
    /// and a double one in front of a number the beginning of a phrase that is being typed.
    /// </summary>
    private static bool IsUnclosed(in Passage passage)
    {
        if (passage.Place != Place.Value || !passage.HasAny(Marks.AnyQuote) || passage.HasAny(Marks.Letter | Marks.Foreign)) return false;
        var text = passage.Text;
        if (text.Contains((byte)'_') || text.IndexOf("^^"u8) >= 0) return false;
        byte open = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is not ((byte)'\'' or (byte)'"' or (byte)'`')) continue;
            if (open == text[i]) open = 0;
            else if (open == 0 && !(i > 0 && (Lexis.IsDigit(text[i - 1]) || text[i - 1] == ':' || (i > 1 && text[i - 1] == text[i] && Lexis.IsDigit(text[i - 2]))))) open = text[i];
        }
        return open != 0 && (open != '"' || text[(text.IndexOf(open) + 1)..] is [not ((byte)' ' or (>= (byte)'0' and <= (byte)'9')), ..]);
    }

    /// <summary>A quote sent alone, the shortest probe there is. A double one is also the first key of a phrase that is being typed.</summary>
    internal static void JudgeAlone(in Passage passage, Evidence evidence)
    {
        if (passage.Place == Place.Value && passage.HasAny(Marks.Quote | Marks.Backtick)) evidence.Add(WebAttack.SqlInjection, Points.Default, Rule);
    }

    private int Read(ReadOnlySpan<byte> text, byte quote) => _lexer.Read(text, quote) ? SqlShapes.Weigh(text, _lexer.Tokens, quote != 0) : 0;
}
