namespace Noroshi.Sensor.Detectors.Web.Sql;

/// <summary>Shapes of pieces of queries that are a text as a whole, sent where an application puts a value into a query without quotes.</summary>
internal readonly ref partial struct SqlShapes
{
    private static readonly Words Patterns = Words.Set("like ilike rlike regexp glob");

    private static readonly Words Rebuilt = Words.Set("function procedure view trigger package type");

    /// <summary>Points of a text that is a condition or clause and nothing else; prose goes on behind it.</summary>
    private int Fragment()
    {
        if (_isQuoted || _tokens.Length is < 2 or > 40) return 0;
        var isFragment = Kind(0) switch
        {
            SqlKind.Logic => IsConditionBehindLogic(),
            SqlKind.Compare => !IsWord(0, "is"u8) && !IsWord(0, "between"u8) && IsEnd(BehindPredicate(0)),
            SqlKind.Not => IsEnd(BehindPredicate(0)),
            SqlKind.By => Kind(1) == SqlKind.Number && (_tokens.Length == 2 || Kind(2) == SqlKind.Comma),
            SqlKind.From => IsFromClause(),
            SqlKind.Star => Kind(1) == SqlKind.From && IsName(2) && Kind(3) is not SqlKind.Word,
            SqlKind.When => IsWord(0, "then"u8) && IsWord(2, "else"u8) && Kind(4) is SqlKind.When or SqlKind.End,
            SqlKind.Where => Kind(Behind(1)) == SqlKind.Compare && Token(Behind(1) + 1).IsConstant && IsEnd(Behind(1) + 2),
            SqlKind.Statement => IsSpelledOut(0) && (Kind(1) != SqlKind.Logic || Rebuilt.Has(WordAt(3))) || (IsWord(0, "declare"u8) && IsWord(2, "cursor"u8)),
            _ => IsSame() || IsConditionBehindValue(),
        };
        return isFragment ? Points.Default : 0;
    }

    private bool IsEnd(int i) => i > 0 && Kind(i) is SqlKind.End or SqlKind.Comment or SqlKind.Logic or SqlKind.Semicolon;

    /// <summary>The piece behind a predicate: <c>is not null</c>, <c>in (1,2)</c>, <c>not between 1 and 3</c>, <c>like 'a%'</c>; -1 where none stands.</summary>
    private int BehindPredicate(int i)
    {
        if (IsWord(i, "is"u8)) return Kind(IsWord(i + 1, "not"u8) ? i + 2 : i + 1) == SqlKind.Literal ? IsWord(i + 1, "not"u8) ? i + 3 : i + 2 : -1;
        var isNegated = IsWord(i, "not"u8);
        if (isNegated) i++;
        if (IsWord(i, "in"u8)) return Kind(i + 1) == SqlKind.Open && Token(i + 2).IsConstant && Kind(i + 3) is SqlKind.Comma or SqlKind.Close ? Behind(i) : -1;
        if (IsWord(i, "between"u8)) return Token(i + 1).IsConstant && IsWord(i + 2, "and"u8) && Token(i + 3).IsConstant ? i + 4 : -1;
        if (IsWord(i, "sounds"u8)) return IsWord(i + 1, "like"u8) && Token(i + 2).IsConstant ? i + 3 : -1;
        // "things like 'this'" is said to people.
        return Patterns.Has(WordAt(i)) && Kind(i + 1) is SqlKind.Text or SqlKind.OpenText && (isNegated || !IsWord(i, "like"u8) || IsPattern(i)) ? i + 2 : -1;
    }

    /// <summary><c>or a is null</c>, <c>or not 1</c>, <c>or exists (</c>, <c>||1</c>, <c>and(1)</c></summary>
    private bool IsConditionBehindLogic()
    {
        if (IsWord(1, "exists"u8) && Kind(2) == SqlKind.Open) return true;
        if (Kind(1) == SqlKind.Not && Token(2).IsConstant && _tokens.Length == 3) return true;
        if (Kind(1) == SqlKind.Open && _tokens[1].Start == _tokens[0].Length && Token(2).IsConstant && Kind(3) == SqlKind.Close) return true;
        if (Token(1).IsConstant && _tokens.Length == 2) return Kind(1) != SqlKind.OpenText;
        return (Token(1).IsConstant || IsName(1)) && IsEnd(BehindPredicate(Behind(1)));
    }

    /// <summary><c>1 is not null</c>, <c>-1 or 1</c>, <c>1 and not 2</c>, <c>'a' in ('a')</c>, <c>1 member of ('[1]')</c></summary>
    private bool IsConditionBehindValue()
    {
        var isNegative = Kind(0) == SqlKind.Arithmetic && IsWord(0, "-"u8);
        var i = isNegative ? 2 : 1;
        if (Kind(i - 1) is not (SqlKind.Number or SqlKind.Text)) return false;
        if (IsEnd(BehindPredicate(i)) || (IsWord(i, "member"u8) && IsMatched(i))) return true;
        if (Kind(i) != SqlKind.Logic || Kind(i - 1) != SqlKind.Number) return false;
        if (Kind(i + 1) == SqlKind.Not && Kind(i + 2) == SqlKind.Number) return IsEnd(i + 3);
        return Kind(i + 1) == SqlKind.Number && IsEnd(i + 2) && (isNegative || WordAt(i - 1).SequenceEqual(WordAt(i + 1)));
    }

    /// <summary>Something compared with itself, and two numbers, tight: <c>id=id</c>, <c>a like a</c>, <c>1&lt;2</c>. What is equal needs no question.</summary>
    private bool IsSame()
    {
        if (_tokens.Length != 3 || Kind(1) != SqlKind.Compare || !(Token(0).IsConstant || IsName(0))) return false;
        var sign = WordAt(1);
        if (Kind(0) == SqlKind.Number && Kind(2) == SqlKind.Number && sign.ContainsAny("<>"u8)) return _text.IndexOf((byte)' ') < 0;
        return WordAt(0).SequenceEqual(WordAt(2)) && (Patterns.Has(sign) || !(Lexis.IsWord(sign[0]) || sign.ContainsAny("!<>"u8)) || sign.SequenceEqual("<=>"u8));
    }

    /// <summary><c>from users where</c>, <c>from users limit 1</c>, <c>from dual</c></summary>
    private bool IsFromClause()
    {
        if (IsWord(1, "dual"u8)) return IsEnd(2);
        if (Kind(1) == SqlKind.Open && IsWord(2, "dual"u8)) return true;
        return IsName(1) && Kind(2) switch
        {
            SqlKind.Limit => Kind(3) == SqlKind.Number,
            SqlKind.By => true,
            SqlKind.Where => Kind(Behind(3)) == SqlKind.Compare,
            _ => false,
        };
    }

    /// <summary>A document of JSON in quotes that an operator or cast is put behind, or a member asked of a column: <c>'{"a":1}' #&gt; '{a}'</c>, <c>data-&gt;&gt;'a'</c>.</summary>
    private bool IsDocument(int i) => WordAt(i) is [(byte)'\'', (byte)'{' or (byte)'[', .., (byte)'}' or (byte)']', (byte)'\''] && (Kind(i + 1) == SqlKind.Compare && !Lexis.IsWord(_text[_tokens[i + 1].Start]) || Kind(i + 1) is SqlKind.Arithmetic or SqlKind.Cast or SqlKind.Comment or SqlKind.Other);

    private bool IsMember(int i) =>
        IsWord(i, "@>"u8) ? Kind(i + 1) is SqlKind.Text or SqlKind.OpenText || IsWord(i + 1, "array"u8) :
        i > 1 && (IsWord(i, ">"u8) || IsWord(i, ">>"u8)) && IsWord(i - 1, "-"u8) && _tokens[i - 1].Start + 1 == _tokens[i].Start && !Lexis.IsBlank(_text[_tokens[i - 1].Start - 1]) && (IsName(i - 2) || Kind(i - 2) is SqlKind.Text or SqlKind.Close) && Kind(i + 1) == SqlKind.Text && _text[_tokens[i + 1].Start] == '\'';

    /// <summary>Whether a comment parts a word of SQL in two: <c>un/**/ion</c>.</summary>
    private bool IsParted(int i)
    {
        if (i == 0 || i + 1 >= _tokens.Length) return false;
        var (before, behind) = (_tokens[i - 1], _tokens[i + 1]);
        Span<byte> whole = stackalloc byte[16];
        if (before.Start + before.Length != _tokens[i].Start || before.Length + behind.Length > whole.Length || _text[behind.Start - 1] != '/') return false;
        WordAt(i - 1).CopyTo(whole);
        WordAt(i + 1).CopyTo(whole[before.Length..]);
        return SqlWords.Of(whole[..(before.Length + behind.Length)], out _) is SqlKind.Union or SqlKind.Select or SqlKind.From or SqlKind.Where or SqlKind.Statement or SqlKind.Having && before.Length > 0 && behind.Length > 0;
    }
}
