using Noroshi.Sensor.Detectors;
using Noroshi.Sensor.Detectors.Web.Knowledge;

namespace Noroshi.Cli.Scan;

/// <summary>How a run reads and judges.</summary>
internal sealed record ScanOptions
{
    /// <summary>Threads that read.</summary>
    internal required int Threads { get; init; }

    /// <summary>Zone of times written without one, and of times shown.</summary>
    internal required TimeZoneInfo Zone { get; init; }

    /// <summary>What to add to written times.</summary>
    internal required TimeSpan Offset { get; init; }

    /// <summary>Thresholds of the behaviour detectors.</summary>
    internal required WatchSettings Watch { get; init; }

    /// <summary>Web rules.</summary>
    internal required WebKnowledge Web { get; init; }

    /// <summary>Whether the inputs are hashed as they are read, for a record of the run.</summary>
    internal bool IsRecorded { get; init; }

    /// <summary>Receives each flagged line's verdict instead of findings; null for findings.</summary>
    internal Action<LineVerdict>? OnVerdict { get; init; }
}
