namespace Noroshi.Sensor.Detectors.Web.Sql;

/// <summary>Shapes of conditions, comments and functions.</summary>
internal readonly ref partial struct SqlShapes
{
    /// <summary><c>or 1=1</c>, <c>' and sleep(5)</c>, <c>' or 'a</c></summary>
    private int Logic(int i)
    {
        var j = Operand(i + 1);
        var isOpened = j > i + 1;
        var right = Token(j);
        if (right.Kind == SqlKind.Select) return isOpened ? 10 : _isBreakout ? 7 : 0;
        if (right.Kind == SqlKind.Case) return 8;
        if (right.Kind == SqlKind.Function && Kind(j + 1) == SqlKind.Open) return right.Weight >= SqlWords.Middle || _isBreakout ? 9 : 5;
        if (right.Kind == SqlKind.TellingName) return 8;
        if (i == 0 && right.IsOperand && IsPattern(Behind(j))) return Points.Default;
        if (i == 0 && right.IsOperand && Kind(Behind(j)) == SqlKind.Compare && !Lexis.IsWord(_text[_tokens[Behind(j)].Start])) return Math.Max(Points.Default, Comparison(i, j, Behind(j)));
        if (IsTight(i)) return 6;
        if (IsFirst(i) && (right.Kind is SqlKind.End or SqlKind.Word or SqlKind.Not)) return Kind(j + 1) is SqlKind.Compare ? 9 : Points.Default;
        if (right.Kind == SqlKind.End && i == 1 && IsBehindDigits) return Points.Default;
        if (!right.IsOperand) return right.Kind is SqlKind.End or SqlKind.Other && isOpened && (_isBreakout || (i > 0 && (Kind(i - 1) == SqlKind.Number || !Lexis.IsWord(_text[_tokens[i].Start])))) ? 5 : right.Kind == SqlKind.Backslash && _isBreakout ? 5 : 0;
        var after = BehindSum(j);
        // and(1)=(1)
        for (var opened = j - i - 1; opened > 0 && Kind(after) == SqlKind.Close && Kind(after + 1) == SqlKind.Compare; opened--) after++;
        if (Kind(after) is SqlKind.Compare or SqlKind.Not) return Comparison(i, j, after);
        if (IsMatched(after)) return _isBreakout ? 8 : IsWholeCondition ? 3 : 6;
        if (right.Kind == SqlKind.Word && Kind(j + 1) == SqlKind.Open) return _isBreakout ? 6 : 0;
        if (i <= 1 && right.Kind == SqlKind.Number && IsDividedByZero(j + 1)) return Points.Default;
        return Truth(i, right, after);
    }

    /// <summary>The piece behind an operand and what is added to it: <c>2+159-159-1</c>.</summary>
    private int BehindSum(int j)
    {
        var after = Behind(j);
        while (Kind(after) is SqlKind.Arithmetic or SqlKind.Star && Token(Operand(after + 1)).Kind == SqlKind.Number && Token(j).Kind == SqlKind.Number) after = Operand(after + 1) + 1;
        return after;
    }

    /// <summary>Whether a text is a condition of its own, as query languages of applications write it: <c>project = a and status = "b"</c>.</summary>
    private bool IsWholeCondition => !_isBreakout && Kind(0) == SqlKind.Word && Kind(1) == SqlKind.Compare;

    /// <summary>Whether the logic follows the number a text begins with: <c>1 and</c>, <c>-1 or</c>. What stands behind it there need not be as telling as elsewhere.</summary>
    private bool IsBehindNumber(int i) => Kind(i - 1) == SqlKind.Number && (i == 1 || (i == 2 && Kind(0) == SqlKind.Arithmetic));

    /// <summary>Whether the quote that lets out stands behind digits only, as it does behind feet and inches too.</summary>
    private bool IsBehindDigits => _isQuoted && Kind(0) == SqlKind.Text && WordAt(0) is { IsEmpty: false } number && number.TrimStart("0123456789.'-"u8).IsEmpty;

    /// <summary>Operators that only databases have, with a text or list behind them: <c>user ~ '^a'</c>, <c>data ? 'a'</c>, <c>1 member of ('[1]')</c>.</summary>
    private bool IsMatched(int i) => IsWord(i, "~"u8) || IsWord(i, "?"u8) ? Kind(i + 1) is SqlKind.Text or SqlKind.OpenText : IsWord(i, "member"u8) && IsWord(i + 1, "of"u8) && Kind(i + 2) == SqlKind.Open;

    /// <summary>A comparison behind AND or OR.</summary>
    private int Comparison(int i, int left, int compare)
    {
        if (Kind(compare) == SqlKind.Not && Kind(compare + 1) == SqlKind.Compare) compare++;
        var j = Operand(compare + 1);
        while (Kind(j) == SqlKind.Compare) j = Operand(j + 1);
        if (IsWord(compare, "similar"u8) && IsWord(j, "to"u8)) j++;
        var (a, b) = (Token(left), Token(j));
        var isSymbol = !Lexis.IsWord(_text[_tokens[compare].Start]);
        var isConstant = a.IsConstant && b.IsConstant;
        // 5 > 3 && 2 < 4: a condition that follows nothing
        if (isConstant && !_isBreakout && Kind(0) == SqlKind.Number && Kind(1) == SqlKind.Compare && WordAt(1).ContainsAny("<>"u8)) return Points.Default;
        if (isConstant) return isSymbol || _isBreakout ? 10 : 6;
        if (_isBreakout) return isSymbol || a.IsConstant || b.IsConstant ? 9 : b.Kind == SqlKind.Literal ? 7 : Matching.Has(WordAt(compare)) ? 6 : 4;
        if (b.Kind is SqlKind.Select or SqlKind.Function) return 8;
        if (IsWholeCondition) return 3;
        if (IsBehindNumber(i) && BehindNumber(compare, a, b, isSymbol) is > 0 and var points) return points;
        if (!isSymbol) return Matching.Has(WordAt(compare)) && b.IsConstant ? 6 : b.Kind == SqlKind.Literal && i > 0 ? a.IsConstant ? 6 : 4 : 0;
        if (b.Kind == SqlKind.End) return a.IsConstant ? 6 : 4;
        return a.IsConstant || b.IsConstant ? 6 : 4;
    }

    /// <summary>Comparisons of names that are told by the number in front: <c>1 and name like 'a%'</c>, <c>1 or id=id</c>, <c>1 and null is null</c>.</summary>
    private int BehindNumber(int compare, SqlToken a, SqlToken b, bool isSymbol)
    {
        if (isSymbol) return a.IsOperand && b.IsOperand ? a.IsConstant || b.IsConstant || (a.Kind == SqlKind.Literal && b.Kind == SqlKind.Literal) ? 6 : Points.Default : 0;
        if (b.Kind is SqlKind.Text or SqlKind.OpenText || (IsWord(compare, "in"u8) && Kind(compare + 1) == SqlKind.Open && b.IsConstant)) return 6;
        return b.Kind == SqlKind.Literal ? Points.Default : 0;
    }

    /// <summary>Operators of patterns that are no words of plain language.</summary>
    private static readonly Words Matching = Words.Set("regexp rlike glob ilike");

    /// <summary>Whether a piece compares with a pattern: <c>like '%a%'</c>.</summary>
    private bool IsPattern(int i) => Kind(i) == SqlKind.Compare && Kind(i + 1) is SqlKind.Text or SqlKind.OpenText && WordAt(i + 1).Contains((byte)'%');

    /// <summary>A value that is a condition by itself: <c>' or 1 --</c>, <c>' or 'a</c>, <c>1 || 1</c>.</summary>
    private int Truth(int i, SqlToken right, int after)
    {
        var ends = Kind(after) is SqlKind.End or SqlKind.Comment or SqlKind.Close or SqlKind.Semicolon or SqlKind.Logic or SqlKind.Limit or SqlKind.Backslash;
        var isSymbol = !Lexis.IsWord(_text[_tokens[i].Start]);
        // 8' or 9' ceiling
        if (i == 1 && IsBehindDigits && right.Kind == SqlKind.Number && Kind(after) is SqlKind.OpenText or SqlKind.Text or SqlKind.Word) return 0;
        if (_isBreakout)
        {
            if (right.Kind is SqlKind.Text or SqlKind.OpenText) return 8;
            if (right.Kind is SqlKind.Number or SqlKind.Literal or SqlKind.Variable) return ends ? 8 : 6;
            return Kind(after) is SqlKind.Comment or SqlKind.Semicolon ? 7 : isSymbol ? 5 : Kind(i - 1) == SqlKind.Text && ends ? 3 : 0;
        }
        // "chapters 1 and 2 -- summary": two operands side by side are no SQL.
        if (i >= 2 && Kind(i - 2) == SqlKind.Word && Kind(i - 1) == SqlKind.Number) return 0;
        if (Kind(after) == SqlKind.Comment && right.IsConstant) return 8;
        if (right.IsConstant && i == 1 && Token(0).IsConstant && ends && (IsWord(i, "xor"u8) || _text[_tokens[2].Start] is (byte)'!' or (byte)'~')) return Points.Default;
        if (i == 0 && _tokens.Length == 2 && (IsWord(1, "true"u8) || IsWord(1, "false"u8))) return Points.Default;
        if (right.Kind == SqlKind.Text && Kind(after) is SqlKind.Other or SqlKind.Cast or SqlKind.Arithmetic) return 6;
        if (right.Kind is SqlKind.OpenText) return 5;
        if (IsBehindNumber(i) && ends && right.Kind is SqlKind.Text or SqlKind.Variable && !WordAt(i + 1).Contains((byte)' ')) return Points.Default;
        return isSymbol && i > 0 && right.IsConstant && Token(i - 1).IsConstant ? 5 : right.Kind == SqlKind.Literal && Kind(i - 1) == SqlKind.Number && ends ? 6 : 0;
    }

    private bool IsDividedByZero(int i) => Kind(i) == SqlKind.Arithmetic && IsWord(i, "/"u8) && IsWord(i + 1, "0"u8) && Kind(i + 2) is SqlKind.End or SqlKind.Comment;

    /// <summary><c>admin'--</c>, <c>1/**/or</c>, <c>')#</c></summary>
    private int Comment(int i)
    {
        var before = Kind(i - 1);
        var isLine = _tokens[i].Length > 0;
        var isLast = i == _tokens.Length - 1;
        if (!isLine && IsParted(i)) return 8;
        if (i == 1 && isLast && IsNamed(_text)) return Points.Default;
        // 1/* and 1#: whatever follows is cut off
        if (i == 1 && isLast && Kind(0) == SqlKind.Number && _tokens[0].Start == 0 && (isLine ? _tokens[1].Length == 1 && _text.EndsWith("#"u8) : _tokens[1].Weight == 0)) return Points.Default;
        if (!isLine) return i > 0 && !isLast && (Token(i - 1).Kind is not SqlKind.Word || Kind(i + 1) is not SqlKind.Word) ? 5 : _isBreakout && isLast && i <= 3 ? 6 : i > 0 && !isLast ? 4 : 0;
        var rest = _text[(_tokens[i].Start + _tokens[i].Length)..];
        // '#id', the name of something, in quotes
        if (_isQuoted && i == 1 && _tokens[i].Length == 1 && rest is [_, ..] && Lexis.IsLetter(rest[0]) && rest.Contains(_text[_tokens[0].Length])) return 0;
        // 2019--2020
        if (before == SqlKind.Number && i == 1 && rest.TrimStart((byte)' ') is [>= (byte)'0' and <= (byte)'9', ..]) return 0;
        if (_isBreakout && before is SqlKind.Text or SqlKind.Close && isLast) return i <= 4 ? 8 : 6;
        if (_isQuoted && isLast && _tokens[i].Length == 2 && _text.Length - _tokens[i].Start <= 6) return 7;
        if (_isBreakout && isLast && before is SqlKind.Number or SqlKind.Literal or SqlKind.Semicolon) return 6;
        return isLast && before == SqlKind.Number && i == 1 && _tokens[i].Length == 2 && !IsVersion(i - 1) ? 5 : 0;
    }

    /// <summary>A name and the sign of a comment, and nothing else: <c>admin--</c>. Random identifiers end so too, but have digits.</summary>
    private static bool IsNamed(ReadOnlySpan<byte> text) => text.Length is > 4 and < 14 && text.EndsWith("--"u8) && text[..^2].IndexOfAnyExceptInRange((byte)'a', (byte)'z') < 0;

    private bool IsVersion(int i) => WordAt(i) is var number && number.Count((byte)'.') > 1;

    /// <summary>Whether a text is words only, as a question about SQL is.</summary>
    private bool IsProse()
    {
        foreach (var token in _tokens)
        {
            if (!Lexis.IsLetter(_text[token.Start])) return false;
        }
        // A procedure is called by its name and what it is given; a function needs parentheses.
        return _tokens.Length > 2 || (_tokens.Length == 2 && Kind(1) == SqlKind.Word && Lexis.IsBlank(_text[_tokens[1].Start - 1]) && WordAt(0) is not [(byte)'x' or (byte)'s', (byte)'p', (byte)'_', ..]);
    }

    private int Function(int i)
    {
        var isCalled = Kind(i + 1) == SqlKind.Open;
        var token = _tokens[i];
        if (!isCalled) return token.Weight >= SqlWords.Strong ? IsProse() ? 3 : 7 : 0;
        if (IsWord(i, "match"u8) && IsWord(Behind(i), "against"u8)) return 8;
        var inner = Kind(i + 2);
        // "char(10) vs varchar(10)" compares two for a reader; no dialect has the word.
        if (IsYear(i + 1) || (!_isBreakout && (IsWord(i - 1, "vs"u8) || IsWord(Behind(i), "vs"u8)))) return 0;
        if (IsWord(i, "benchmark"u8)) return inner == SqlKind.Number && Kind(i + 3) == SqlKind.Comma ? 9 : 3;
        if (i == 0 && IsRow(inner)) return Points.Default;
        var points = token.Weight switch { SqlWords.Strong => 8, SqlWords.Middle => 4, _ => 1 };
        if (_isBreakout) points += 2;
        if (inner is SqlKind.Select or SqlKind.Variable) return 10;
        if (i == 0 && (inner == SqlKind.End || (inner == SqlKind.Close && Kind(i + 3) == SqlKind.Comment))) return Points.Default;
        if (inner == SqlKind.Function && Kind(i + 3) == SqlKind.Open) points += 2;
        if (Token(i + 2).Weight == SqlWords.Middle && inner == SqlKind.Number) points += 3;
        // "row_number() over" asks about a function.
        if (i == 0 && token.Weight >= SqlWords.Middle && !(inner == SqlKind.Close && Kind(i + 3) == SqlKind.Word)) points++;
        if (IsWord(i, "sleep"u8)) return IsDelay(i, inner) ? 9 : _isBreakout ? 5 : 3;
        return points;
    }

    /// <summary>A row of values a statement is to go on with, and what is asked of a server first: <c>values (1,2)</c>, <c>version()</c>.</summary>
    private bool IsRow(SqlKind inner) => IsWord(0, "values"u8) ? Token(2).IsConstant && Kind(3) == SqlKind.Comma : _tokens.Length == 3 && inner == SqlKind.Close && (IsWord(0, "version"u8) || IsWord(0, "user"u8));

    /// <summary>A title and its year, with which a text ends: <c>sleep (1963)</c>.</summary>
    private bool IsYear(int open) => !_isBreakout && Kind(open - 2) is SqlKind.End or SqlKind.Word && _tokens.Length == open + 3 && Kind(open + 1) == SqlKind.Number && Kind(open + 2) == SqlKind.Close && Lexis.IsBlank(_text[_tokens[open].Start - 1]) && WordAt(open + 1) is [(byte)'1', (byte)'9', _, _] or [(byte)'2', (byte)'0', _, _];

    /// <summary>A delay has a number, a text or a formula and nothing more; "sleep (8 hours)" is none.</summary>
    private bool IsDelay(int i, SqlKind inner) => inner is SqlKind.Text or SqlKind.Open or SqlKind.Arithmetic || (inner == SqlKind.Close && _isBreakout) || (inner == SqlKind.Number && Kind(i + 3) != SqlKind.Word) || WordAt(i + 2).EndsWith(".to_i"u8);

    private int TellingName(int i) => IsProse() ? 3 : Kind(i - 1) is SqlKind.From || _isBreakout ? 9 : Kind(i + 1) is SqlKind.Word or SqlKind.TellingName or SqlKind.Thing || _tokens.Length == 1 ? 7 : 5;

    /// <summary><c>' order by 5--</c>, <c>1 group by x having 1=1</c></summary>
    private int By(int i)
    {
        if (IsTight(i)) return 6;
        var isNumber = Kind(i + 1) is SqlKind.Number or SqlKind.Function;
        if (_isBreakout) return isNumber ? 9 : 5;
        if (_tokens.Length == 1) return Points.Default;
        if (isNumber) return Kind(i - 1) is SqlKind.Number || Kind(i + 2) is SqlKind.Comment or SqlKind.Comma ? 8 : 4;
        if (Kind(i - 1) is SqlKind.Number && IsName(i + 1) && Kind(i + 2) == SqlKind.Comment) return 6;
        return Kind(i - 1) is SqlKind.Number && IsName(i + 1) && _tokens.Length <= i + 4 ? 4 : 0;
    }

    private int Having(int i)
    {
        var j = Operand(i + 1);
        if (Kind(Behind(j)) == SqlKind.Compare && Token(j).IsOperand) return Token(j).IsConstant || Kind(j) == SqlKind.Function ? 9 : 6;
        return _isBreakout || IsTight(i) ? 6 : 0;
    }

    private int Limit(int i)
    {
        if (IsWord(i, "procedure"u8)) return IsWord(i + 1, "analyse"u8) ? 10 : 0;
        var isCount = Kind(i + 1) == SqlKind.Number;
        return isCount ? _isBreakout ? 6 : Kind(i + 2) is SqlKind.Comma or SqlKind.Limit ? 6 : 0 : 0;
    }

    private int Variable(int i)
    {
        if (_tokens[i].Weight == SqlWords.Strong) return _tokens[i].Length > 3 ? 7 : 0;
        if (IsWord(i + 1, ":="u8)) return 6;
        return Kind(i + 1) is SqlKind.Other && Kind(i + 2) is SqlKind.Compare && (_isBreakout || Kind(i - 1) != SqlKind.End) ? 6 : 0;
    }

    /// <summary><c>'='</c>, <c>' like '%</c>, <c>) in (select</c>, <c>1=1</c></summary>
    private int Compare(int i)
    {
        var j = Operand(i + 1);
        var (left, right) = (Kind(i - 1), Token(j));
        if (right.Kind == SqlKind.Select && (j > i + 1 || _isBreakout)) return 9;
        if (Kind(j) == SqlKind.End && i > 0 && Unfinished(i, j)) return Points.Default;
        if (_isQuoted && i == 1 && Kind(i + 1) == SqlKind.Comment) return Points.Default;
        if (i == 0 && Matching.Has(WordAt(i)) && right.Kind is SqlKind.Text or SqlKind.OpenText) return Points.Default;
        if (IsTight(i) && (Matching.Has(WordAt(i)) || IsWord(i, "like"u8) || IsWord(i, "between"u8))) return 6;
        if (IsFirst(i) && Lexis.IsLetter(_text[_tokens[i].Start]) && (right.IsOperand || IsWord(i, "sounds"u8))) return 6;
        if (IsMember(i)) return Points.Default;
        var isSymbol = !Lexis.IsWord(_text[_tokens[i].Start]);
        if (_isBreakout && left is SqlKind.Text or SqlKind.Close)
        {
            if (right.IsConstant || right.Kind == SqlKind.Literal) return 7;
            if (IsWord(i, "notnull"u8) || IsWord(i, "isnull"u8)) return 7;
            return isSymbol && right.IsOperand ? 5 : Kind(j) == SqlKind.Open ? 5 : 0;
        }
        if (left == SqlKind.Close && i <= 1 && Kind(i + 1) == SqlKind.Open) return Points.Default;
        if (i == 0 && IsWord(i, "in"u8) && Kind(1) == SqlKind.Open && Token(2).IsConstant && Kind(3) == SqlKind.Comma) return Points.Default;
        if (left == SqlKind.Number && right.Kind == SqlKind.Number && _tokens.Length == 3 && (IsTautology(i - 1, j) || Matching.Has(WordAt(i)))) return Points.Default;
        if (left == SqlKind.Number && right.Kind == SqlKind.Number && isSymbol) return _tokens.Length == 3 ? 4 : Kind(i - 2) == SqlKind.Arithmetic ? 0 : Points.Default;
        if (left == SqlKind.Text && right.Kind is SqlKind.Text or SqlKind.OpenText) return isSymbol ? 6 : 4;
        return 0;
    }

    /// <summary>Whether a number is said to be itself or not to be another: <c>1=1</c>, <c>42 like 42</c>, <c>1!=2</c>; an equation says something else on each side.</summary>
    private bool IsTautology(int i, int j)
    {
        var sign = WordAt(i + 1);
        var isUnequal = sign.SequenceEqual("!="u8) || sign.SequenceEqual("<>"u8);
        return isUnequal ? !WordAt(i).SequenceEqual(WordAt(j)) : WordAt(i).SequenceEqual(WordAt(j)) && (sign.SequenceEqual("<=>"u8) || !sign.ContainsAny("<>!"u8));
    }

    /// <summary>A text that stops behind an opening parenthesis, or behind a quote and a matching operator: half an injection, as first probes are.</summary>
    private bool Unfinished(int i, int j) => Kind(j - 1) == SqlKind.Open ? i == 1 : j == i + 1 && _isQuoted && i == 1 && (IsWord(i, "regexp"u8) || IsWord(i, "rlike"u8) || IsWord(i, "sounds"u8));

    /// <summary><c>'+'</c>, <c>'||(select ...)||'</c>, <c>1-sleep(9)</c></summary>
    private int Arithmetic(int i)
    {
        var j = Operand(i + 1);
        var right = Token(j);
        if (right.Kind == SqlKind.Select && (j > i + 1 || _isBreakout)) return 9;
        if (right.Kind == SqlKind.Function && Kind(j + 1) == SqlKind.Open) return right.Weight >= SqlWords.Middle ? 8 : _isBreakout ? 6 : 0;
        if (i == 0 && Lexis.IsWord(_text[_tokens[0].Start]) && Kind(1) == SqlKind.Open && right.Kind == SqlKind.Number) return Points.Default;
        if (!_isBreakout || Kind(i - 1) is not (SqlKind.Text or SqlKind.Close)) return 0;
        return right.Kind is SqlKind.Text or SqlKind.OpenText ? 6 : right.Kind == SqlKind.Number && Kind(j + 1) is SqlKind.Arithmetic or SqlKind.End or SqlKind.Comment or SqlKind.Star && i <= 2 ? 6 : 0;
    }

    private int Where(int i)
    {
        var j = Operand(i + 1);
        if (Kind(Behind(j)) != SqlKind.Compare || !Token(j).IsOperand) return 0;
        if (Kind(i - 2) == SqlKind.From && IsName(i - 1)) return 7;
        return Token(j).IsConstant || _isBreakout ? 8 : 2;
    }
}
