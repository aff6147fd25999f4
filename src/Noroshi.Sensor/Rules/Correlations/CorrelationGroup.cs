using System.Collections.Immutable;
using Noroshi.Sensor.Detectors;

namespace Noroshi.Sensor.Rules.Correlations;

/// <summary>The window of one group of events under one correlation.</summary>
internal sealed class CorrelationGroup
{
    private const int MaxLines = 6;

    private readonly CorrelationPlan _plan;
    private Tally _tally;
    private Queue<LineRef>? _lines;

    internal CorrelationGroup(CorrelationPlan plan, string key, ImmutableArray<string> values)
    {
        _plan = plan;
        Key = key;
        Values = values;
        _tally = Tally.Of(plan.Rule, plan.IsClosing);
    }

    internal string Key { get; }

    internal ImmutableArray<string> Values { get; }

    internal CorrelationPlan Plan => _plan;

    /// <summary>Samples kept, one at least: an empty group takes room too.</summary>
    internal int Size => _tally.Size + 1;

    /// <summary>The time of the last event that counted.</summary>
    internal long Newest { get; private set; } = long.MinValue;

    /// <summary>The time of the first event that counted in the window, as it was when the condition was last asked.</summary>
    internal long Oldest { get; private set; }

    /// <summary>Where the last few events stand.</summary>
    internal ImmutableArray<LineRef> Lines => _lines is null ? [] : [.. _lines];

    /// <summary>When the window that only its end decides ends, itself inside; null while none is open.</summary>
    internal long? End { get; private set; }

    /// <summary>Adds a sample; answers whether it makes the condition true.</summary>
    internal bool Add(Sample sample, LineRef line)
    {
        Keep(line);
        // Logs arrive a little out of order; a long step back is a clock set anew or another log.
        if (Newest != long.MinValue && Newest - sample.Time > _plan.Span) Restart();
        Newest = Math.Max(Newest, sample.Time);
        sample = sample with { Time = Newest };
        if (End is null) _tally.Forget(Newest - _plan.Span);
        var held = !_plan.IsClosing && _plan.Holds(_tally);
        _tally.Add(sample);
        Oldest = _tally.Oldest;
        if (!_plan.IsClosing) return !held && _plan.Holds(_tally);
        if (End is null && _plan.Opens(_tally)) End = _tally.Oldest + _plan.Span;
        return false;
    }

    /// <summary>Ends the open window; answers whether the condition held in it.</summary>
    internal bool Close()
    {
        var holds = _plan.Holds(_tally);
        End = null;
        _tally = Tally.Of(_plan.Rule, _plan.IsClosing);
        return holds;
    }

    private void Keep(LineRef line)
    {
        if (line.File < 0) return;
        _lines ??= new(MaxLines);
        if (_lines.Count == MaxLines) _lines.Dequeue();
        // One line may count several times: once for each of its values.
        if (!_lines.Contains(line)) _lines.Enqueue(line);
    }

    private void Restart()
    {
        Newest = long.MinValue;
        End = null;
        _tally = Tally.Of(_plan.Rule, _plan.IsClosing);
    }
}
