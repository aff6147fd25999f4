using System.Collections.Immutable;
using Noroshi.Core.Collect;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Server.Collect.Reports;

/// <summary>What the page of one report shows.</summary>
public sealed record ReportPageModel
{
    /// <summary>The version shown, as far as the viewer may see it.</summary>
    public required ReportView View { get; init; }

    /// <summary>Its form; null when the content no longer has it.</summary>
    public required Form? Form { get; init; }

    /// <summary>All versions, the first first.</summary>
    public required IReadOnlyList<VersionLine> Versions { get; init; }

    /// <summary>What differs from the version before the one shown.</summary>
    public required ImmutableArray<FactChange> Changes { get; init; }

    /// <summary>What happened, from the ledger, the newest first.</summary>
    public required IReadOnlyList<TimelineLine> Entries { get; init; }

    /// <summary>Who sees it; null when the viewer may not know.</summary>
    public required IReadOnlyList<Reader>? Readers { get; init; }

    /// <summary>Its files.</summary>
    public required IReadOnlyList<FileLine> Files { get; init; }

    /// <summary>Whether the viewer's organisation is the reporter.</summary>
    public required bool IsOwn { get; init; }

    /// <summary>Whether the viewer may write for the reporter.</summary>
    public required bool MayWrite { get; init; }

    /// <summary>Where the viewer's organisation stands with it.</summary>
    public required Handling Handling { get; init; }

    /// <summary>What was wrong with the last file.</summary>
    public ImmutableArray<Fault> Faults { get; init; } = [];
}

/// <summary>One version in the list of versions.</summary>
public sealed record VersionLine(int Version, string Stage, DateTimeOffset At);

/// <summary>One line of the timeline.</summary>
/// <param name="At">When.</param>
/// <param name="Kind">The record's name.</param>
/// <param name="Organization">Who; null for the system, or when the record does not say.</param>
public sealed record TimelineLine(DateTimeOffset At, string Kind, Guid? Organization);

/// <summary>One file.</summary>
public sealed record FileLine(Guid Id, string Name, long Bytes, string MediaType);
