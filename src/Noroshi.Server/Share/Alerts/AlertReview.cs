namespace Noroshi.Server.Share.Alerts;

/// <summary>事後確認: somebody else must look at an alert that one person issued alone. Whoever issued it cannot close it.</summary>
public sealed class AlertReview
{
    public required Guid Id { get; init; }
    public required Guid AlertId { get; init; }

    /// <summary>Who issued alone.</summary>
    public required Guid IssuedBy { get; init; }

    public required string Reason { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }
    public Guid? ClosedBy { get; set; }
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>Whether issuing alone was right.</summary>
    public bool? IsUpheld { get; set; }

    /// <summary>What the reviewer found.</summary>
    public string? Note { get; set; }
}
