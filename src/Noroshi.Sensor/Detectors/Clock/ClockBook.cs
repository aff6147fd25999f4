using Noroshi.Sensor.Logs;

namespace Noroshi.Sensor.Detectors.Clock;

/// <summary>How the times of each log run, through the files into which it was rotated. Bounded.</summary>
internal sealed class ClockBook
{
    private const int MostLogs = 10_000;

    private readonly Dictionary<int, LogTimes> _logs = [];

    /// <summary>The times of each log.</summary>
    internal IEnumerable<LogTimes> Logs => _logs.Values;

    internal void See(TimeTrack track, BlockPlace place)
    {
        if (track.Count == 0) return;
        if (!_logs.TryGetValue(place.Log, out var log))
        {
            if (_logs.Count == MostLogs) return;
            _logs.Add(place.Log, log = new());
        }
        log.Add(track, place);
    }
}

/// <summary>How the times of one log run.</summary>
internal sealed class LogTimes
{
    private const int Most = 64;
    private const long NotableMs = 60_000;

    private readonly List<(TimeStep Step, LineRef Line)> _steps = [];
    private int _file = -1;

    internal long First { get; private set; } = LogRecord.NoTime;

    internal long Last { get; private set; } = LogRecord.NoTime;

    internal long Lines { get; private set; }

    /// <summary>How often time went back by a minute or more.</summary>
    internal int Backward { get; private set; }

    /// <summary>The longest steps, forwards and backwards.</summary>
    internal IReadOnlyList<(TimeStep Step, LineRef Line)> Steps => _steps;

    internal void Add(TimeTrack track, BlockPlace place)
    {
        if (First == LogRecord.NoTime) First = track.First;
        // From one file to another time goes back where they were not read from the oldest.
        else if (track.First - Last > NotableMs || (track.First - Last < -NotableMs && place.File == _file)) Add(new TimeStep(Last, track.First, 0), place);
        _file = place.File;
        foreach (var step in track.Steps) Add(step, place);
        Last = track.Last;
        Lines += track.Count;
    }

    private void Add(TimeStep step, BlockPlace place)
    {
        if (step.To < step.From) Backward++;
        LineRef line = new(place.File, 0, place.FirstLine + step.Line, -1);
        if (_steps.Count < Most) _steps.Add((step, line));
        else if (_steps.MinBy(s => s.Step.Length) is var least && least.Step.Length < step.Length) _steps[_steps.IndexOf(least)] = (step, line);
    }
}
