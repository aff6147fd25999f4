using Noroshi.Core.Vocabulary;

namespace Noroshi.Server.Trust.Accounts;

/// <summary>One role of one account in one organisation.</summary>
internal sealed class Membership
{
    public required Guid AccountId { get; init; }
    public required Guid OrganizationId { get; init; }
    public required Role Role { get; init; }
    public required DateTimeOffset GrantedAt { get; init; }
}
