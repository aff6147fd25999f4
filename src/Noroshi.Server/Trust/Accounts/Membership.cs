using Noroshi.Core.Vocabulary;

namespace Noroshi.Server.Trust.Accounts;

/// <summary>One role of one account in one organisation.</summary>
internal sealed class Membership
{
    public required Guid AccountId { get; init; }
    public required Guid OrganizationId { get; init; }
    public required Role Role { get; init; }
    public required DateTimeOffset GrantedAt { get; init; }

    /// <summary>When another role of the account in the organisation was last taken; null when none was.</summary>
    public DateTimeOffset? ChangedAt { get; init; }
}
