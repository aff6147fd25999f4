using System.Collections.Immutable;

namespace Noroshi.Core.Vocabulary;

/// <summary>What <c>content/facts.yaml</c> says of one fact.</summary>
public sealed record FactDefinition
{
    /// <summary>Its path.</summary>
    public required FactPath Path { get; init; }

    /// <summary>What kind of value it holds.</summary>
    public required FactType Type { get; init; }

    /// <summary>What a person calls it.</summary>
    public required LocalizedText Label { get; init; }

    /// <summary>A sentence under the label, or null.</summary>
    public LocalizedText? Hint { get; init; }

    /// <summary>Unit of a number, such as 人 / people, or null.</summary>
    public LocalizedText? Unit { get; init; }

    /// <summary>For choices: the allowed values in the order shown; empty otherwise.</summary>
    public ImmutableArray<FactChoice> Choices { get; init; } = [];

    /// <summary>The longest text, in characters (Unicode scalar values).</summary>
    public int MaxLength { get; init; } = 200;

    /// <summary>The smallest number.</summary>
    public long Min { get; init; }

    /// <summary>The largest number.</summary>
    public long Max { get; init; } = 9_007_199_254_740_991;

    /// <summary>Whether search finds it.</summary>
    public bool IsSearched { get; init; }

    /// <summary>Whether statistics count it.</summary>
    public bool IsCounted { get; init; }

    /// <summary>No longer asked; still read in old reports.</summary>
    public bool IsRetired { get; init; }

    /// <summary>What other standards call it: <c>stix</c>, <c>rsit</c>, <c>iodef</c>, <c>veris</c> to their own names.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Mappings { get; init; } = [];

    /// <summary>The allowed value with an id, or null.</summary>
    public FactChoice? Choice(string id) => Choices.FirstOrDefault(c => c.Id == id);
}

/// <summary>One allowed value of a choice.</summary>
/// <param name="Id">Its id, kept in documents.</param>
/// <param name="Label">What a person reads.</param>
/// <param name="Group">The id of the class it belongs to in its taxonomy, or null.</param>
public sealed record FactChoice(string Id, LocalizedText Label, string? Group = null);
