namespace Noroshi.Sensor.Detectors.Web.Sql;

/// <summary>Cuts a text into pieces of SQL as a database would, from the three places a value can stand in: bare, after a quote, after a double quote (or a backtick). No more than <see cref="MaxTokens"/> pieces.</summary>
internal sealed class SqlLexer
{
    /// <summary>How many pieces of a text are looked at.</summary>
    internal const int MaxTokens = 400;

    private readonly SqlToken[] _tokens = new SqlToken[MaxTokens];
    private int _count;

    /// <summary>The pieces.</summary>
    internal ReadOnlySpan<SqlToken> Tokens => _tokens.AsSpan(0, _count);

    /// <summary>Cuts a text.</summary>
    /// <param name="text">The text, lower case.</param>
    /// <param name="quote">The quote the text is taken to stand in; 0 for none.</param>
    /// <returns>Whether, when it stands in a quote, it gets out of it.</returns>
    internal bool Read(ReadOnlySpan<byte> text, byte quote)
    {
        _count = 0;
        var at = 0;
        if (quote != 0)
        {
            var end = EndOfValue(text, quote);
            if (end < 0) return false;
            Add(SqlKind.Text, 0, end);
            at = end + 1;
        }
        while (at < text.Length && _count < MaxTokens) at = Next(text, at);
        return true;
    }

    /// <summary>The quote that ends the value a text stands in: not the apostrophe of a word (<c>Levi's</c>, <c>'90s</c>), not those around a quoted word.</summary>
    private static int EndOfValue(ReadOnlySpan<byte> text, byte quote)
    {
        for (var from = 0; ;)
        {
            var end = EndOfText(text, from, quote);
            if (end < 0 || end + 1 >= text.Length || !Lexis.IsWord(text[end + 1])) return end;
            var length = Lexis.WordLength(text[(end + 1)..]);
            var word = text.Slice(end + 1, length);
            var kind = SqlWords.Of(word, out _);
            var isInWord = end > 0 ? Lexis.IsWord(text[end - 1]) : quote == '\'' && Lexis.IsDigit(text[1]) && !Lexis.IsDigit(text[length]);
            var isQuotedWord = end > 0 && Lexis.IsBlank(text[end - 1]) && kind is not SqlKind.Logic && end + 1 + length < text.Length && text[end + 1 + length] == quote;
            if (isQuotedWord) from = end + length + 2;
            else if (isInWord && kind == SqlKind.Word && !SqlWords.Suffixes.Has(word) && !Lexis.IsDigit(text[end + length])) from = end + 1;
            else return end;
        }
    }

    private int Next(ReadOnlySpan<byte> text, int at)
    {
        var b = text[at];
        if (Lexis.IsBlank(b)) return at + 1;
        if (Lexis.IsDigit(b) || (b == '.' && at + 1 < text.Length && Lexis.IsDigit(text[at + 1]))) return Number(text, at);
        if (Lexis.IsWord(b)) return Word(text, at);
        return b switch
        {
            (byte)'\'' or (byte)'"' or (byte)'`' => Quoted(text, at, b),
            (byte)'-' when Follows(text, at, '-') => LineComment(text, at),
            (byte)'#' => LineComment(text, at),
            (byte)'/' when Follows(text, at, '*') => BlockComment(text, at),
            (byte)'@' when Follows(text, at, '>') => Contains(at),
            (byte)'@' => Variable(text, at),
            (byte)'(' => One(SqlKind.Open, at),
            (byte)')' => One(SqlKind.Close, at),
            (byte)',' => One(SqlKind.Comma, at),
            (byte)';' => One(SqlKind.Semicolon, at),
            (byte)'\\' => One(SqlKind.Backslash, at),
            (byte)'*' when Follows(text, at, '/') => at + 2,
            _ => Operator(text, at),
        };
    }

    private int Operator(ReadOnlySpan<byte> text, int at)
    {
        var end = at;
        while (end < text.Length && end - at < 3 && text[end] is (byte)'=' or (byte)'<' or (byte)'>' or (byte)'!' or (byte)'~' or (byte)'|' or (byte)'&' or (byte)':') end++;
        if (end == at)
        {
            var kind = text[at] switch
            {
                (byte)'*' => SqlKind.Star,
                (byte)'+' or (byte)'-' or (byte)'/' or (byte)'%' or (byte)'^' => SqlKind.Arithmetic,
                _ => SqlKind.Other,
            };
            return One(kind, at);
        }
        Add(KindOf(text[at..end]), at, end - at);
        return end;
    }

    private static SqlKind KindOf(ReadOnlySpan<byte> symbol)
    {
        if (symbol.SequenceEqual("||"u8) || symbol.SequenceEqual("&&"u8)) return SqlKind.Logic;
        if (symbol.SequenceEqual("::"u8)) return SqlKind.Cast;
        if (symbol.SequenceEqual("!"u8)) return SqlKind.Not;
        if (symbol[0] == ':') return SqlKind.Other;
        return symbol.Length == 1 && symbol[0] is (byte)'|' or (byte)'&' or (byte)'~' ? SqlKind.Arithmetic : SqlKind.Compare;
    }

