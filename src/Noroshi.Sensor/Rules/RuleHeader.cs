using System.Collections.Immutable;

namespace Noroshi.Sensor.Rules;

/// <summary>What rules, correlations and filters say of themselves.</summary>
public sealed record RuleHeader
{
    /// <summary>The title.</summary>
    public required string Title { get; init; }

    /// <summary>The id, usually a UUID; null when none is given.</summary>
    public string? Id { get; init; }

    /// <summary>The name by which correlations may call it; null when none is given.</summary>
    public string? Name { get; init; }

    /// <summary>How grave.</summary>
    public RuleLevel Level { get; init; }

    /// <summary>How far tried.</summary>
    public RuleStatus Status { get; init; }

    /// <summary>Tags such as <c>attack.t1190</c>.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>What it is about; empty when not said.</summary>
    public string Description { get; init; } = "";

    /// <summary>What harmless things make it fire, in the rule's words.</summary>
    public ImmutableArray<string> FalsePositives { get; init; } = [];

    /// <summary>What the key <c>noroshi</c> of our own rules adds, or null.</summary>
    public DetectorNotes? Notes { get; init; }

    /// <summary>The file it was read from.</summary>
    public string File { get; init; } = "";

    /// <summary>The line its document begins at, from 1.</summary>
    public int Line { get; init; }

    /// <summary>What the rule is called in results: its id, else its name, else its title.</summary>
    public string Key => Id ?? Name ?? Title;

    /// <summary>ATT&amp;CK techniques of the tags, such as <c>T1190</c> or <c>T1552.006</c>.</summary>
    public IEnumerable<string> AttackIds =>
        Tags.Where(t => t.Length > 8 && t.StartsWith("attack.t", StringComparison.OrdinalIgnoreCase) && char.IsAsciiDigit(t[8])).Select(t => t[7..].ToUpperInvariant());

    /// <summary>Whether a correlation or filter that names <paramref name="reference"/> means this one.</summary>
    public bool IsCalled(string reference) => Name == reference || string.Equals(Id, reference, StringComparison.OrdinalIgnoreCase);
}
