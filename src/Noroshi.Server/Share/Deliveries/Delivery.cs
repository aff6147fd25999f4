using System.Text.Json.Serialization;
using Noroshi.Core.Share;

namespace Noroshi.Server.Share.Deliveries;

/// <summary>One alert on its way to one organisation (配信): where it stands, and what came back.</summary>
public sealed class Delivery
{
    public required Guid Id { get; init; }
    public required Guid AlertId { get; init; }

    /// <summary>The version that is delivered.</summary>
    public required int Version { get; init; }

    /// <summary>The recipient.</summary>
    public required Guid OrganizationId { get; init; }

    public required DeliveryState State { get; set; }

    /// <summary>Whether an acknowledgement is asked: addressed, not only informed.</summary>
    public required bool NeedsAnswer { get; init; }

    /// <summary>SHA-256 of the token in the mail's link.</summary>
    public required string TokenHash { get; init; }

    /// <summary>Whether people must call, because mail did not get through.</summary>
    public required bool NeedsCall { get; set; }

    /// <summary>Until when an answer is asked; null when none or no time was set.</summary>
    public DateTimeOffset? AnswerBy { get; init; }

    /// <summary>The latest answer; null while silent.</summary>
    public AcknowledgementState? Answer { get; set; }

    public DateTimeOffset? AnsweredAt { get; set; }

    /// <summary>When a reminder was sent; null before.</summary>
    public DateTimeOffset? RemindedAt { get; set; }

    /// <summary>When it lay in the recipient's inbox.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? SentAt { get; set; }

    /// <summary>Whether the answer is overdue.</summary>
    internal bool IsLate(DateTimeOffset now) => NeedsAnswer && Answer is null && AnswerBy < now;
}

/// <summary>Where the mail of a delivery stands. The inbox has it at once. Stored by word.</summary>
public enum DeliveryState
{
    /// <summary>送信待ち: not yet taken by the mail server.</summary>
    [JsonStringEnumMemberName("waiting")] Waiting,

    /// <summary>送信済み: the mail server took it.</summary>
    [JsonStringEnumMemberName("sent")] Sent,

    /// <summary>送信不可: refused, or no mail address; people must call.</summary>
    [JsonStringEnumMemberName("failed")] Failed,

    /// <summary>停止: stopped before it was sent.</summary>
    [JsonStringEnumMemberName("stopped")] Stopped,
}
