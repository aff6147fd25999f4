using System.Collections.Immutable;
using Noroshi.Sensor.Detectors;

namespace Noroshi.Sensor.Rules.Correlations;

/// <summary>A correlation whose condition came true.</summary>
/// <param name="Correlation">Its place in <see cref="RuleSet.Correlations"/>.</param>
/// <param name="Group">The values of its <c>group-by</c> fields, in the rule's order; empty when it groups by nothing.</param>
/// <param name="Since">The time of the first event that counted.</param>
/// <param name="Time">The time of the last one.</param>
/// <param name="Lines">Where the last few events that counted stand; empty when that was not said.</param>
public sealed record CorrelationFiring(int Correlation, ImmutableArray<string> Group, DateTimeOffset Since, DateTimeOffset Time, ImmutableArray<LineRef> Lines);
