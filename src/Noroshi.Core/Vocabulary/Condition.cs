using System.Collections.Immutable;
using System.Diagnostics;

namespace Noroshi.Core.Vocabulary;

/// <summary>
/// The one small grammar that forms, duties, the guide, sharing and escalation are written in: all, any, not; path operator value.
/// Answers true, false or unknown after Kleene: <c>all</c> is the least answer, <c>any</c> the greatest.
/// </summary>
/// <remarks>Written in YAML as <c>{ all: [ { fact: incident.classification, is: damage }, { not: { fact: service.users, at-least: 1000 } } ] }</c>; see <c>ConditionReader</c>.</remarks>
public abstract record Condition
{
    private Condition()
    {
    }

    /// <summary>Every part holds. Empty: true.</summary>
    /// <param name="Parts">The parts.</param>
    public sealed record All(ImmutableArray<Condition> Parts) : Condition;

    /// <summary>Some part holds. Empty: false.</summary>
    /// <param name="Parts">The parts.</param>
    public sealed record Any(ImmutableArray<Condition> Parts) : Condition;

    /// <summary>The part does not hold.</summary>
    /// <param name="Part">The part.</param>
    public sealed record Not(Condition Part) : Condition;

    /// <summary>A fact compared with values of its own type.</summary>
    /// <param name="Path">Which fact.</param>
    /// <param name="Operator">How.</param>
    /// <param name="Values">One value; several for <see cref="Operator.In"/>.</param>
    public sealed record Test(FactPath Path, Operator Operator, ImmutableArray<FactValue> Values) : Condition;

    /// <summary>Whether the condition holds.</summary>
    /// <param name="facts">The value of a fact, or null when there is none.</param>
    public Truth Evaluate(Func<FactPath, FactValue?> facts) => this switch
    {
        All all => all.Parts.Aggregate(Truth.True, (answer, part) => Least(answer, part.Evaluate(facts))),
        Any any => any.Parts.Aggregate(Truth.False, (answer, part) => Greatest(answer, part.Evaluate(facts))),
        Not not => Reverse(not.Part.Evaluate(facts)),
        Test test => Compare(test, facts(test.Path)),
        _ => throw new UnreachableException(),
    };

    /// <summary>Every fact the condition looks at.</summary>
    public IEnumerable<FactPath> Paths => this switch
    {
        All all => all.Parts.SelectMany(p => p.Paths),
        Any any => any.Parts.SelectMany(p => p.Paths),
        Not not => not.Part.Paths,
        Test test => [test.Path],
        _ => throw new UnreachableException(),
    };

    private static Truth Least(Truth a, Truth b) => a < b ? a : b;

    private static Truth Greatest(Truth a, Truth b) => a > b ? a : b;

    private static Truth Reverse(Truth answer) => Truth.True - (int)answer;

    private static Truth Of(bool holds) => holds ? Truth.True : Truth.False;

    private static Truth Compare(Test test, FactValue? value)
    {
        if (test.Operator is Operator.Known) return Of(value is not null == (test.Values is not [FactValue.YesNo { Value: false }]));
        if (value is null) return Truth.Unknown;
        var wanted = test.Values[0];
        return test.Operator switch
        {
            Operator.Is => Of(Same(value, wanted)),
            Operator.IsNot => Of(!Same(value, wanted)),
            Operator.In => Of(test.Values.Any(v => Same(value, v))),
            Operator.Contains => Of(Contains(value, wanted)),
            Operator.AtLeast => Of(value is FactValue.Number a && wanted is FactValue.Number b && a.Value >= b.Value),
            Operator.AtMost => Of(value is FactValue.Number a && wanted is FactValue.Number b && a.Value <= b.Value),
            Operator.Before => Of(value is FactValue.Instant a && wanted is FactValue.Instant b && a.Value < b.Value),
            Operator.After => Of(value is FactValue.Instant a && wanted is FactValue.Instant b && a.Value > b.Value),
            _ => throw new UnreachableException(),
        };
    }

    private static bool Same(FactValue value, FactValue wanted) =>
        value is FactValue.Choices { Values: [var only] } && wanted is FactValue.Choice choice ? only == choice.Value : value == wanted;

    private static bool Contains(FactValue value, FactValue wanted) => (value, wanted) switch
    {
        (FactValue.Choices many, FactValue.Choice one) => many.Values.Contains(one.Value, StringComparer.Ordinal),
        (FactValue.Choice a, FactValue.Choice b) => a == b,
        (FactValue.Text text, FactValue.Text part) => text.Value.Contains(part.Value, StringComparison.OrdinalIgnoreCase),
        _ => false,
    };
}
