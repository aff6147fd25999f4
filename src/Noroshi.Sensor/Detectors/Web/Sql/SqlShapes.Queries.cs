namespace Noroshi.Sensor.Detectors.Web.Sql;

/// <summary>Shapes of whole queries and statements.</summary>
internal readonly ref partial struct SqlShapes
{
    /// <summary><c>union [all] select 1,2</c></summary>
    private int Union(int i)
    {
        var j = Skip(i + 1);
        while (Kind(j) is SqlKind.Quantifier or SqlKind.Open or SqlKind.Comment or SqlKind.ExecutableComment) j++;
        if (Kind(j) == SqlKind.Statement && IsWord(j, "values"u8)) return 7;
        if (IsWord(j, "values"u8)) return Kind(j + 1) == SqlKind.Open ? 7 : 0;
        if (IsWord(j, "table"u8) && IsName(j + 1) && (_isBreakout || Kind(i - 1) == SqlKind.Number)) return 7;
        if (Kind(j) != SqlKind.Select) return _isBreakout && IsWord(i, "union"u8) && Kind(j) != SqlKind.Word ? 6 : Kind(j - 1) == SqlKind.Quantifier && (Kind(j) == SqlKind.End || Kind(i - 1) == SqlKind.Number) ? Points.Default : 0;
        j = Skip(j + 1);
        if (Kind(j) is SqlKind.Word or SqlKind.Thing && Kind(j + 1) is not (SqlKind.Comma or SqlKind.From or SqlKind.End or SqlKind.Close or SqlKind.Comment or SqlKind.Open)) return 3;
        // "sql union select tutorial" is what people look for who learn it.
        if (Kind(j) == SqlKind.Word && Kind(j + 1) == SqlKind.End && Kind(i - 1) == SqlKind.Word) return 3;
        return Kind(j) == SqlKind.End || Kind(j) == SqlKind.Word ? 7 : 10;
    }

    /// <summary><c>select a, b from c</c></summary>
    private int Select(int i)
    {
        var isOpened = Kind(i - 1) is SqlKind.Open or SqlKind.Semicolon || (_isBreakout && i <= 4);
        var j = Skip(i + 1);
        var isDistinct = IsWord(j, "distinct"u8);
        if (Kind(j) == SqlKind.Quantifier) j = Skip(j + 1);
        var first = Token(j);
        if (first.Kind is SqlKind.Function && Kind(j + 1) == SqlKind.Open) return isOpened || first.Weight >= SqlWords.Middle ? 9 : 6;
        if (first.Kind is SqlKind.Variable or SqlKind.Case || (first.Kind == SqlKind.Variable && first.Weight > 0)) return 8;
        var from = FromBehind(j, out var isList);
        if (from < 0) return Bare(j, isOpened);
        var isNamed = IsName(from + 1) || Kind(from + 1) is SqlKind.Open or SqlKind.Variable or SqlKind.Text;
        if (!isNamed) return Kind(from + 1) == SqlKind.End && (isList || isOpened) && _tokens.Length > 3 ? 6 : 2;
        // "select city, country from the list" is said to people.
        if (!isOpened && Articles.Has(WordAt(from + 1)) && Kind(from + 2) == SqlKind.Word) return 2;
        if (isList || isOpened) return isOpened ? 9 : 7;
        if (isDistinct && Kind(from + 2) == SqlKind.End) return Points.Default;
        // "select name from users" may be said of anything; a condition or an end makes it a query.
        if (Schemas.Has(WordAt(from + 1)) && Kind(from + 2) != SqlKind.End) return 6;
        return Kind(Behind(from + 1)) is SqlKind.Where or SqlKind.Limit or SqlKind.By or SqlKind.Comment or SqlKind.Semicolon or SqlKind.Close ? 7 : j + 1 == from ? 4 : 0;
    }

    private static readonly Words Articles = Words.Set("the a an my your our their his her its this these those each every");

    /// <summary>Schemas that come with a database: <c>select user from mysql.user</c>.</summary>
    private static readonly Words Schemas = Words.Set("mysql sys dbo sysibm syscat pg_catalog information_schema performance_schema msdb master");

    private int Bare(int j, bool isOpened) => Kind(j) switch
    {
        SqlKind.Number or SqlKind.Text => isOpened ? 8 : Kind(j + 1) is SqlKind.End or SqlKind.Comma or SqlKind.Comment or SqlKind.Close ? 5 : 0,
        SqlKind.Star or SqlKind.Open => isOpened ? 8 : 5,
        SqlKind.ExecutableComment or SqlKind.Comment => 7,
        SqlKind.TellingName => 7,
        SqlKind.Literal => isOpened ? 7 : Kind(j - 2) == SqlKind.End && Kind(j + 1) is SqlKind.End or SqlKind.Comma ? Points.Default : 3,
        SqlKind.Arithmetic or SqlKind.Not => Kind(j + 1) == SqlKind.Number && Kind(j + 2) is SqlKind.End or SqlKind.Comma or SqlKind.Comment ? Points.Default : 0,
        SqlKind.Word => isOpened ? 6 : 0,
        _ => isOpened && Kind(j) == SqlKind.End ? 5 : 0,
    };

    /// <summary>The FROM of a list that is nothing but a list; -1 when words stand in it side by side.</summary>
    private int FromBehind(int j, out bool isList)
    {
        isList = false;
        for (var words = 0; j < _tokens.Length; j++)
        {
            var kind = Kind(j);
            if (kind == SqlKind.From) return j;
            var isWord = kind is SqlKind.Word or SqlKind.Thing or SqlKind.Statement or SqlKind.Logic or SqlKind.Compare or SqlKind.Literal;
            words = isWord ? words + 1 : 0;
            if (words > 1 && !isList) return -1;
            isList |= !isWord && kind is not SqlKind.Comment;
        }
        return -1;
    }

    /// <summary>The rest of a query: <c>) as x from</c>, <c>from `a`.`b`</c>.</summary>
    private int From(int i)
    {
        if (IsWord(i - 2, "as"u8) && Kind(i - 3) is SqlKind.Close or SqlKind.Number or SqlKind.Text or SqlKind.End && (IsName(i - 1) || Kind(i - 1) == SqlKind.Text)) return Kind(i - 3) == SqlKind.End ? 0 : 6;
        if (IsWord(i + 1, "dual"u8) && Token(i - 1).IsConstant && Kind(i + 2) is SqlKind.End or SqlKind.Comment or SqlKind.Close or SqlKind.Where) return 6;
        // The rest of a list and a comment that cuts off the rest of the query: password from users--
        if (i > 0 && IsName(i + 1) && Kind(i + 2) == SqlKind.Comment && _tokens[i + 2].Length == 2 && _tokens.Length == i + 3 && _text.Length - _tokens[i + 2].Start <= 6) return 6;
        return Kind(i + 1) == SqlKind.Text && _text[_tokens[i + 1].Start] == '`' ? 6 : 0;
    }

    /// <summary>A keyword directly behind the quote that lets out: <c>' alter a</c>. A quoted word alone is no break-out.</summary>
    private int Behind(int i, SqlKind next)
    {
        if (!_isQuoted || i > 0 || Kind(i + 2) is SqlKind.Text or SqlKind.OpenText) return 0;
        if (_tokens[0].Length == 0 && _text[0] == '\'' && !_text[1..].Contains((byte)'\'') && (next is SqlKind.From or SqlKind.Where or SqlKind.Limit or SqlKind.Having or SqlKind.By or SqlKind.Into || Trailing.Has(WordAt(1)))) return Points.Default;
        // The name a column is given, closed: 6 as" from
        if (next == SqlKind.From && WordAt(0).EndsWith(" as"u8)) return 6;
        if (next is SqlKind.Union or SqlKind.Select) return Kind(i + 3) == SqlKind.End || Kind(i + 2) == SqlKind.Quantifier ? Points.Default : 0;
        return next == SqlKind.Statement && Kind(i + 2) != SqlKind.End && _tokens[i + 1].Length > 3 ? Points.Default : 0;
    }

    private static readonly Words Trailing = Words.Set("collate escape");

    /// <summary>What a statement that writes goes on with behind the value: another row (<c>a'),('b</c>) or another column (<c>a', role='b</c>).</summary>
    private int Comma(int i)
    {
        if (!_isQuoted || i > 2) return 0;
        var isRow = i == 2 && Kind(1) == SqlKind.Close && Kind(3) == SqlKind.Open && Token(4).IsOperand;
        var isColumn = i == 1 && IsName(2) && IsWord(3, "="u8) && Token(4).IsConstant;
        return isRow || isColumn ? 6 : 0;
    }

    /// <summary><c>1; drop table x</c></summary>
    private int Stacked(int i)
    {
        var j = Skip(i + 1);
        if (Kind(j) == SqlKind.Select) return Kind(j + 1) is SqlKind.Function or SqlKind.Open or SqlKind.Star or SqlKind.Number or SqlKind.Case or SqlKind.Text or SqlKind.Variable ? 10 : _isBreakout ? 8 : 4;
        if (IsSpelledOut(j)) return 7;
        if (Kind(j) == SqlKind.Statement && Statement(j) is > 0 and var points) return points + 3;
        // Nothing in front, or a number: what comes next is a statement of its own, where matrix parameters are set to something.
        if ((i == 0 || (i == 1 && Kind(0) == SqlKind.Number && _tokens[1].Start == _tokens[0].Length)) && Kind(j + 1) is not SqlKind.Compare && Alone.Has(WordAt(j))) return Points.Default;
        if (Kind(j) == SqlKind.Statement) return _isBreakout || Kind(j + 1) is SqlKind.Into or SqlKind.Thing or SqlKind.From ? 6 : 0;
        if (Unusual.Has(WordAt(j)) || (IsWord(j, "replace"u8) && Kind(j + 1) == SqlKind.Into) || (IsWord(j, "values"u8) && Kind(j + 1) == SqlKind.Open)) return 7;
        if (i == 1 && Kind(j) == SqlKind.Thing && (_isBreakout || Kind(0) == SqlKind.Number) && IsName(j + 1) && j + 2 >= _tokens.Length) return Points.Default;
        // The end of a statement, and the rest of the query made a comment: name;--
        if (i == 1 && _tokens.Length == 3 && Kind(2) == SqlKind.Comment && (_tokens[2].Length == 2 || Kind(0) == SqlKind.Number) && _text.Length - _tokens[2].Start <= 4) return 6;
        return _isQuoted && Kind(i - 1) == SqlKind.Text && Kind(j) is SqlKind.Comment or SqlKind.End && i <= 3 ? 6 : 0;
    }

    /// <summary>Statements that need more than their first word to be told: <c>call x(</c>, <c>set global x=</c>, <c>create or replace</c>, <c>pragma x</c>.</summary>
    private bool IsSpelledOut(int j) =>
        (IsWord(j, "call"u8) && IsName(j + 1) && Kind(j + 2) == SqlKind.Open) ||
        (IsWord(j, "set"u8) && Scopes.Has(WordAt(j + 1)) && Kind(j + 3) == SqlKind.Compare) ||
        (IsWord(j, "create"u8) && Kind(j + 1) == SqlKind.Logic && IsWord(j + 2, "replace"u8)) ||
        (IsWord(j, "pragma"u8) && IsName(j + 1));

    private static readonly Words Scopes = Words.Set("global session local persist");

    /// <summary>Statements that need no more than a name behind them.</summary>
    private static readonly Words Alone = Words.Set("begin commit rollback vacuum use describe copy lock flush analyze reindex optimize detach savepoint shutdown grant revoke");

    /// <summary>Statements whose names are said of nothing else.</summary>
    private static readonly Words Unusual = Words.Set("dbcc reconfigure");

    private int Statement(int i)
    {
        var next = Kind(i + 1);
        var word = _text.Slice(_tokens[i].Start, _tokens[i].Length);
        return word[0] switch
        {
            (byte)'i' when next == SqlKind.Into && IsName(i + 2) => Kind(i + 3) is SqlKind.Open or SqlKind.Select || IsWord(i + 3, "values"u8) ? 9 : Kind(i + 3) == SqlKind.End ? 3 : 2,
            (byte)'i' when word.Length == 6 && IsName(i + 1) && IsWord(i + 2, "values"u8) && Kind(i + 3) == SqlKind.Open => 7,
            (byte)'i' when word.Length == 2 && next == SqlKind.Open => InIf(i),
            (byte)'d' when next == SqlKind.From => IsName(i + 2) && Kind(i + 3) is SqlKind.Where or SqlKind.Semicolon or SqlKind.Comment ? 8 : _isBreakout ? 7 : 2,
            (byte)'d' when next == SqlKind.Variable => 9,
            (byte)'d' when word.Length == 2 && IsWord(i + 1, "$"u8) && IsWord(i + 2, "$"u8) => 7,
            (byte)'c' when word.Length == 4 && word[1] == 'o' && (IsWord(i + 2, "from"u8) || IsWord(i + 2, "to"u8)) && (Kind(i + 3) == SqlKind.Text || (IsWord(i + 3, "program"u8) && Kind(i + 4) is SqlKind.Text or SqlKind.OpenText)) => 8,
            (byte)'c' or (byte)'d' when IsWord(i + 1, "index"u8) && IsName(i + 2) && IsWord(i + 3, "on"u8) => 6,
            (byte)'a' when IsWord(i + 1, "database"u8) && Kind(i + 2) is SqlKind.Text or SqlKind.OpenText => 8,
            (byte)'d' or (byte)'t' or (byte)'a' or (byte)'c' when next == SqlKind.Thing || Objects.Has(WordAt(i + 1)) => Definition(i),
            (byte)'b' or (byte)'r' when IsWord(i + 1, "database"u8) => _isBreakout || Kind(i - 1) == SqlKind.Semicolon ? 6 : 2,
            (byte)'g' when next == SqlKind.Quantifier && IsWord(i + 2, "on"u8) && Kind(i + 3) == SqlKind.Star => 7,
            (byte)'g' or (byte)'r' when next is SqlKind.Select or SqlKind.Statement && IsWord(i + 2, "on"u8) && IsName(i + 3) => 6,
            (byte)'g' or (byte)'r' when IsWord(i + 2, "on"u8) || IsWord(i + 3, "on"u8) => _isBreakout || Kind(i - 1) == SqlKind.Semicolon ? 6 : 2,
            (byte)'h' when IsWord(i + 2, "open"u8) || IsWord(i + 2, "read"u8) => _isBreakout || Kind(i - 1) == SqlKind.Semicolon ? 7 : 2,
            (byte)'d' when word.SequenceEqual("drop"u8) && next == SqlKind.Word && Kind(i + 2) is SqlKind.Semicolon or SqlKind.Comment => 6,
            (byte)'e' when _tokens.Length == 2 && i == 0 && word.Length > 4 && next == SqlKind.Word => Points.Default,
            (byte)'u' when IsName(i + 1) && IsWord(i + 2, "set"u8) => Kind(i + 4) == SqlKind.Compare ? 9 : IsProse() ? 3 : 5,
            (byte)'m' when next == SqlKind.Into && IsWord(i + 3, "using"u8) => 7,
            (byte)'a' when word.Length == 5 && (IsWord(i + 2, "charset"u8) || (IsWord(i + 2, "character"u8) && IsWord(i + 3, "set"u8))) => 7,
            (byte)'e' when next == SqlKind.Variable => 8,
            (byte)'e' when WordAt(i + 1) is [(byte)'s' or (byte)'x', (byte)'p', (byte)'_', _, ..] => 9,
            (byte)'e' when IsWord(i + 1, "sp_"u8) || IsWord(i + 1, "xp_"u8) => Points.Default,
            (byte)'e' when next == SqlKind.Open && i == 0 && _tokens.Length == 2 => Points.Default,
            (byte)'e' or (byte)'c' when Token(i + 1).Weight >= SqlWords.Strong => 10,
            (byte)'e' when IsWord(i + 1, "master"u8) || IsWord(i + 1, "immediate"u8) || IsWord(i + 1, "sp"u8) => 9,
            (byte)'w' when word.Length == 7 && (IsWord(i + 1, "delay"u8) || IsWord(i + 1, "time"u8)) => Kind(i + 2) is SqlKind.Text or SqlKind.OpenText or SqlKind.Variable or SqlKind.End or SqlKind.Number or SqlKind.Backslash ? 10 : 3,
            (byte)'s' when next == SqlKind.Variable => 8,
            (byte)'s' when word.Length == 8 && (_isBreakout || Kind(i - 1) == SqlKind.Semicolon) => next is SqlKind.End or SqlKind.Comment or SqlKind.Semicolon ? 7 : 0,
            (byte)'l' when IsWord(i + 1, "data"u8) && Kind(i + 2) == SqlKind.File => 9,
            (byte)'p' when word[1] == 'r' && Kind(i + 2) == SqlKind.From && Kind(i + 3) is SqlKind.Text or SqlKind.Variable => 8,
            _ => 0,
        };
    }

    private static readonly Words Objects = Words.Set("user database function procedure assembly extension server certificate");

    /// <summary>What a definition goes on with: <c>alter table a add b int</c>, <c>create user a identified by 'b'</c>.</summary>
    private static readonly Words Changes = Words.Set("returns add modify rename identified engine");

    private int Definition(int i)
    {
        var j = i + 2;
        while (Kind(j) is SqlKind.Statement or SqlKind.Not) j++;
        if (!IsName(j)) return 2;
        // "create user guide" is what is looked for: there a statement shows by what it goes on with.
        if (!_isBreakout && Kind(j + 1) == SqlKind.End && WordAt(i) is [(byte)'a' or (byte)'c', ..]) return IsWord(i + 1, "user"u8) ? 3 : Points.Default;
        return _isBreakout || Kind(j + 1) is SqlKind.End or SqlKind.Comment or SqlKind.Semicolon or SqlKind.Open or SqlKind.Statement || Changes.Has(WordAt(j + 1)) || IsWord(j + 1, "character"u8) || (IsWord(j + 1, "as"u8) && Kind(j + 2) is SqlKind.End or SqlKind.Select) ? 7 : 2;
    }

    /// <summary><c>if(now()=sysdate(),sleep(9),0)</c></summary>
    private int InIf(int i)
    {
        var end = Behind(i);
        var commas = 0;
        for (var j = i + 2; j < end; j++)
        {
            if (Kind(j) == SqlKind.Comma) commas++;
            else if (Kind(j) is SqlKind.Select) return 9;
        }
        if (Token(i + 2).IsConstant && Kind(i + 3) == SqlKind.Compare) return 6;
        // A spreadsheet writes =IF(A1>10,"yes","no").
        return commas >= 2 ? _isBreakout ? 8 : i == 1 && Kind(0) == SqlKind.Compare ? 0 : 5 : 0;
    }

    private int Case(int i)
    {
        for (var j = i + 1; j < _tokens.Length; j++)
        {
            if (IsWord(j, "then"u8)) return Kind(i + 1) == SqlKind.When || Kind(i + 2) == SqlKind.When ? 8 : 3;
        }
        return Kind(i + 1) == SqlKind.When && (_isBreakout || Kind(i - 1) == SqlKind.Open) ? 6 : 0;
    }
}