    private int Number(ReadOnlySpan<byte> text, int at)
    {
        var end = at;
        if (text[at] == '0' && (Follows(text, at, 'x') || Follows(text, at, 'b')))
        {
            end += 2;
            while (end < text.Length && Decoding.Escapes.Digit(text[end]) >= 0) end++;
            Add(SqlKind.Number, at, end - at, end - at >= 8 ? SqlWords.Middle : 0);
            return end;
        }
        while (end < text.Length && (Lexis.IsDigit(text[end]) || text[end] == '.')) end++;
        if (end + 1 < text.Length && text[end] == 'e' && (Lexis.IsDigit(text[end + 1]) || text[end + 1] is (byte)'+' or (byte)'-'))
        {
            end += 2;
            while (end < text.Length && Lexis.IsDigit(text[end])) end++;
        }
        // 1or2: databases take the number and go on; a hash such as 3f9a is a word.
        var word = Lexis.WordLength(text[end..]);
        if (word > 0 && SqlWords.Of(text.Slice(end, word), out _) is SqlKind.Word)
        {
            // MySQL takes 1.e(x) for x: an exponent without digits, which only gets past filters.
            if (word == 1 && text[end] == 'e' && text[end - 1] == '.' && Follows(text, end, '('))
            {
                Add(SqlKind.Function, at, end + 1 - at, SqlWords.Strong);
                return end + 1;
            }
            Add(SqlKind.Word, at, end + word - at);
            return end + word;
        }
        Add(SqlKind.Number, at, end - at);
        return end;
    }

    private int Word(ReadOnlySpan<byte> text, int at)
    {
        var length = Lexis.WordLength(text[at..]);
        var word = text.Slice(at, length);
        var end = at + length;
        var kind = SqlWords.Of(word, out var weight);
        if (kind == SqlKind.Word && IsIntroducer(word) && end < text.Length && text[end] == '\'' && EndOfText(text, end + 1, (byte)'\'') >= 0) return Quoted(text, end, (byte)'\'');
        if (word.SequenceEqual("order"u8) || word.SequenceEqual("group"u8) || word.SequenceEqual("partition"u8))
        {
            var blanks = Lexis.Blanks(text[end..]);
            if (text[(end + blanks)..].StartsWith("/*"u8) && text[(end + blanks)..].IndexOf("*/"u8) is > 0 and var close) blanks += close + 2;
            if (text[(end + blanks)..].StartsWith("by"u8) && Lexis.WordLength(text[(end + blanks)..]) == 2)
            {
                Add(SqlKind.By, at, length);
                return end + blanks + 2;
            }
        }
        if (kind == SqlKind.Function && !IsCalled(text, end) && weight < SqlWords.Strong) (kind, weight) = (SqlKind.Word, 0);
        Add(kind, at, length, weight);
        return end < text.Length && text[end] == '.' && end + 1 < text.Length && Lexis.IsWord(text[end + 1]) ? end + 1 : end;
    }

    /// <summary>Letters before a text's quote: <c>n'abc'</c>, <c>x'41'</c>, <c>_utf8'abc'</c>.</summary>
    private static bool IsIntroducer(ReadOnlySpan<byte> word) => (word.Length == 1 && word[0] is (byte)'n' or (byte)'x' or (byte)'b' or (byte)'e') || (word[0] == '_' && word.Length <= 8);

    private static bool IsCalled(ReadOnlySpan<byte> text, int end)
    {
        end += Lexis.Blanks(text[end..]);
        if (end + 1 < text.Length && text[end] == '/' && text[end + 1] == '*')
        {
            var close = text[end..].IndexOf("*/"u8);
            if (close < 0) return false;
            end += close + 2;
        }
        return end < text.Length && text[end] == '(';
    }

    /// <summary>What PostgreSQL asks whether one value contains another with: <c>@&gt;</c>.</summary>
    private int Contains(int at)
    {
        Add(SqlKind.Compare, at, 2);
        return at + 2;
    }

    private int Variable(ReadOnlySpan<byte> text, int at)
    {
        var end = at + 1;
        if (end < text.Length && text[end] == '@') end++;
        var length = Lexis.WordLength(text[end..]);
        if (length == 0 && end - at == 1) return One(SqlKind.Other, at);
        Add(SqlKind.Variable, at, end - at + length, end - at == 2 ? SqlWords.Strong : 0);
        return end + length;
    }

    private int Quoted(ReadOnlySpan<byte> text, int at, byte quote)
    {
        var end = EndOfText(text, at + 1, quote);
        Add(end < 0 ? SqlKind.OpenText : SqlKind.Text, at, (end < 0 ? text.Length : end + 1) - at);
        return end < 0 ? text.Length : end + 1;
    }

    private static int EndOfText(ReadOnlySpan<byte> text, int from, byte quote)
    {
        while (from < text.Length)
        {
            var at = text[from..].IndexOf(quote);
            if (at < 0) return -1;
            at += from;
            if (at + 1 < text.Length && text[at + 1] == quote && at > from) from = at + 2;
            else return at;
        }
        return -1;
    }

    private int LineComment(ReadOnlySpan<byte> text, int at)
    {
        var end = text[at..].IndexOf((byte)'\n');
        Add(SqlKind.Comment, at, text[at] == '#' ? 1 : 2);
        return end < 0 ? text.Length : at + end;
    }

    private int BlockComment(ReadOnlySpan<byte> text, int at)
    {
        if (at + 2 < text.Length && text[at + 2] == '!')
        {
            Add(SqlKind.ExecutableComment, at, 3);
            var end = at + 3;
            while (end < text.Length && Lexis.IsDigit(text[end]) && end < at + 9) end++;
            return end;
        }
        var close = text[(at + 2)..].IndexOf("*/"u8);
        Add(SqlKind.Comment, at, 0, close < 0 ? 0 : 1);
        return close < 0 ? text.Length : at + close + 4;
    }

    private static bool Follows(ReadOnlySpan<byte> text, int at, char next) => at + 1 < text.Length && text[at + 1] == next;

    private int One(SqlKind kind, int at)
    {
        Add(kind, at, 1);
        return at + 1;
    }

    private void Add(SqlKind kind, int start, int length, int weight = 0)
    {
        if (_count < MaxTokens) _tokens[_count++] = new(kind, start, length, weight);
    }
}
