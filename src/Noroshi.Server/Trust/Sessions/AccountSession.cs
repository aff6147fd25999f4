namespace Noroshi.Server.Trust.Sessions;

/// <summary>One signed-in browser. The cookie holds a secret, this row its hash; deleting the row signs out at once.</summary>
internal sealed class AccountSession
{
    public required Guid Id { get; init; }
    public required string SecretHash { get; init; }
    public required Guid AccountId { get; init; }

    /// <summary>For whom the account acts in this browser.</summary>
    public required Guid OrganizationId { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Last use, to within <see cref="SeenEvery"/>.</summary>
    public required DateTimeOffset SeenAt { get; set; }
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>What the browser calls itself, cut short; shown only to the account itself.</summary>
    public required string Agent { get; init; }

    internal static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);
    internal static readonly TimeSpan Idle = TimeSpan.FromHours(12);
    internal static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(10);
}
