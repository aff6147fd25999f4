using System.Collections.Immutable;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Server.Trust.Members;

/// <summary>A one-time link by which somebody joins an organisation. The first one of a fresh system has no organisation yet: it sets up the centre.</summary>
internal sealed class Invitation
{
    public required Guid Id { get; init; }

    /// <summary>SHA-256 of the secret in the link.</summary>
    public required string SecretHash { get; init; }

    /// <summary>Null only for the set-up link.</summary>
    public required Guid? OrganizationId { get; init; }

    /// <summary>Whom it is for; empty for the set-up link.</summary>
    public required string Email { get; init; }

    /// <summary>Roles, separated by spaces.</summary>
    public required string RoleWords { get; init; }
    public required Guid InvitedBy { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? AcceptedAt { get; init; }
    public DateTimeOffset? WithdrawnAt { get; init; }

    internal ImmutableArray<Role> Roles => RoleList.Parse(RoleWords);

    internal bool IsOpen(DateTimeOffset at) => AcceptedAt is null && WithdrawnAt is null && at < ExpiresAt;
}
