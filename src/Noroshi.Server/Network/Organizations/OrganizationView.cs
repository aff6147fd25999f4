using System.Globalization;
using Noroshi.Core.Network;
using Noroshi.Core.Vocabulary;
using Route = Noroshi.Core.Network.Route;

namespace Noroshi.Server.Network.Organizations;

/// <summary>An organisation as the API shows it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Key">Its key in addresses and files.</param>
/// <param name="Kind">operator, authority, isac, center, police, desk or isp.</param>
/// <param name="Name">Its name.</param>
/// <param name="Sectors">The sectors it belongs to, with days.</param>
/// <param name="Desks">Its contact points; null when the viewer may not see them.</param>
/// <param name="Routes">The routes it sends or receives on; null when the viewer may not see them.</param>
internal sealed record OrganizationView(Guid Id, string Key, string Kind, LocalizedText Name, IReadOnlyList<SectorView> Sectors, IReadOnlyList<DeskView>? Desks, IReadOnlyList<RouteView>? Routes)
{
    internal static OrganizationView Of(Organization organization, NetworkMap map, Viewer viewer)
    {
        var isOpen = NetworkScope.SeesDesks(viewer, organization, map);
        return new(
            organization.Id, organization.Key, KindWord(organization.Kind), organization.Name,
            [.. organization.Sectors.Select(s => new SectorView(s.Sector, Text(s.From), Text(s.Until)))],
            isOpen ? [.. organization.Desks.Select(DeskView.Of)] : null,
            isOpen ? [.. map.Routes.Where(r => r.From == organization.Key || r.To == organization.Key).Select(RouteView.Of)] : null);
    }

    private static string KindWord(OrganizationKind kind) => Organization.Kinds.First(k => k.Kind == kind).Word;

    private static string? Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>A sector an organisation belongs to.</summary>
/// <param name="Sector">Its id.</param>
/// <param name="From">First day, yyyy-MM-dd, or null.</param>
/// <param name="Until">Last day, yyyy-MM-dd, or null.</param>
internal sealed record SectorView(string Sector, string? From, string? Until);

/// <summary>A contact point.</summary>
/// <param name="Key">Its key within the organisation.</param>
/// <param name="Name">Its name.</param>
/// <param name="Channels">Its means, first tried first.</param>
/// <param name="Language">Language of mail to it: ja, en, or null for both.</param>
internal sealed record DeskView(string? Key, LocalizedText? Name, IReadOnlyList<ChannelView?>? Channels, string? Language = null)
{
    internal static DeskView Of(Desk desk) => new(desk.Key, desk.Name, [.. desk.Channels.Select(c => new ChannelView(Channel.Word(c.Kind), c.Address, c.Hours.ToString()))], desk.LanguageWord);
}

/// <summary>A means of contact.</summary>
/// <param name="Kind">telephone, fax, e-mail, webhook or taxii.</param>
/// <param name="Address">Number or address.</param>
/// <param name="Hours">always, daily HH:mm-HH:mm or weekdays HH:mm-HH:mm, in Japanese time.</param>
internal sealed record ChannelView(string? Kind, string? Address, string? Hours);

/// <summary>A route.</summary>
/// <param name="From">Key of the sender.</param>
/// <param name="To">Key of the receiver.</param>
/// <param name="Direction">up or down.</param>
/// <param name="Mode">direct or relay.</param>
internal sealed record RouteView(string From, string To, string Direction, string Mode)
{
    internal static RouteView Of(Route route) => new(
        route.From, route.To,
        Route.Directions.First(d => d.Direction == route.Direction).Word,
        Route.Modes.First(m => m.Mode == route.Mode).Word);
}
