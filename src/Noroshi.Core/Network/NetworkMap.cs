using System.Collections.Frozen;
using System.Collections.Immutable;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Core.Network;

/// <summary>Organisations and the routes between them, and the questions everybody asks of them. Immutable.</summary>
/// <remarks>
/// <code>
/// operator ── up ──► authority ── up, relay ──► centre
/// operator ◄── down, relay ── authority ◄── down ── centre
/// </code>
/// </remarks>
public sealed class NetworkMap
{
    private readonly FrozenDictionary<string, Organization> _byKey;
    private readonly ILookup<string, Route> _from;

    /// <summary>A map; routes to or from unknown organisations are refused earlier, by <see cref="NetworkReader"/>.</summary>
    public NetworkMap(ImmutableArray<Organization> organizations, ImmutableArray<Route> routes)
    {
        (Organizations, Routes) = (organizations, routes);
        _byKey = organizations.ToFrozenDictionary(o => o.Key, StringComparer.Ordinal);
        _from = routes.ToLookup(r => r.From, StringComparer.Ordinal);
    }

    /// <summary>All organisations, in file order.</summary>
    public ImmutableArray<Organization> Organizations { get; }

    /// <summary>All routes, in file order.</summary>
    public ImmutableArray<Route> Routes { get; }

    /// <summary>An organisation by key, or null.</summary>
    public Organization? Find(string key) => _byKey.GetValueOrDefault(key);

    /// <summary>所管省庁: the authorities an organisation reports to itself.</summary>
    public IEnumerable<Organization> AuthoritiesOf(string key) => ReceiversOf(key).Where(r => r.IsDirect && r.Organization.Kind is OrganizationKind.Authority).Select(r => r.Organization);

    /// <summary>Everybody a report of an organisation reaches, nearest first; after the first step only along relays.</summary>
    public ImmutableArray<Receiver> ReceiversOf(string key) => Walk(key, RouteDirection.Up);

    /// <summary>Everybody an alert of an organisation can reach along routes, nearest first.</summary>
    public ImmutableArray<Receiver> ReachedBy(string key) => Walk(key, RouteDirection.Down);

    /// <summary>Who belongs to a sector on a day.</summary>
    public IEnumerable<Organization> InSector(string sector, DateOnly day) => Organizations.Where(o => o.IsIn(sector, day));

    private ImmutableArray<Receiver> Walk(string start, RouteDirection direction)
    {
        var receivers = ImmutableArray.CreateBuilder<Receiver>();
        HashSet<string> seen = new(StringComparer.Ordinal) { start };
        var next = new Queue<(string Key, bool IsStart)>([(start, true)]);
        while (next.TryDequeue(out var at))
        {
            foreach (var route in _from[at.Key].Where(r => r.Direction == direction && (at.IsStart || r.Mode is RouteMode.Relay)))
            {
                if (!seen.Add(route.To) || Find(route.To) is not { } organization) continue;
                receivers.Add(new(organization, at.IsStart));
                next.Enqueue((route.To, false));
            }
        }
        return receivers.ToImmutable();
    }
}

/// <summary>Somebody a route leads to.</summary>
/// <param name="Organization">Who.</param>
/// <param name="IsDirect">Whether the first step leads there, or others pass it on.</param>
public sealed record Receiver(Organization Organization, bool IsDirect);
