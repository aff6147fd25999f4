using System.Text.Json.Serialization;

namespace Noroshi.Server.Share.Alerts;

/// <summary>What somebody decided about a submitted alert.</summary>
public sealed class AlertApproval
{
    public required Guid Id { get; init; }
    public required Guid AlertId { get; init; }
    public required int Version { get; init; }
    public required ApprovalVerdict Verdict { get; init; }

    /// <summary>The account that decided.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>Why; empty for a plain approval.</summary>
    public required string Reason { get; init; }

    /// <summary>Hash of the plan that was shown; empty when returned.</summary>
    public required string PlanHash { get; init; }

    public required DateTimeOffset At { get; init; }
}

/// <summary>A decision about an alert. Stored by word.</summary>
public enum ApprovalVerdict
{
    /// <summary>承認.</summary>
    [JsonStringEnumMemberName("approved")] Approved,

    /// <summary>差し戻し.</summary>
    [JsonStringEnumMemberName("returned")] Returned,

    /// <summary>単独発出: issued by one person, because nobody else answered.</summary>
    [JsonStringEnumMemberName("alone")] Alone,

    /// <summary>発出停止.</summary>
    [JsonStringEnumMemberName("stopped")] Stopped,
}
