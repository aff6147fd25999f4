using System.Collections.Immutable;

namespace Noroshi.Sensor.Rules.Correlations;

/// <summary>A correlation whose condition came true.</summary>
/// <param name="Correlation">Its place in <see cref="RuleSet.Correlations"/>.</param>
/// <param name="Group">The values of its <c>group-by</c> fields, in the rule's order; empty when it groups by nothing.</param>
/// <param name="Time">The time of the last event that counted.</param>
public sealed record CorrelationFiring(int Correlation, ImmutableArray<string> Group, DateTimeOffset Time);
