using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Noroshi.Core.Content;
using Noroshi.Core.Network;
using Noroshi.Core.Vocabulary;
using Noroshi.Core.Vocabulary.Records;
using Noroshi.Server.Ledger;
using Noroshi.Server.Network;
using Noroshi.Server.Network.Exchange;
using Noroshi.Server.Store;
using Noroshi.Server.Trust.Grants;
using Noroshi.Server.Trust.Members;
using RouteDirection = Noroshi.Core.Network.RouteDirection;

namespace Noroshi.Server.Serve;

/// <summary>Where access learns of the network and of the sharing rules. The verbs do not know each other; the program that is made of both joins them.</summary>
internal static class NetworkForAccess
{
    private static readonly HashSet<string> Changes = [nameof(OrganizationRegistered), nameof(OrganizationChanged), nameof(RoutesChanged)];

    internal static IServiceCollection AddNetworkForAccess(this IServiceCollection services)
    {
        services.Replace(ServiceDescriptor.Singleton<ReadNetwork>(sp => (db, ct) => ReadAsync(db, sp.GetRequiredService<TimeProvider>(), ct)));
        services.Replace(ServiceDescriptor.Singleton<ReadSharingRules>(sp => () => sp.GetRequiredService<Catalog>().SharingRules));
        services.Replace(ServiceDescriptor.Singleton<MakeCenter>(MakeCenterAsync));
        services.AddSingleton(new Reaction("grants.of-network", Changes, (session, _, ct) => RecomputeGrants.AskAsync(session, ct)));
        return services;
    }

    // A network may have been imported before anybody could sign in: then its centre is the centre.
    private static async Task<Guid> MakeCenterAsync(WriteSession s, LocalizedText name, Guid actor, CancellationToken ct)
    {
        if (await s.Db.Set<OrganizationRow>().Where(o => o.Kind == OrganizationKind.Center).OrderBy(o => o.Position).Select(o => (Guid?)o.Id).FirstOrDefaultAsync(ct) is { } present) return present;
        var center = new Organization { Key = "center", Kind = OrganizationKind.Center, Name = name };
        await ApplyNetwork.ApplyAsync(s, new NetworkMap([center], []), actor, ct);
        return center.Id;
    }

    private static async Task<NetworkFacts> ReadAsync(NoroshiDb db, TimeProvider clock, CancellationToken ct)
    {
        var map = await db.ReadMapAsync(ct);
        var day = DateOnly.FromDateTime(clock.GetUtcNow().ToOffset(TimeSpan.FromHours(9)).DateTime);
        return new(
            map.Organizations.Select(o => new OrganizationFacts(o.Id, o.Key, o.Kind, o.Name, [.. o.Sectors.Where(s => s.Holds(day)).Select(s => s.Sector)])),
            map.Routes.Where(r => r.Direction is RouteDirection.Up).Select(r => new UpwardRoute(Organization.IdOf(r.From), Organization.IdOf(r.To), r.Mode is RouteMode.Relay)));
    }
}
