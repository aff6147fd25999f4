using System.Collections.Immutable;

namespace Noroshi.Sensor.Rules.Correlations;

/// <summary>
/// 1 while rules matched one after the other within the timespan. Of each beginning of the sequence only the one that started last is kept: if any completes in time, that one does.
/// </summary>
internal sealed class OrderedTally : Tally
{
    private const long Never = long.MinValue;

    private readonly ImmutableArray<ulong> _steps;
    private readonly long[] _starts;
    private readonly long _span;

    /// <summary>A tally.</summary>
    /// <param name="steps">For each step the rules that may take it, one bit each.</param>
    /// <param name="span">The timespan in ticks.</param>
    internal OrderedTally(ImmutableArray<ulong> steps, long span)
    {
        _steps = steps;
        _starts = new long[steps.Length];
        _span = span;
        Array.Fill(_starts, Never);
    }

    internal override int Size => _starts.Length;

    internal override long Oldest => _starts.Where(t => t != Never).DefaultIfEmpty().Min();

    internal override decimal? Measure => _starts[^1] == Never ? 0 : 1;

    /// <summary>The steps of a rule, or null when its condition in words is no sequence ("not", or "or" around "and").</summary>
    internal static ImmutableArray<ulong>? Steps(CorrelationRule rule)
    {
        if (rule.Expression is null) return [.. Enumerable.Range(0, rule.Rules.Length).Select(i => 1UL << i)];
        var parts = rule.Expression is Clause.All all ? all.Parts : [rule.Expression];
        ImmutableArray<ulong> steps = [.. parts.Select(Bits)];
        return steps.IsEmpty || steps.Contains(0) ? null : steps;
    }

    internal override void Add(in Sample sample)
    {
        // From the last step down, so that one match takes one step only.
        for (var step = _steps.Length - 1; step >= 0; step--)
        {
            if ((_steps[step] >> sample.Rule & 1) == 0) continue;
            var start = step == 0 ? sample.Time : _starts[step - 1];
            if (start != Never && sample.Time - start <= _span) _starts[step] = Math.Max(_starts[step], start);
        }
    }

    internal override void Forget(long time)
    {
        foreach (ref var start in _starts.AsSpan())
        {
            if (start < time) start = Never;
        }
    }

    private static ulong Bits(Clause clause) => clause switch
    {
        Clause.Selected selected => 1UL << selected.Index,
        Clause.Any any when any.Parts.All(p => p is Clause.Selected) => any.Parts.Aggregate(0UL, (bits, p) => bits | Bits(p)),
        _ => 0,
    };
}
