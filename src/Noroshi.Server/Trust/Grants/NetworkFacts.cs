using System.Collections.Frozen;
using System.Collections.Immutable;
using Noroshi.Core.Trust;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Server.Trust.Grants;

/// <summary>The network as far as access depends on it: who is what, in which sectors, and whom reports go up to. An immutable snapshot.</summary>
internal sealed class NetworkFacts
{
    private readonly FrozenDictionary<Guid, OrganizationFacts> _organizations;
    private readonly ILookup<Guid, (Guid To, bool IsRelay)> _up;

    internal NetworkFacts(IEnumerable<OrganizationFacts> organizations, IEnumerable<UpwardRoute> upwardRoutes)
    {
        _organizations = organizations.ToFrozenDictionary(o => o.Id);
        _up = upwardRoutes.ToLookup(r => r.From, r => (r.To, r.IsRelay));
    }

    internal IReadOnlyList<OrganizationFacts> Organizations => _organizations.Values;

    internal OrganizationFacts? Find(Guid organization) => _organizations.GetValueOrDefault(organization);

    internal ImmutableArray<string> SectorsOf(Guid organization) => Find(organization)?.Sectors ?? [];

    /// <summary>How the upward routes of a source lead to each organisation; after the first step only along relays. Those they do not lead to are absent.</summary>
    internal IReadOnlyDictionary<Guid, RouteReach> ReachFrom(Guid source)
    {
        var reach = new Dictionary<Guid, RouteReach>();
        var next = new Queue<Guid>();
        foreach ((Guid to, _) in _up[source])
        {
            reach[to] = RouteReach.Direct;
            next.Enqueue(to);
        }

        while (next.TryDequeue(out Guid via))
        {
            foreach ((Guid to, bool isRelay) in _up[via])
            {
                if (isRelay && reach.TryAdd(to, RouteReach.Onward))
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
/// <param name="Key">Its key in files and addresses.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Sectors">Its sectors in force today, by code.</param>
internal sealed record OrganizationFacts(Guid Id, string Key, OrganizationKind Kind, LocalizedText Name, ImmutableArray<string> Sectors);

/// <summary>One upward route.</summary>
/// <param name="From">Who reports.</param>
/// <param name="To">To whom.</param>
/// <param name="IsRelay">Whether others' reports are passed on along it.</param>
internal readonly record struct UpwardRoute(Guid From, Guid To, bool IsRelay);
