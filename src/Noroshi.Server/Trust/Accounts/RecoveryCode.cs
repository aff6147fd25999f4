namespace Noroshi.Server.Trust.Accounts;

/// <summary>One of the codes that open an account once when the second factor is lost; only its hash is kept, and the row goes when it is used.</summary>
internal sealed class RecoveryCode
{
    public required Guid AccountId { get; init; }
    public required string CodeHash { get; init; }
}
