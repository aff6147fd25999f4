using System.Collections.Immutable;
using Noroshi.Sensor.Logs;
using Noroshi.Sensor.Rules.Correlations;

namespace Noroshi.Sensor.Detectors.Matches;

/// <summary>How often a correlation came true for one group.</summary>
/// <param name="firing">The first time.</param>
internal sealed class GroupTally(CorrelationFiring firing)
{
    private readonly ImmutableArray<LineRef> _firstLines = firing.Lines;
    private ImmutableArray<LineRef> _lastLines = [];

    internal int Correlation { get; } = firing.Correlation;

    internal ImmutableArray<string> Group { get; } = firing.Group;

    internal long Count { get; private set; } = 1;

    internal long First { get; private set; } = Milliseconds(firing.Since);

    internal long Last { get; private set; } = Milliseconds(firing.Time);

    internal IEnumerable<LineRef> Lines => _firstLines.Concat(_lastLines);

    internal void Add(CorrelationFiring again)
    {
        Count++;
        First = Math.Min(First, Milliseconds(again.Since));
        Last = Math.Max(Last, Milliseconds(again.Time));
        _lastLines = again.Lines;
    }

    // Events without any time are all of the beginning of time.
    private static long Milliseconds(DateTimeOffset time) => time.UtcTicks == 0 ? LogRecord.NoTime : time.ToUnixTimeMilliseconds();
}
