using System.Collections.Immutable;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Core.Trust;

/// <summary>What a decision needs to know of the organisation that would see the subject.</summary>
public sealed record AccessOrganization
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>What it is.</summary>
    public required OrganizationKind Kind { get; init; }

    /// <summary>The sectors it runs, oversees or serves, by code.</summary>
    public ImmutableArray<string> Sectors { get; init; } = [];

    /// <summary>How the source's report routes reach it.</summary>
    public RouteReach Reach { get; init; }
}
