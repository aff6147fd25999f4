namespace Noroshi.Server.Ledger;

/// <summary>How far one reaction has read the ledger.</summary>
internal sealed class ReactionCursor
{
    public required string Reaction { get; init; }

    /// <summary>Position of the next entry to look at.</summary>
    public required long Next { get; set; }
}
