using System.Text.Json.Serialization;

namespace Noroshi.Server.Collect.Reports;

/// <summary>Whether more is expected of the reporter.</summary>
public enum ReportState
{
    /// <summary>報告中: first or follow-up reports so far.</summary>
    [JsonStringEnumMemberName("open")] Open,

    /// <summary>終報済み: the final report has come.</summary>
    [JsonStringEnumMemberName("closed")] Closed,
}
