namespace Noroshi.Sensor.Rules.Correlations;

/// <summary>What one group of events has gathered in its window, and the number a correlation compares. Samples come with times that never go back.</summary>
internal abstract class Tally
{
    /// <summary>The number of samples one group keeps; beyond it the oldest is forgotten.</summary>
    internal const int MaxSamples = 65_536;

    /// <summary>How many samples are kept: the measure of memory.</summary>
    internal abstract int Size { get; }

    /// <summary>The time of the oldest sample.</summary>
    internal abstract long Oldest { get; }

    /// <summary>What is compared; null while nothing was gathered.</summary>
    internal abstract decimal? Measure { get; }

    internal abstract void Add(in Sample sample);

    /// <summary>Forgets what is older.</summary>
    /// <param name="time">The beginning of the window, itself inside.</param>
    internal abstract void Forget(long time);

    internal static Tally Of(CorrelationRule rule, bool isClosing) => rule.Kind switch
    {
        CorrelationKind.EventCount => new CountTally(),
        CorrelationKind.ValueCount => new ValueTally(null),
        CorrelationKind.ValuePercentile when rule.Percentile is null => new ValueTally(isClosing),
        CorrelationKind.ValueSum or CorrelationKind.ValueAverage => new SumTally(rule.Kind is CorrelationKind.ValueAverage),
        CorrelationKind.ValueMedian => new RankTally(50),
        CorrelationKind.ValuePercentile => new RankTally(rule.Percentile ?? 50),
        CorrelationKind.TemporalOrdered when OrderedTally.Steps(rule) is { } steps => new OrderedTally(steps, rule.Timespan.Ticks),
        _ => new TemporalTally(rule.Rules.Length, rule.Expression),
    };
}
