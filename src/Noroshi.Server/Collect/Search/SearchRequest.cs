using Noroshi.Server.Collect.Reports;

namespace Noroshi.Server.Collect.Search;

/// <summary>What a list of reports is narrowed to.</summary>
internal sealed record SearchRequest
{
    /// <summary>Words as typed; null or empty for all.</summary>
    public string? Text { get; init; }

    /// <summary>A sector's code, or null.</summary>
    public string? Sector { get; init; }

    /// <summary>Where the viewer's organisation stands with it, or null.</summary>
    public Handling? Handling { get; init; }

    /// <summary>Whether more is expected of the reporter, or null.</summary>
    public ReportState? State { get; init; }

    /// <summary>Whether the index must be asked; else the organisation's own list is enough.</summary>
    internal bool IsSearch => !string.IsNullOrWhiteSpace(Text) || Sector is not null;
}
