namespace Noroshi.Server.Ledger;

/// <summary>A signed tree head: what the ledger was at a size, as a signed note others can keep.</summary>
public sealed class SignedHead
{
    public required long Size { get; init; }
    public required int Epoch { get; init; }

    /// <summary>Root hash, 32 bytes.</summary>
    public required byte[] Root { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>The signed note, as text.</summary>
    public required string Note { get; init; }
}
