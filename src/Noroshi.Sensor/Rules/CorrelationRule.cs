using System.Collections.Immutable;

namespace Noroshi.Sensor.Rules;

/// <summary>What a correlation looks at.</summary>
public enum CorrelationKind
{
    /// <summary>How many events.</summary>
    EventCount,

    /// <summary>How many different values.</summary>
    ValueCount,

    /// <summary>Different rules close together.</summary>
    Temporal,

    /// <summary>Different rules close together and in order.</summary>
    TemporalOrdered,

    /// <summary>The sum of a field's numbers.</summary>
    ValueSum,

    /// <summary>Their mean.</summary>
    ValueAverage,

    /// <summary>Their median.</summary>
    ValueMedian,

    /// <summary>A percentile of them.</summary>
    ValuePercentile,
}

/// <summary>A bound on what a correlation counts.</summary>
/// <param name="Comparison">How the count is compared.</param>
/// <param name="Number">With what.</param>
public readonly record struct CorrelationBound(Comparison Comparison, decimal Number);

/// <summary>A field's name in the events of one rule, where a correlation uses a common name.</summary>
/// <param name="Alias">The common name.</param>
/// <param name="Rule">The rule, by id or name.</param>
/// <param name="Field">The field's name in that rule's events.</param>
public sealed record FieldAlias(string Alias, string Rule, string Field);

/// <summary>A Sigma correlation. Immutable.</summary>
/// <remarks>Sigma correlation rules specification 2.1.0; a condition in words (<c>a and not b</c>) as the proposal for 2.2 has it.</remarks>
public sealed record CorrelationRule
{
    /// <summary>The number of rules one correlation may name.</summary>
    public const int MaxRules = 64;

    /// <summary>What it says of itself.</summary>
    public required RuleHeader Header { get; init; }

    /// <summary>What it looks at.</summary>
    public required CorrelationKind Kind { get; init; }

    /// <summary>Ids or names of rules or correlations, in order.</summary>
    public required ImmutableArray<string> Rules { get; init; }

    /// <summary>Fields whose values keep events apart; empty when all belong together.</summary>
    public ImmutableArray<string> GroupBy { get; init; } = [];

    /// <summary>How far apart the first and the last event may be, both included.</summary>
    public required TimeSpan Timespan { get; init; }

    /// <summary>What the count must satisfy, all of it.</summary>
    public required ImmutableArray<CorrelationBound> Bounds { get; init; }

    /// <summary>The fields whose values are counted or summed.</summary>
    public ImmutableArray<string> Fields { get; init; } = [];

    /// <summary>Which percentile, 0 to 100; null when the rule gives none: then the share of a value among all is compared.</summary>
    public int? Percentile { get; init; }

    /// <summary>A condition in words over <see cref="Rules"/> (<see cref="Clause.Selected"/> by place), or null.</summary>
    public Clause? Expression { get; init; }

    /// <summary>Common names of fields.</summary>
    public ImmutableArray<FieldAlias> Aliases { get; init; } = [];

    /// <summary>Whether the rules it names report on their own too.</summary>
    public bool Generates { get; init; }
}
