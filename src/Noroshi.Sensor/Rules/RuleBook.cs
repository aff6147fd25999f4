using System.Collections.Immutable;

namespace Noroshi.Sensor.Rules;

/// <summary>Everything that was read: the input of <see cref="RuleSet.Compile"/>. Immutable.</summary>
public sealed record RuleBook
{
    /// <summary>Nothing.</summary>
    public static RuleBook Empty { get; } = new();

    /// <summary>Detection rules.</summary>
    public ImmutableArray<SigmaRule> Rules { get; init; } = [];

    /// <summary>Correlations over them.</summary>
    public ImmutableArray<CorrelationRule> Correlations { get; init; } = [];

    /// <summary>Filters on them.</summary>
    public ImmutableArray<FilterRule> Filters { get; init; } = [];
}
