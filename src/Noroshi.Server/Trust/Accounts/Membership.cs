using System.Collections.Immutable;
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

    /// <summary>The roles among one account's memberships that are of one organisation, in order.</summary>
    internal static IEnumerable<Role> RolesIn(Guid organization, IEnumerable<Membership> all) => all.Where(m => m.OrganizationId == organization).Select(m => m.Role).Order();

    /// <summary>The organisations of one account's memberships, each once.</summary>
    internal static ImmutableArray<Guid> Organizations(IEnumerable<Membership> all) => [.. all.Select(m => m.OrganizationId).Distinct()];
}
