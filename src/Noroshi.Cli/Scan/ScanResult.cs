using Noroshi.Core.Vocabulary;
using Noroshi.Sensor.Detectors;

namespace Noroshi.Cli.Scan;

/// <summary>All that one run found out, and about what it read.</summary>
internal sealed record ScanResult
{
    internal required IReadOnlyList<ScannedFile> Files { get; init; }

    /// <summary>Most important first.</summary>
    internal required IReadOnlyList<ShownFinding> Findings { get; init; }

    /// <summary>The findings as people read them: those of one rule joined.</summary>
    internal required IReadOnlyList<FindingGroup> Groups { get; init; }

    internal required Timeline Timeline { get; init; }

    /// <summary>Lines by format; the key of lines nothing recognised is empty.</summary>
    internal required IReadOnlyDictionary<string, long> Formats { get; init; }

    /// <summary>First and last time of any line, Unix milliseconds.</summary>
    internal required (long First, long Last) Span { get; init; }

    /// <summary>What was forgotten for want of room, in words.</summary>
    internal required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Inputs that could not be read.</summary>
    internal required IReadOnlyList<Fault> Faults { get; init; }

    internal required TimeSpan Elapsed { get; init; }

    /// <summary>When the run began, by this machine's clock.</summary>
    internal required DateTimeOffset At { get; init; }

    /// <summary>SHA-256 over the rules used.</summary>
    internal required Lazy<string> Rules { get; init; }

    /// <summary>The zone times are shown in.</summary>
    internal required TimeZoneInfo Zone { get; init; }

    /// <summary>What was added to written times.</summary>
    internal TimeSpan Offset { get; init; }

    /// <summary>SHA-256 of the table of accounts or the verdicts that were printed, as UTF-8; null when findings were, or the run is not recorded.</summary>
    internal string? Printed { get; init; }

    internal long Lines => Files.Sum(f => f.Lines);

    internal long Bytes => Files.Sum(f => f.Bytes);

    internal long Unread => Formats.GetValueOrDefault("");
}

/// <summary>One input as it was read.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Bytes">Unpacked bytes.</param>
/// <param name="Lines">Lines.</param>
internal sealed record ScannedFile(string Name, long Bytes, long Lines)
{
    /// <summary>How it is packed.</summary>
    internal Packing Packing { get; init; }

    /// <summary>Bytes as they lie on the disk.</summary>
    internal long PackedBytes { get; init; }

    /// <summary>SHA-256 of those bytes, lower-case hexadecimal; null when the run is not recorded.</summary>
    internal string? Hash { get; init; }
}
