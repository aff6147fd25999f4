namespace Noroshi.Server.Collect.Reports;

/// <summary>
/// One report in one organisation's list: newest first without looking at anybody else's, however many there are. The grant decides whether it may be seen; this only orders.
/// </summary>
internal sealed class ReportListing
{
    public required Guid OrganizationId { get; init; }

    public required Guid ReportId { get; init; }

    /// <summary>Where this organisation stands with it.</summary>
    public required Handling Handling { get; set; }

    /// <summary>The version this organisation has dealt with; 0 for none.</summary>
    public required int HandledVersion { get; set; }

    /// <summary>When the report last changed.</summary>
    public required DateTimeOffset ChangedAt { get; set; }
}
