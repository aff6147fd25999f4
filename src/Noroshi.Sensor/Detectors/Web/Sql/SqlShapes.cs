namespace Noroshi.Sensor.Detectors.Web.Sql;

/// <summary>
/// Weighs a row of SQL pieces by the shapes injections have. Natural text has the same words, but neither the order nor the punctuation: <c>select a plan from the list</c> lacks both.
/// A shape counts more behind a break-out: a closed quote, a parenthesis closed before it was opened.
/// </summary>
internal readonly ref partial struct SqlShapes
{
    private readonly ReadOnlySpan<byte> _text;
    private readonly ReadOnlySpan<SqlToken> _tokens;
    private readonly bool _isBreakout;
    private readonly bool _isQuoted;

    private SqlShapes(ReadOnlySpan<byte> text, ReadOnlySpan<SqlToken> tokens, bool isQuoted)
    {
        _text = text;
        _tokens = tokens;
        _isQuoted = isQuoted;
        _isBreakout = (isQuoted && !GoesOnInProse(text, tokens) && !IsQuotedWord(text, tokens)) || ClosesFirst(tokens);
    }

    /// <summary>The points of a text: the strongest shape, and a little for each further one.</summary>
    internal static int Weigh(ReadOnlySpan<byte> text, ReadOnlySpan<SqlToken> tokens, bool isQuoted)
    {
        var shapes = new SqlShapes(text, tokens, isQuoted);
        var best = shapes.Fragment();
        var found = 0;
        for (var i = 0; i < tokens.Length; i++)
        {
            var points = shapes.At(i);
            if (points == 0) continue;
            found += Math.Min(points, 4);
            best = Math.Max(best, points);
        }
        return best + Math.Max(0, (found - Math.Min(best, 4)) / 2);
    }

    /// <summary>Whether a text is one query that reads and does nothing else, as pages that take one expect: <c>select a from b where c = 1</c>.</summary>
    internal static bool IsPlainQuery(ReadOnlySpan<byte> text, ReadOnlySpan<SqlToken> tokens)
    {
        if (tokens.IsEmpty || tokens[0].Kind != SqlKind.Select) return false;
        for (var i = 1; i < tokens.Length; i++)
        {
            if (tokens[i].Kind is SqlKind.Union or SqlKind.Comment or SqlKind.ExecutableComment or SqlKind.TellingName or SqlKind.Into or SqlKind.File or SqlKind.Statement or SqlKind.Variable or SqlKind.OpenText) return false;
            if (tokens[i].Kind == SqlKind.Semicolon && i + 1 < tokens.Length) return false;
            if (tokens[i].Kind == SqlKind.Function && tokens[i].Weight >= SqlWords.Strong) return false;
            if (tokens[i].Kind == SqlKind.Function && IsDelay(text.Slice(tokens[i].Start, tokens[i].Length))) return false;
        }
        return true;
    }

    private static bool IsDelay(ReadOnlySpan<byte> function) => function.SequenceEqual("sleep"u8) || function.SequenceEqual("benchmark"u8);

    private int At(int i) => _tokens[i].Kind switch
    {
        SqlKind.Union => Union(i),
        SqlKind.Logic => Logic(i),
        SqlKind.Comment => Comment(i),
        SqlKind.ExecutableComment => 9,
        SqlKind.Semicolon => Stacked(i),
        SqlKind.Select => Select(i),
        SqlKind.Function => Function(i),
        SqlKind.TellingName => TellingName(i),
        SqlKind.By => By(i),
        SqlKind.Having => Having(i),
        SqlKind.Case => Case(i),
        SqlKind.File => Kind(i - 1) is SqlKind.Into or SqlKind.Thing or SqlKind.Word ? 9 : 0,
        SqlKind.Limit => Limit(i),
        SqlKind.Into => Kind(i + 1) == SqlKind.Variable ? 7 : 0,
        SqlKind.Statement => Statement(i),
        SqlKind.Variable => Variable(i),
        SqlKind.Compare => Compare(i),
        SqlKind.Arithmetic or SqlKind.Star => Arithmetic(i),
        SqlKind.Cast => Types.Has(WordAt(i + 1)) ? 6 : 0,
        SqlKind.From => From(i),
        SqlKind.When => IsWord(i, "when"u8) && IsWord(i + 2, "then"u8) && Kind(i - 1) is not SqlKind.Word ? 6 : 0,
        SqlKind.Text => IsDocument(i) ? Points.Default : Behind(i, Kind(i + 1)),
        SqlKind.Where => Where(i),
        SqlKind.Comma => Comma(i),
        SqlKind.Not => IsFirst(i) && Kind(i + 1) is SqlKind.Compare or SqlKind.Not ? 6 : 0,
        _ => 0,
    };

    private static readonly Words Types = Words.Set("int int2 int4 int8 integer bigint smallint text varchar char bpchar name bool boolean json jsonb numeric real float float4 float8 date time timestamp uuid xml bytea inet regclass regproc oid money interval point");

    private ReadOnlySpan<byte> WordAt(int i) => (uint)i < (uint)_tokens.Length ? _text.Slice(_tokens[i].Start, _tokens[i].Length) : [];

    private SqlKind Kind(int i) => (uint)i < (uint)_tokens.Length ? _tokens[i].Kind : SqlKind.End;

    private SqlToken Token(int i) => (uint)i < (uint)_tokens.Length ? _tokens[i] : default;

    /// <summary>Whether a piece is a word or name, known function names that are not called among them.</summary>
    private bool IsName(int i) => Kind(i) is SqlKind.Word or SqlKind.TellingName or SqlKind.Thing or SqlKind.Literal or SqlKind.Function;

    private bool IsWord(int i, ReadOnlySpan<byte> word) => (uint)i < (uint)_tokens.Length && _text.Slice(_tokens[i].Start, _tokens[i].Length).SequenceEqual(word);

    /// <summary>Whether a piece stands directly behind a quote the text begins with: <c>' or x</c>. Quoted words have something between their quotes.</summary>
    private bool IsFirst(int i) => _isQuoted && i == 1 && _tokens[0].Length == 0;

    /// <summary>Whether a keyword with its parenthesis directly behind follows a number: <c>1 or(1)</c>.</summary>
    private bool IsTight(int i) => i == 1 && Kind(0) == SqlKind.Number && Kind(2) == SqlKind.Open && _tokens[1].Start + _tokens[1].Length == _tokens[2].Start && Lexis.IsLetter(_text[_tokens[1].Start]);

    /// <summary>The next piece that is not a comment.</summary>
    private int Skip(int i)
    {
        while (Kind(i) is SqlKind.Comment or SqlKind.ExecutableComment) i++;
        return i;
    }

    /// <summary>The next piece behind signs, negations, opening parentheses and comments.</summary>
    private int Operand(int i)
    {
        while (Kind(i) is SqlKind.Comment or SqlKind.ExecutableComment or SqlKind.Open or SqlKind.Not || (Kind(i) == SqlKind.Arithmetic && IsSign(i))) i++;
        return i;
    }

    private bool IsSign(int i) => _text[_tokens[i].Start] is (byte)'-' or (byte)'+' or (byte)'~';

    /// <summary>The piece behind an operand: behind the closing parenthesis when it is a call.</summary>
    private int Behind(int i)
    {
        // users.name is one operand.
        while (IsName(i) && IsName(i + 1) && _tokens[i].Start + _tokens[i].Length + 1 == _tokens[i + 1].Start && _text[_tokens[i + 1].Start - 1] == '.') i++;
        if (Kind(i + 1) != SqlKind.Open) return i + 1;
        var depth = 0;
        for (var j = i + 1; j < _tokens.Length; j++)
        {
            if (Kind(j) == SqlKind.Open) depth++;
            else if (Kind(j) == SqlKind.Close && --depth == 0) return j + 1;
        }
        return _tokens.Length;
    }

    /// <summary>Whether a word that SQL does not know follows the quote: <c>27" monitor or 32" monitor</c>. SQL has an operator, a keyword or an end there.</summary>
    private static bool GoesOnInProse(ReadOnlySpan<byte> text, ReadOnlySpan<SqlToken> tokens) =>
        tokens.Length > 1 && tokens[1].Kind == SqlKind.Word && tokens[0].Length > 0 && !SqlWords.Suffixes.Has(text.Slice(tokens[1].Start, tokens[1].Length)) && Lexis.IsBlank(text[tokens[1].Start - 1]);

    /// <summary>Whether the first quote stands behind a blank and around one word: <c>what "and" means</c>. What breaks out goes on behind its quote with more.</summary>
    private static bool IsQuotedWord(ReadOnlySpan<byte> text, ReadOnlySpan<SqlToken> tokens)
    {
        if (tokens.Length < 2 || tokens[1].Start < 2 || !Lexis.IsLetter(text[tokens[1].Start])) return false;
        var (quote, end) = (tokens[1].Start - 1, tokens[1].Start + tokens[1].Length);
        return Lexis.IsBlank(text[quote - 1]) && end < text.Length && text[end] == text[quote] && (end + 1 == text.Length || text[end + 1] is (byte)' ' or (byte)'?' or (byte)',' or (byte)'.');
    }

    private static bool ClosesFirst(ReadOnlySpan<SqlToken> tokens)
    {
        for (var i = 0; i < tokens.Length && i < 4; i++)
        {
            if (tokens[i].Kind == SqlKind.Open) return false;
            if (tokens[i].Kind == SqlKind.Close) return i + 1 < tokens.Length && tokens[i + 1].Kind is not (SqlKind.Word or SqlKind.Other or SqlKind.Number);
        }
        return false;
    }
}
