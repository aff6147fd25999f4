using Noroshi.Core.Share;

namespace Noroshi.Server.Share.Acknowledgements;

/// <summary>One answer of a recipient (受領確認). The history; the latest stands in the delivery. Never updated.</summary>
internal sealed class Acknowledgement
{
    public required Guid Id { get; init; }
    public required Guid AlertId { get; init; }
    public required Guid DeliveryId { get; init; }
    public required Guid OrganizationId { get; init; }
    public required AcknowledgementState Answer { get; init; }

    /// <summary>What the recipient adds; may be empty.</summary>
    public required string Comment { get; init; }

    /// <summary>By what: link, page, api.</summary>
    public required string Means { get; init; }

    /// <summary>The account; empty for the link, which anybody may hold who reads the desk's mail.</summary>
    public required Guid AccountId { get; init; }

    public required bool IsLate { get; init; }
    public required DateTimeOffset At { get; init; }
}
