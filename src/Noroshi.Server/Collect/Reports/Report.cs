namespace Noroshi.Server.Collect.Reports;

/// <summary>A report (届出・通報・情報連絡): what an organisation says happened, in a series of versions. Only what lists need; what was said stands in <see cref="ReportVersion"/>.</summary>
public sealed class Report
{
    public required Guid Id { get; init; }

    /// <summary>What people call it on the telephone: speakable, not guessable.</summary>
    public required string Number { get; init; }

    /// <summary>Who reports.</summary>
    public required Guid OrganizationId { get; init; }

    /// <summary>The form's id.</summary>
    public required string Form { get; init; }

    public required ReportState State { get; set; }

    /// <summary>The stage of the latest version.</summary>
    public required string Stage { get; set; }

    /// <summary>The latest version, from 1. An amendment names the version it was written on.</summary>
    public required int Version { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; set; }
}
