using Noroshi.Sensor.Logs;

namespace Noroshi.Sensor.Detectors;

/// <summary>How the times of a block's lines run: its ends, its longest silences and its jumps backwards. Kept by the parsing thread, so that the watch need not look at every line.</summary>
internal sealed class TimeTrack
{
    private const long NotableMs = 60_000;
    private const int Most = 32;

    private readonly List<TimeStep> _steps = [];

    /// <summary>First line's time; <see cref="LogRecord.NoTime"/> when no line has one.</summary>
    internal long First { get; private set; } = LogRecord.NoTime;

    /// <summary>Last line's time.</summary>
    internal long Last { get; private set; } = LogRecord.NoTime;

    /// <summary>Lines with a time.</summary>
    internal int Count { get; private set; }

    /// <summary>Notable steps forwards and backwards, the longest when there are too many.</summary>
    internal IReadOnlyList<TimeStep> Steps => _steps;

    internal void Begin()
    {
        First = Last = LogRecord.NoTime;
        Count = 0;
        _steps.Clear();
    }

    internal void See(long time, int line)
    {
        Count++;
        if (First == LogRecord.NoTime) First = time;
        else if (time - Last is > NotableMs or < -NotableMs) Add(new(Last, time, line));
        Last = time;
    }

    private void Add(TimeStep step)
    {
        if (_steps.Count < Most)
        {
            _steps.Add(step);
            return;
        }
        var least = 0;
        for (var i = 1; i < Most; i++)
        {
            if (_steps[i].Length < _steps[least].Length) least = i;
        }
        if (step.Length > _steps[least].Length) _steps[least] = step;
    }
}

/// <summary>From one line's time to the next line's.</summary>
/// <param name="From">The line before.</param>
/// <param name="To">The line after.</param>
/// <param name="Line">Number of the line after in its block, from 0.</param>
internal readonly record struct TimeStep(long From, long To, int Line)
{
    internal ulong Length => To > From ? (ulong)To - (ulong)From : (ulong)From - (ulong)To;
}
