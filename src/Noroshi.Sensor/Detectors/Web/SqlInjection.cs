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
        if (IsOperator(passage)) evidence.Add(WebAttack.SqlInjection, Points.Default, Rule);
        if (!passage.HasAny(Marks.AnyQuote | Marks.Open | Marks.Blank | Marks.Semicolon | Marks.Star | Marks.At | Marks.Equal | Marks.Pipe | Marks.Ampersand | Marks.Dash | Marks.Hash | Marks.Colon) && !IsName(passage.Text)) return;
        var best = IsProbe(passage) ? Points.Default : Read(passage.Text, 0);
        if (passage.HasAny(Marks.Quote)) best = Math.Max(best, Read(passage.Text, (byte)'\''));
        // In JSON double quotes are punctuation.
        if (passage.HasAny(Marks.DoubleQuote) && passage.Text[0] is not ((byte)'{' or (byte)'[')) best = Math.Max(best, Read(passage.Text, (byte)'"'));
        if (passage.HasAny(Marks.Backtick)) best = Math.Max(best, Read(passage.Text, (byte)'`'));
        if (passage.Place is Place.Agent or Place.Path or Place.Referer) best--;
        evidence.Add(WebAttack.SqlInjection, best, Rule);
    }

    private static readonly SearchValues<byte> Comparing = SearchValues.Create("<>=!&|"u8);
    private static readonly Words OperatorNames = Words.Set("op operator cond condition cmp compare comparator comparison sign filter_op o");

    /// <summary>Nothing but an operator, where a value belongs; forms that let one choose an operator say so in the name.</summary>
    private static bool IsOperator(in Passage passage)
    {
        if (passage.Text.Length is < 2 or > 3 || passage.Place != Place.Value || OperatorNames.Has(passage.Name)) return false;
        return passage.Text.IndexOfAnyExcept(Comparing) < 0;
    }

    private static readonly SearchValues<byte> Breaking = SearchValues.Create("'\"();\\`{"u8);

    /// <summary>A value, if any, and quotes with other ends behind it, sent to see a query break: <c>1'"</c>, <c>-1')</c>. Two quotes alone are an empty text.</summary>
    private static bool IsProbe(in Passage passage)
    {
        if (passage.Place != Place.Value || !passage.HasAny(Marks.Quote | Marks.DoubleQuote) || passage.Text.Length > 12) return false;
        var ends = passage.Text.TrimStart("-0123456789"u8);
        if (ends.Length < 2 || ends.IndexOfAnyExcept(Breaking) >= 0 || ends[0] == '(') return false;
        return ends.IndexOfAnyExcept(ends[0]) > 0;
    }

    private int Read(ReadOnlySpan<byte> text, byte quote) => _lexer.Read(text, quote) ? SqlShapes.Weigh(text, _lexer.Tokens, quote != 0) : 0;

    /// <summary>A single word can still be the name of a system table or a procedure.</summary>
    private static bool IsName(ReadOnlySpan<byte> text) => text.Length is > 3 and < 40 && SqlWords.Of(text, out var weight) is var kind and (SqlKind.TellingName or SqlKind.Function) && weight == SqlWords.Strong && (text.Length > 5 || kind == SqlKind.TellingName);
}
