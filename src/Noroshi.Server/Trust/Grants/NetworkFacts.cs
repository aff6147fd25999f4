using System.Collections.Frozen;
using System.Collections.Immutable;
using Noroshi.Core.Trust;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Server.Trust.Grants;

/// <summary>The network as far as access depends on it: who is what, in which sectors, and whom reports go up to. An immutable snapshot.</summary>
internal sealed class NetworkFacts
{
    private readonly FrozenDictionary<Guid, OrganizationFacts> _organizations;
    private readonly ILookup<Guid, Guid> _up;

    internal NetworkFacts(IEnumerable<OrganizationFacts> organizations, IEnumerable<(Guid From, Guid To)> upwardRoutes)
    {
        _organizations = organizations.ToFrozenDictionary(o => o.Id);
        _up = upwardRoutes.ToLookup(r => r.From, r => r.To);
    }

    internal IReadOnlyList<OrganizationFacts> Organizations => _organizations.Values;

    internal OrganizationFacts? Find(Guid organization) => _organizations.GetValueOrDefault(organization);

    internal ImmutableArray<string> SectorsOf(Guid organization) => Find(organization)?.Sectors ?? [];

    /// <summary>How the upward routes of a source lead to each organisation; those they do not lead to are absent.</summary>
    internal IReadOnlyDictionary<Guid, RouteReach> ReachFrom(Guid source)
    {
        var reach = new Dictionary<Guid, RouteReach>();
        var next = new Queue<Guid>();
        foreach (Guid to in _up[source])
        {
            reach[to] = RouteReach.Direct;
            next.Enqueue(to);
        }

        while (next.TryDequeue(out Guid via))
        {
            foreach (Guid to in _up[via])
            {
                if (reach.TryAdd(to, RouteReach.Onward))
                {
                    next.Enqueue(to);
                }
            }
        }

        return reach;
    }
}

/// <summary>One organisation, as far as access depends on it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Sectors">Its sectors in force today, by code.</param>
internal sealed record OrganizationFacts(Guid Id, OrganizationKind Kind, LocalizedText Name, ImmutableArray<string> Sectors);
