using Noroshi.Sensor.Rules.Correlations;

namespace Noroshi.Sensor.Detectors.Matches;

/// <summary>A line at which rules fired.</summary>
/// <param name="Sighting">The line.</param>
/// <param name="FirstRule">Where its rules begin in the block's list of them.</param>
/// <param name="RuleCount">How many there are.</param>
/// <param name="Values">The fields correlations keep; null when none counts these rules.</param>
internal readonly record struct RuleMatch(Sighting Sighting, int FirstRule, int RuleCount, FieldValues? Values);

/// <summary>The lines of one block at which rules fired. Used again for the next block.</summary>
internal sealed class MatchList
{
    private readonly List<RuleMatch> _matches = [];
    private readonly List<int> _rules = [];

    internal IReadOnlyList<RuleMatch> All => _matches;

    internal void Begin()
    {
        _matches.Clear();
        _rules.Clear();
    }

    internal void Add(in Sighting sighting, ReadOnlySpan<int> rules, FieldValues? values)
    {
        _matches.Add(new(sighting, _rules.Count, rules.Length, values));
        _rules.AddRange(rules);
    }

    internal ReadOnlySpan<int> RulesOf(in RuleMatch match) => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_rules).Slice(match.FirstRule, match.RuleCount);
}
