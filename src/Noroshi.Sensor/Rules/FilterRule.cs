using System.Collections.Immutable;

namespace Noroshi.Sensor.Rules;

/// <summary>A Sigma filter: a further condition on other rules. Immutable.</summary>
/// <remarks>Sigma filters specification 2.1.0. <c>any</c> (2.2) means every rule of the log source.</remarks>
public sealed record FilterRule
{
    /// <summary>What it says of itself.</summary>
    public required RuleHeader Header { get; init; }

    /// <summary>Only rules for this log are narrowed.</summary>
    public required LogSource LogSource { get; init; }

    /// <summary>Ids or names of the rules; empty for every rule of the log source.</summary>
    public required ImmutableArray<string> Rules { get; init; }

    /// <summary>The selections.</summary>
    public required ImmutableArray<Clause> Selections { get; init; }

    /// <summary>What must hold besides the rule's own condition.</summary>
    public required Clause Condition { get; init; }

    /// <summary>Whether the filter narrows a rule.</summary>
    public bool AppliesTo(SigmaRule rule) => LogSource.Covers(rule.LogSource) && (Rules.IsEmpty || Rules.Any(rule.Header.IsCalled));
}
