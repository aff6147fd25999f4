using Noroshi.Sensor.Logs;

namespace Noroshi.Sensor.Detectors.Clock;

/// <summary>How the times of each file run. Bounded.</summary>
internal sealed class ClockBook
{
    private const int MostFiles = 10_000;

    private readonly Dictionary<int, FileClock> _files = [];

    /// <summary>The clocks by the file's number.</summary>
    internal Dictionary<int, FileClock> Files => _files;

    internal void See(TimeTrack track, BlockPlace place)
    {
        if (track.Count == 0) return;
        if (!_files.TryGetValue(place.File, out var file))
        {
            if (_files.Count == MostFiles) return;
            _files.Add(place.File, file = new());
        }
        file.Add(track, place);
    }
}

/// <summary>How the times of one file run.</summary>
internal sealed class FileClock
{
    private const int Most = 64;
    private const long NotableMs = 60_000;

    private readonly List<(TimeStep Step, LineRef Line)> _steps = [];

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
        else if (track.First - Last is > NotableMs or < -NotableMs) Add(new TimeStep(Last, track.First, 0), place);
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
