namespace Noroshi.Server.Store;

/// <summary>Table <c>sent_key</c>: what an account has already had done under an <c>Idempotency-Key</c>, written in the transaction of the thing itself.</summary>
internal sealed class SentKey
{
    public required Guid AccountId { get; init; }

    /// <summary>The key as the client gave it.</summary>
    public required string Key { get; init; }

    /// <summary>SHA-256 of what was sent and where to, lower-case hexadecimal: the same key for something else is refused.</summary>
    public required string RequestHash { get; init; }

    /// <summary>What it made or moved.</summary>
    public required Guid Subject { get; init; }

    public required DateTimeOffset At { get; init; }
}
