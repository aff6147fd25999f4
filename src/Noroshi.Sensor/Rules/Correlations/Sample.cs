namespace Noroshi.Sensor.Rules.Correlations;

/// <summary>One match of a rule as a correlation counts it.</summary>
/// <param name="Rule">The rule's place in <see cref="CorrelationRule.Rules"/>.</param>
/// <param name="Time">When, in ticks.</param>
/// <param name="Value">The value counted, or null when only matches count.</param>
/// <param name="Number">The value as a number.</param>
internal readonly record struct Sample(int Rule, long Time, string? Value = null, decimal Number = 0);
