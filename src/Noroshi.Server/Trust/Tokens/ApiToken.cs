using System.Collections.Immutable;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Server.Trust.Tokens;

/// <summary>A key for programs: one account, one organisation, some of the account's roles there, for a time. Shown once, kept as a hash.</summary>
internal sealed class ApiToken
{
    internal const string Prefix = "nrs_";

    public required Guid Id { get; init; }
    public required string SecretHash { get; init; }
    public required Guid AccountId { get; init; }
    public required Guid OrganizationId { get; init; }

    /// <summary>Roles, separated by spaces. What counts is the part of them the account still holds.</summary>
    public required string RoleWords { get; init; }
    public required string Name { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? UsedAt { get; init; }
    public DateTimeOffset? RevokedAt { get; init; }

    internal ImmutableArray<Role> Roles => RoleList.Parse(RoleWords);

    internal bool IsOpen(DateTimeOffset at) => RevokedAt is null && at < ExpiresAt;
}
