namespace Noroshi.Server.Collect.Reports;

/// <summary>That an account's reading of a report is in the ledger for an hour, so that it stands there once.</summary>
internal sealed class ReadMark
{
    public required Guid AccountId { get; init; }

    public required Guid ReportId { get; init; }

    /// <summary>Hours since 1970, UTC.</summary>
    public required long Hour { get; init; }
}
