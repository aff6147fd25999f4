namespace Noroshi.Sensor.Rules.Correlations;

/// <summary>How many different rules matched; with a condition in words, 1 while it holds.</summary>
internal sealed class TemporalTally : Tally
{
    private const long Never = long.MinValue;

    private readonly long[] _last;
    private readonly Clause? _expression;

    internal TemporalTally(int rules, Clause? expression)
    {
        _last = new long[rules];
        Array.Fill(_last, Never);
        _expression = expression;
    }

    internal override int Size => _last.Length;

    internal override long Oldest => _last.Where(t => t != Never).DefaultIfEmpty().Min();

    internal override decimal? Measure => _expression is not null ? Holds(_expression) ? 1 : 0 : _last.Count(t => t != Never);

    internal override void Add(in Sample sample) => _last[sample.Rule] = sample.Time;

    internal override void Forget(long time)
    {
        foreach (ref var last in _last.AsSpan())
        {
            if (last < time) last = Never;
        }
    }

    private bool Holds(Clause clause) => clause switch
    {
        Clause.All all => all.Parts.All(Holds),
        Clause.Any any => any.Parts.Any(Holds),
        Clause.Not not => !Holds(not.Part),
        Clause.Selected selected => _last[selected.Index] != Never,
        _ => false,
    };
}
