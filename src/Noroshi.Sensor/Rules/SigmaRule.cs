using System.Collections.Immutable;

namespace Noroshi.Sensor.Rules;

/// <summary>One Sigma detection rule, read and checked. Immutable.</summary>
/// <remarks>Sigma rules specification 2.0.0. Custom keys are not kept, but for <c>noroshi</c>.</remarks>
public sealed record SigmaRule
{
    /// <summary>What it says of itself.</summary>
    public required RuleHeader Header { get; init; }

    /// <summary>The log it is written for.</summary>
    public required LogSource LogSource { get; init; }

    /// <summary>Names of the selections, in the order of <see cref="Selections"/>.</summary>
    public required ImmutableArray<string> SelectionNames { get; init; }

    /// <summary>The selections.</summary>
    public required ImmutableArray<Clause> Selections { get; init; }

    /// <summary>The condition over the selections; several conditions of a rule are joined by "or".</summary>
    public required Clause Condition { get; init; }

    /// <summary>What the key <c>noroshi</c> adds, or null.</summary>
    public DetectorNotes? Notes => Header.Notes;
}
