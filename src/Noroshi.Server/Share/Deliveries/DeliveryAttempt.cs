namespace Noroshi.Server.Share.Deliveries;

/// <summary>One attempt by one means, with all the other side said. Never updated.</summary>
public sealed class DeliveryAttempt
{
    public required Guid Id { get; init; }
    public required Guid DeliveryId { get; init; }

    /// <summary>The means: inbox, e-mail.</summary>
    public required string Channel { get; init; }

    /// <summary>To which address; empty for the inbox.</summary>
    public required string Address { get; init; }

    /// <summary>alert or reminder.</summary>
    public required string Purpose { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>accepted, later, refused.</summary>
    public required string Outcome { get; init; }

    /// <summary>Reply code; 0 for none.</summary>
    public required int Code { get; init; }

    /// <summary>Enhanced status code (RFC 3463), or empty.</summary>
    public required string Enhanced { get; init; }

    /// <summary>The deciding reply, or what went wrong.</summary>
    public required string Reason { get; init; }

    /// <summary>The whole conversation, one line each, without secrets.</summary>
    public required string Protocol { get; init; }
}
