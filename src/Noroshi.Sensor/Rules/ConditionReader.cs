using System.Collections.Immutable;

namespace Noroshi.Sensor.Rules;

/// <summary>
/// A condition in words to a clause over numbered selections:
/// <code>
/// or  = and { "or" and }         not = [ "not" ] not | "(" or ")" | of | name
/// and = not { "and" not }        of  = ( "1" | "any" | "all" ) "of" ( "them" | pattern )
/// </code>
/// </summary>
/// <remarks>Sigma rules specification 2.0.0, "Condition". "them" leaves out names that begin with an underscore.</remarks>
public sealed class ConditionReader
{
    private const int MaxWords = 2000;
    private const int MaxDepth = 64;

    private readonly IReadOnlyList<string> _names;
    private readonly List<string> _words;
    private int _at;
    private int _depth;
    private RuleRefusal? _refusal;

    private ConditionReader(IReadOnlyList<string> names, List<string> words)
    {
        _names = names;
        _words = words;
    }

    /// <summary>Reads a condition.</summary>
    /// <param name="text">The condition.</param>
    /// <param name="names">The names it may use; a name's place is its number.</param>
    /// <param name="refusal">Why it cannot run, or null.</param>
    public static Clause? Read(string text, IReadOnlyList<string> names, out RuleRefusal? refusal)
    {
        refusal = null;
        if (text.Contains('|', StringComparison.Ordinal)) refusal = RuleRefusal.Of("NRS-D022");
        else if (Words(text) is not { } words || words.Count > MaxWords) refusal = RuleRefusal.Of("NRS-D020", ("problem", text.Length > 60 ? text[..60] : text));
        else
        {
            var reader = new ConditionReader(names, words);
            var clause = reader.Or();
            if (reader._refusal is null && reader._at < words.Count) reader.Refuse();
            refusal = reader._refusal;
            if (refusal is null) return clause;
        }
        return null;
    }

    private static List<string>? Words(string text)
    {
        List<string> words = [];
        for (var i = 0; i < text.Length;)
        {
            var begin = i;
            while (i < text.Length && IsName(text[i])) i++;
            if (i > begin) words.Add(text[begin..i]);
            else if (text[i] is '(' or ')') words.Add(text[i++].ToString());
            else if (char.IsWhiteSpace(text[i])) i++;
            else return null;
        }
        return words;
    }

    private static bool IsName(char c) => char.IsLetterOrDigit(c) || c is '_' or '-' or '*' or '.' or '?';

    private bool Take(string word)
    {
        if (_at >= _words.Count || !string.Equals(_words[_at], word, StringComparison.OrdinalIgnoreCase)) return false;
        _at++;
        return true;
    }

    private Clause.All Refuse()
    {
        _refusal ??= RuleRefusal.Of("NRS-D020", ("problem", _at < _words.Count ? _words[_at] : "…"));
        return new Clause.All([]);
    }

    private Clause Or()
    {
        var parts = ImmutableArray.Create(And());
        while (Take("or")) parts = parts.Add(And());
        return parts.Length == 1 ? parts[0] : new Clause.Any(parts);
    }

    private Clause And()
    {
        var parts = ImmutableArray.Create(Not());
        while (Take("and")) parts = parts.Add(Not());
        return parts.Length == 1 ? parts[0] : new Clause.All(parts);
    }

    private Clause Not()
    {
        if (++_depth > MaxDepth || _refusal is not null) return Refuse();
        var clause = Take("not") ? new Clause.Not(Not()) : Take("(") ? Bracketed() : Operand();
        _depth--;
        return clause;
    }

    private Clause Bracketed()
    {
        var clause = Or();
        return Take(")") ? clause : Refuse();
    }

    private Clause Operand()
    {
        if (_at >= _words.Count || _words[_at] is ")" || IsReserved(_words[_at])) return Refuse();
        var word = _words[_at++];
        if (!Take("of")) return Named(word);
        var isAll = word.Equals("all", StringComparison.OrdinalIgnoreCase);
        if (!isAll && word is not "1" && !word.Equals("any", StringComparison.OrdinalIgnoreCase) || _at >= _words.Count || _words[_at] is "(" or ")") return Refuse();
        var pattern = _words[_at++];
        var isThem = pattern.Equals("them", StringComparison.OrdinalIgnoreCase);
        var meant = Enumerable.Range(0, _names.Count).Where(i => isThem ? !_names[i].StartsWith('_') : IsLike(pattern, _names[i]));
        ImmutableArray<Clause> parts = [.. meant.Select(i => new Clause.Selected(i))];
        if (parts.IsEmpty) _refusal ??= RuleRefusal.Of("NRS-D021", ("name", pattern));
        return isAll ? new Clause.All(parts) : new Clause.Any(parts);
    }

    private Clause Named(string name)
    {
        for (var i = 0; i < _names.Count; i++)
        {
            if (_names[i] == name) return new Clause.Selected(i);
        }
        _refusal ??= RuleRefusal.Of("NRS-D021", ("name", name));
        return new Clause.All([]);
    }

    private static bool IsReserved(string word) => word is "(" || word.ToUpperInvariant() is "AND" or "OR" or "NOT" or "OF";

    // Only * is a wildcard here; leftmost matches suffice between anchors.
    private static bool IsLike(string pattern, string name)
    {
        var pieces = pattern.Split('*');
        if (pieces.Length == 1) return pattern == name;
        if (!name.StartsWith(pieces[0], StringComparison.Ordinal)) return false;
        var at = pieces[0].Length;
        foreach (var piece in pieces[1..^1])
        {
            var next = name.IndexOf(piece, at, StringComparison.Ordinal);
            if (next < 0) return false;
            at = next + piece.Length;
        }
        return name.Length - at >= pieces[^1].Length && name.EndsWith(pieces[^1], StringComparison.Ordinal);
    }
}
