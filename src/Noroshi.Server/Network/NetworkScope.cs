using Noroshi.Core.Network;
using Noroshi.Core.Vocabulary;
using Route = Noroshi.Core.Network.Route;

namespace Noroshi.Server.Network;

/// <summary>Who sees and who changes what of the network. Names, kinds and sectors are known to all who take part; telephone numbers and addresses only to those who must reach each other.</summary>
internal static class NetworkScope
{
    /// <summary>One's own desks, those of organisations a route joins one to, and for the centre all.</summary>
    internal static bool SeesDesks(Viewer viewer, Organization organization, NetworkMap map) =>
        viewer.Kind is OrganizationKind.Center || viewer.Organization == organization.Id
        || map.Routes.Any(r => Joins(r, organization.Key, viewer.Organization));

    /// <summary>An administrator, of its own organisation or of the centre.</summary>
    internal static bool Changes(Viewer viewer, Guid organization) =>
        viewer.Is(Role.Administrator) && (viewer.Organization == organization || viewer.Kind is OrganizationKind.Center);

    /// <summary>The whole network at once: the centre's administrators.</summary>
    internal static bool ChangesAll(Viewer viewer) => viewer.Is(Role.Administrator) && viewer.Kind is OrganizationKind.Center;

    private static bool Joins(Route route, string key, Guid viewer) =>
        (route.From == key && Organization.IdOf(route.To) == viewer) || (route.To == key && Organization.IdOf(route.From) == viewer);
}
