namespace Noroshi.Sensor.Rules;

/// <summary>
/// Literals of which at least one occurs in whatever a regular expression matches. It reads just enough of the syntax to be sure, and gives up on anything it does not know.
/// </summary>
internal ref struct RegexLiterals
{
    private const int MaxDepth = 24;
    private const int MaxLiterals = 64;

    private readonly ReadOnlySpan<char> _pattern;
    private readonly bool _isCaseless;
    private int _at;
    private bool _isUnknown;

    private RegexLiterals(ReadOnlySpan<char> pattern, bool isCaseless)
    {
        _pattern = pattern;
        _isCaseless = isCaseless;
    }

    /// <summary>The literals, or null.</summary>
    internal static List<byte[]>? Of(string pattern, bool ignoresCase)
    {
        var reader = new RegexLiterals(pattern, ignoresCase || pattern.Contains("(?", StringComparison.Ordinal));
        var found = reader.Alternatives(0);
        return reader._isUnknown || reader._at < pattern.Length ? null : found;
    }

    private List<byte[]>? Alternatives(int depth)
    {
        if (depth > MaxDepth) _isUnknown = true;
        List<byte[]>? all = [];
        while (!_isUnknown)
        {
            var branch = Sequence(depth);
            all = all is null || branch is null || all.Count + branch.Count > MaxLiterals ? null : [.. all, .. branch];
            if (_at >= _pattern.Length || _pattern[_at] != '|') break;
            _at++;
        }
        return all;
    }

    private List<byte[]>? Sequence(int depth)
    {
        List<byte[]>? best = null;
        List<byte> run = [];
        while (!_isUnknown && _at < _pattern.Length && _pattern[_at] is not ('|' or ')'))
        {
            var group = Element(depth, out var literal);
            var isOptional = Quantifier(out var isQuantified);
            if (literal >= 0 && !isOptional) run.Add((byte)literal);
            if (literal >= 0 && !isQuantified) continue;
            best = Better(Better(best, [[.. run]]), isOptional ? null : group);
            run.Clear();
        }
        return Better(best, [[.. run]]);
    }

    private static List<byte[]>? Better(List<byte[]>? one, List<byte[]>? other) => Worth(other) > Worth(one) ? other : one;

    private static int Worth(List<byte[]>? set) => set is null || set.Count == 0 ? 0 : set.Min(l => l.Length);

    /// <summary>Reads one element: a byte that stands for itself, or the literals of a group, or neither.</summary>
    private List<byte[]>? Element(int depth, out int literal)
    {
        literal = -1;
        var c = _pattern[_at++];
        switch (c)
        {
            case '(':
                return Group(depth);
            case '[':
                Class();
                return null;
            case '\\':
                literal = Escape();
                return null;
            case '.' or '^' or '$':
                return null;
            case '*' or '+' or '?' or '{':
                _isUnknown = true;
                return null;
            default:
                literal = Plain(c);
                return null;
        }
    }

    // The Kelvin sign matches k in an expression without case; beyond ASCII case changes bytes.
    private readonly int Plain(char c) => c >= 0x80 || _isCaseless && c is 'k' or 'K' ? -1 : c;

    private List<byte[]>? Group(int depth)
    {
        var isAround = false;
        if (_at < _pattern.Length && _pattern[_at] == '?')
        {
            _at++;
            if (Rest("<=") || Rest("<!") || Rest("=") || Rest("!")) isAround = true;
            else if (Rest("<")) Skip('>');
            else if (!Rest(":")) return Flags(depth);
        }
        var found = Alternatives(depth + 1);
        Close();
        return isAround ? null : found;
    }

    private List<byte[]>? Flags(int depth)
    {
        while (_at < _pattern.Length && _pattern[_at] is 'i' or 'm' or 's' or 'n' or '-') _at++;
        if (Rest(")")) return null;
        if (!Rest(":"))
        {
            _isUnknown = true;
            return null;
        }
        var found = Alternatives(depth + 1);
        Close();
        return found;
    }

    private void Close()
    {
        if (!Rest(")")) _isUnknown = true;
    }

    private void Class()
    {
        if (_at < _pattern.Length && _pattern[_at] == '^') _at++;
        if (_at < _pattern.Length && _pattern[_at] == ']') _at++;
        while (_at < _pattern.Length && _pattern[_at] != ']')
        {
            if (_pattern[_at] == '[') _isUnknown = true;
            _at += _pattern[_at] == '\\' ? 2 : 1;
        }
        if (!Rest("]")) _isUnknown = true;
    }

    private int Escape()
    {
        if (_at >= _pattern.Length)
        {
            _isUnknown = true;
            return -1;
        }
        var c = _pattern[_at++];
        if (!char.IsAsciiLetterOrDigit(c)) return Plain(c);
        if (c == 'x') _at += 2;
        else if (c == 'u') _at += 4;
        else if (c is 'p' or 'P') Skip('}');
        else if (!"dDwWsSbBAzZnrtfvea".Contains(c, StringComparison.Ordinal)) _isUnknown = true;
        return -1;
    }

    /// <summary>Reads a quantifier; true when the element may be left out.</summary>
    private bool Quantifier(out bool isQuantified)
    {
        isQuantified = false;
        if (_at >= _pattern.Length) return false;
        var c = _pattern[_at];
        isQuantified = c is '*' or '+' or '?' or '{';
        if (!isQuantified) return false;
        _at++;
        var isOptional = c is '*' or '?' || c == '{' && !(_at < _pattern.Length && _pattern[_at] is >= '1' and <= '9');
        if (c == '{') Skip('}');
        if (_at < _pattern.Length && _pattern[_at] is '?' or '+') _at++;
        return isOptional;
    }

    private bool Rest(string expected)
    {
        if (_at > _pattern.Length || !_pattern[_at..].StartsWith(expected)) return false;
        _at += expected.Length;
        return true;
    }

    private void Skip(char until)
    {
        var found = _at > _pattern.Length ? -1 : _pattern[_at..].IndexOf(until);
        if (found < 0) _isUnknown = true;
        else _at += found + 1;
    }
}
