namespace Noroshi.Server.Ledger;

/// <summary>A key that signs or signed heads. Public part only; kept for ever so that old receipts can be checked.</summary>
internal sealed class LedgerKey
{
    /// <summary>Note key id: 8 hexadecimal digits.</summary>
    public required string Id { get; init; }

    /// <summary>Verifier key text: name+id+base64.</summary>
    public required string Verifier { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When another key took over; null for the key in use.</summary>
    public DateTimeOffset? RetiredAt { get; set; }
}
