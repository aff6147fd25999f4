using System.Collections.Immutable;
using Noroshi.Sensor.Rules.Modifiers;

namespace Noroshi.Sensor.Rules;

/// <summary>One line of a selection, <c>Field|modifier|modifier: value or values</c>, to a clause.</summary>
public static class SigmaItem
{
    // Encodings multiply a value and its length; nobody needs more of them one upon the other.
    private const int MaxModifiers = 8;
    private const int MaxEncodings = 3;

    /// <summary>Builds the clause.</summary>
    /// <param name="key">The key as written; nothing before the first <c>|</c> means keywords.</param>
    /// <param name="values">The values; at least one.</param>
    /// <param name="placeholders">What placeholders stand for.</param>
    /// <param name="refusals">Receives why it cannot run.</param>
    /// <returns>The clause, or null with refusals.</returns>
    public static Clause? Build(string key, IReadOnlyList<SigmaValue> values, Placeholders placeholders, ICollection<RuleRefusal> refusals)
    {
        var words = key.Split('|');
        var field = words[0].Trim();
        var modifiers = Modifiers(words[1..], refusals);
        if (modifiers is null) return null;
        var clauses = ImmutableArray.CreateBuilder<Clause>(values.Count);
        foreach (var value in values)
        {
            var chain = new ModifierChain(placeholders);
            var drafts = chain.Apply(value, modifiers);
            if (chain.Refusal is { } refusal) refusals.Add(refusal);
            else if (drafts.Select(d => Clause(d, field)).ToArray() is var built && built.Contains(null)) refusals.Add(RuleRefusal.Of("NRS-D017"));
            else clauses.Add(built.Length == 1 ? built[0]! : new Clause.Any([.. built!]));
        }
        if (clauses.Count < values.Count) return null;
        Clause all = clauses.Count == 1 ? clauses[0] : modifiers.Any(m => m.Modifier is Modifier.All) ? new Clause.All(clauses.ToImmutable()) : new Clause.Any(clauses.ToImmutable());
        return modifiers.Any(m => m.Modifier is Modifier.Neq) ? new Clause.Not(all) : all;
    }

    private static List<(string Word, Modifier Modifier)>? Modifiers(string[] words, ICollection<RuleRefusal> refusals)
    {
        List<(string Word, Modifier Modifier)> modifiers = [];
        foreach (var word in words)
        {
            if (ModifierWords.Find(word) is { } modifier) modifiers.Add((word, modifier));
            else refusals.Add(RuleRefusal.Of("NRS-D010", ("modifier", word), ("allowed", string.Join(", ", ModifierWords.All))));
        }
        if (modifiers.Count > MaxModifiers || modifiers.Count(m => m.Modifier is Modifier.Base64 or Modifier.Base64Offset or Modifier.Utf16 or Modifier.Utf16Le or Modifier.Utf16Be) > MaxEncodings)
        {
            refusals.Add(RuleRefusal.Of("NRS-D012", ("modifier", modifiers[^1].Word)));
            return null;
        }
        return modifiers.Count == words.Length ? modifiers : null;
    }

    private static Clause? Clause(Draft draft, string field)
    {
        if (field.Length == 0) return Keyword(draft);
        return draft switch
        {
            Draft.Null => new Clause.Null(field),
            Draft.Existence exists => exists.IsThere ? new Clause.Exists(field) : new Clause.Not(new Clause.Exists(field)),
            Draft.Referred referred => new Clause.Reference(field, referred.Field, referred.Fit, referred.IsCased),
            Draft.Number number => new Clause.Any([Equal(field, number.Written), new Clause.Field(field, new NumberTest(Comparison.Equal, number.Value))]),
            _ => new Clause.Field(field, Test(draft)),
        };
    }

    private static Clause.Field Equal(string field, string written) => new(field, new TextPattern([PatternPart.Literal(System.Text.Encoding.UTF8.GetBytes(written))], isCased: false, isBinary: false));

    private static Clause.Keyword? Keyword(Draft draft) => draft switch
    {
        Draft.Words { IsPlaced: false } words => new(Test(TextModifiers.Place(words, Modifier.Contains))),
        Draft.Number number => new(Test(TextModifiers.Place(new(SigmaText.Parts(number.Written), number.Written), Modifier.Contains))),
        Draft.Boolean boolean => new(Test(TextModifiers.Place(new(SigmaText.Parts(boolean.Value ? "true" : "false"), ""), Modifier.Contains))),
        Draft.Words or Draft.Expression or Draft.Block => new(Test(draft)),
        _ => null,
    };

    private static ValueTest Test(Draft draft) => draft switch
    {
        Draft.Words words => new TextPattern(words.Parts, words.IsCased, words.IsBinary),
        Draft.Expression e => new RegexTest(e.Pattern, e.Options),
        Draft.Block block => block.Test,
        Draft.Compared compared => new NumberTest(compared.Comparison, compared.With),
        Draft.Timed timed => new TimeTest(timed.Part, timed.Comparison, timed.With),
        Draft.Boolean boolean => new BooleanTest(boolean.Value),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
