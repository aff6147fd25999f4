namespace Noroshi.Server.Ledger;

/// <summary>An entry a reaction could not digest; set aside so that nothing behind it waits, and shown to people until somebody deals with it.</summary>
public sealed class ParkedStep
{
    public required string Reaction { get; init; }
    public required long Position { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>Type of the failure, without content.</summary>
    public required string Fault { get; init; }
    public DateTimeOffset? ResolvedAt { get; set; }
}
