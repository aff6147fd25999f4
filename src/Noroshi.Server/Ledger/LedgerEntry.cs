namespace Noroshi.Server.Ledger;

/// <summary>One entry of the ledger (台帳): the canonical bytes are the truth, the other columns only index them. Never updated, never deleted.</summary>
public sealed class LedgerEntry
{
    /// <summary>Place in the log from 0, without gaps, in commit order.</summary>
    public required long Position { get; init; }

    /// <summary>Record name, such as <c>ReportReceived</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The thing it happened to.</summary>
    public required Guid Subject { get; init; }

    /// <summary>The account that did it; <see cref="Guid.Empty"/> for the system.</summary>
    public required Guid Actor { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>RFC 8785 canonical JSON, UTF-8.</summary>
    public required byte[] Canonical { get; init; }

    /// <summary>RFC 6962 leaf hash of <see cref="Canonical"/>, 32 bytes.</summary>
    public required byte[] Leaf { get; init; }
}
