using System.Collections.Immutable;

namespace Noroshi.Core.Vocabulary;

/// <summary>Who is looking: an account acting for one organisation. Every query is scoped by it; an API token is one as well.</summary>
/// <param name="Account">The account's id; also the pseudonym written into the ledger.</param>
/// <param name="Organization">The organisation acted for.</param>
/// <param name="Kind">That organisation's kind.</param>
/// <param name="Roles">The roles held there.</param>
public sealed record Viewer(Guid Account, Guid Organization, OrganizationKind Kind, ImmutableArray<Role> Roles)
{
    /// <summary>Whether the viewer holds a role.</summary>
    public bool Is(Role role) => Roles.Contains(role);
}
