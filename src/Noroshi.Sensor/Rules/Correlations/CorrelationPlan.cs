using System.Collections.Immutable;
using System.Text;

namespace Noroshi.Sensor.Rules.Correlations;

/// <summary>A correlation with its names looked up. Immutable.</summary>
internal sealed class CorrelationPlan
{
    private const decimal MaxNumber = 100_000_000_000_000;
    private const int Decimals = 8;

    private readonly ImmutableArray<ImmutableArray<int>> _groupFields;
    private readonly ImmutableArray<ImmutableArray<int>> _countedFields;
    private readonly ImmutableArray<CorrelationBound> _bounds;
    private readonly ImmutableArray<CorrelationBound> _openers;

    internal CorrelationPlan(int index, CorrelationRule rule, Func<string, int> fieldOf, Func<string, RuleHeader?> called)
    {
        Index = index;
        Rule = rule;
        Span = rule.Timespan.Ticks;
        var isSequence = rule.Kind is CorrelationKind.TemporalOrdered && OrderedTally.Steps(rule) is not null;
        _bounds = isSequence || rule.Expression is not null ? [new(Comparison.GreaterOrEqual, 1)] : rule.Bounds;
        _openers = [.. _bounds.Where(b => b.Comparison is Comparison.Greater or Comparison.GreaterOrEqual or Comparison.Equal)];
        IsClosing = _openers.Length < _bounds.Length || rule.Expression is { } expression && HasNot(expression);
        if (IsClosing && rule.Expression is not null) _openers = [];
        GroupNames = [.. rule.GroupBy.Select(fieldOf)];
        _groupFields = [.. rule.Rules.Select(r => Fields(rule, rule.GroupBy, called(r), fieldOf))];
        _countedFields = [.. rule.Rules.Select(r => Fields(rule, rule.Fields, called(r), fieldOf))];
    }

    internal int Index { get; }

    internal CorrelationRule Rule { get; }

    /// <summary>The timespan in ticks.</summary>
    internal long Span { get; }

    /// <summary>Whether only the end of a window decides, because more events can make the condition false.</summary>
    internal bool IsClosing { get; }

    /// <summary>The fields a firing of this correlation gives to correlations above it.</summary>
    internal ImmutableArray<int> GroupNames { get; }

    internal bool Holds(Tally tally) => Holds(tally, _bounds);

    /// <summary>Whether a window that only its end decides begins to matter.</summary>
    internal bool Opens(Tally tally) => Holds(tally, _openers);

    /// <summary>The values of the group an event belongs to, or null when it lacks one.</summary>
    internal ImmutableArray<string>? Group(int rule, FieldValues values)
    {
        var group = ImmutableArray.CreateBuilder<string>(_groupFields[rule].Length);
        foreach (var field in _groupFields[rule])
        {
            if (values.One(field) is not { } value) return null;
            group.Add(value);
        }
        return group.MoveToImmutable();
    }

    /// <summary>What an event adds: a sample, one for each value, or none when it lacks what is counted.</summary>
    internal IEnumerable<Sample> Samples(int rule, long time, FieldValues values)
    {
        var fields = _countedFields[rule];
        if (fields.IsEmpty || Rule.Kind is CorrelationKind.EventCount or CorrelationKind.Temporal or CorrelationKind.TemporalOrdered) return [new(rule, time)];
        var isText = Rule.Kind is CorrelationKind.ValueCount || Rule is { Kind: CorrelationKind.ValuePercentile, Percentile: null };
        if (!isText) return values.All(fields[0]).Select(Number).OfType<decimal>().Select(n => new Sample(rule, time, null, n));
        if (fields.Length == 1) return values.All(fields[0]).Select(v => new Sample(rule, time, v));
        string?[] parts = [.. fields.Select(values.One)];
        return parts.Contains(null) ? [] : [new(rule, time, Key(parts!))];
    }

    /// <summary>Several values as one, such that different ones stay different.</summary>
    internal static string Key(IReadOnlyList<string> values) => values.Count == 1 ? values[0] : string.Concat(values.Select(v => $"{v.Length}:{v}"));

    // Numbers are kept within bounds in which sums stay exact.
    private static decimal? Number(string text) => NumberTest.TryRead(Encoding.UTF8.GetBytes(text), out var number) ? Math.Round(Math.Clamp(number, -MaxNumber, MaxNumber), Decimals) : null;

    private static bool Holds(Tally tally, ImmutableArray<CorrelationBound> bounds)
    {
        if (tally.Measure is not { } measure) return false;
        foreach (var bound in bounds)
        {
            if (!bound.Comparison.Holds(measure, bound.Number)) return false;
        }
        return true;
    }

    private static bool HasNot(Clause clause) => clause switch
    {
        Clause.Not => true,
        Clause.All all => all.Parts.Any(HasNot),
        Clause.Any any => any.Parts.Any(HasNot),
        _ => false,
    };

    private static ImmutableArray<int> Fields(CorrelationRule rule, ImmutableArray<string> names, RuleHeader? called, Func<string, int> fieldOf) =>
        [.. names.Select(n => fieldOf(rule.Aliases.FirstOrDefault(a => a.Alias == n && called is not null && called.IsCalled(a.Rule))?.Field ?? n))];
}
