using System.Collections.Immutable;
using Noroshi.Sensor.Rules;

namespace Noroshi.Sensor.Detectors.Web.Knowledge;

/// <summary>A named thing to recognise: an exploit's address, a scanner's agent, a file that is nobody's business. All terms must hold.</summary>
/// <param name="Rule">Identifier of the rule it belongs to.</param>
/// <param name="Attack">What it is.</param>
/// <param name="Tier">How sure.</param>
/// <param name="Terms">The terms; never empty.</param>
public sealed record WebSignature(string Rule, WebAttack Attack, Tier Tier, ImmutableArray<WebTerm> Terms)
{
    private const int MaxAlternatives = 64;

    /// <summary>The term that is looked for first: the one whose shortest value is longest.</summary>
    internal WebTerm Anchor => Terms.MaxBy(term => term.IsAbsent ? 0 : term.Values.Min(value => value.Length))!;

    /// <summary>
    /// A Sigma rule as signatures, which mean the same: alternatives of fields of one request part each, with texts that are in, at the beginning, at the end, or all of it, and fields that must not have such texts.
    /// Null for a rule that asks for anything else.
    /// </summary>
    internal static ImmutableArray<WebSignature>? Of(SigmaRule rule)
    {
        if (rule is not { Notes: { } notes, LogSource: { Category: "webserver" } source } || source != new LogSource("webserver", null, null)) return null;
        if (notes.Attack == WebAttack.None || Alternatives(rule.Condition, rule.Selections) is not { } alternatives) return null;
        if (alternatives.Any(terms => terms.All(t => t.IsAbsent))) return null;
        // Target, agent and referer are judged one by one, so that no signature can ask for two of them.
        if (alternatives.Any(terms => terms.Select(t => t.Part is WebPart.Agent or WebPart.Referer ? t.Part : WebPart.Target).Distinct().Count() > 1)) return null;
        return [.. alternatives.Select(terms => new WebSignature(rule.Header.Name ?? rule.Header.Key, notes.Attack, notes.IsHighTier ? Tier.High : Tier.Default, terms))];
    }

    private static List<ImmutableArray<WebTerm>>? Alternatives(Clause clause, ImmutableArray<Clause> selections)
    {
        if (clause is Clause.Selected selected) return Alternatives(selections[selected.Index], selections);
        if (clause is Clause.Not not) return Alternatives(not.Part, selections) is [[{ IsAbsent: false } absent]] ? [[absent with { IsAbsent = true }]] : null;
        if (WebTerm.Of(clause) is { } term) return [[term]];
        return clause switch
        {
            Clause.All { Parts.IsEmpty: false } all => Together(all.Parts, selections),
            Clause.Any any => OneOf(any.Parts, selections),
            _ => null,
        };
    }

    private static List<ImmutableArray<WebTerm>>? OneOf(ImmutableArray<Clause> parts, ImmutableArray<Clause> selections)
    {
        List<ImmutableArray<WebTerm>> each = [];
        foreach (var part in parts)
        {
            if (Alternatives(part, selections) is not { } some) return null;
            each.AddRange(some);
        }
        return each;
    }

    /// <summary>Each alternative of one part with each of the next.</summary>
    private static List<ImmutableArray<WebTerm>>? Together(ImmutableArray<Clause> parts, ImmutableArray<Clause> selections)
    {
        List<ImmutableArray<WebTerm>> together = [[]];
        foreach (var part in parts)
        {
            if (Alternatives(part, selections) is not { } some || some.Count * together.Count > MaxAlternatives) return null;
            together = [.. together.SelectMany(_ => some, (terms, more) => terms.AddRange(more))];
        }
        return together;
    }
}
