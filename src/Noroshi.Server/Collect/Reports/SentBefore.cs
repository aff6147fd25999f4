namespace Noroshi.Server.Collect.Reports;

/// <summary>What an account sent under an <c>Idempotency-Key</c>: written in the transaction of the report itself, so that sending again after any failure gives the same answer.</summary>
internal sealed class SentBefore
{
    public required Guid AccountId { get; init; }

    /// <summary>The key as the client gave it.</summary>
    public required string Key { get; init; }

    /// <summary>SHA-256 of what was sent and where to, lower-case hexadecimal: the same key for something else is refused.</summary>
    public required string RequestHash { get; init; }

    public required Guid ReportId { get; init; }

    public required int Version { get; init; }

    public required DateTimeOffset At { get; init; }
}
