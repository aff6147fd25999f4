using Noroshi.Server.Network.Desks;
using Noroshi.Server.Network.Exchange;
using Noroshi.Server.Network.Organizations;

namespace Noroshi.Server.Network;

/// <summary>Organisations, desks, routes: endpoints.</summary>
internal static class NetworkRegistration
{
    internal static void MapNetwork(this IEndpointRouteBuilder app)
    {
        ListOrganizations.Map(app);
        ImportNetwork.Map(app);
        ExportNetwork.Map(app);
        ShowOrganization.Map(app);
        ChangeDesk.Map(app);
    }
}
