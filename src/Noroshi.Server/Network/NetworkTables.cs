using System.Collections.Immutable;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Network;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Store;
using Route = Noroshi.Core.Network.Route;

namespace Noroshi.Server.Network;

/// <summary>The network's tables to a <see cref="NetworkMap"/>. A network is some hundred organisations: it is read whole.</summary>
internal static class NetworkTables
{
    internal static async Task<NetworkMap> ReadMapAsync(this NoroshiDb db, CancellationToken cancellationToken)
    {
        var organizations = await db.Set<OrganizationRow>().AsNoTracking().OrderBy(o => o.Position).ThenBy(o => o.Key).ToListAsync(cancellationToken);
        var sectors = (await db.Set<OrganizationSectorRow>().AsNoTracking().OrderBy(s => s.Position).ToListAsync(cancellationToken)).ToLookup(s => s.OrganizationId);
        var channels = (await db.Set<ChannelRow>().AsNoTracking().OrderBy(c => c.Position).ToListAsync(cancellationToken)).ToLookup(c => (c.OrganizationId, c.Desk));
        var desks = (await db.Set<DeskRow>().AsNoTracking().OrderBy(d => d.Position).ToListAsync(cancellationToken)).ToLookup(d => d.OrganizationId, d => Desk(d, channels[(d.OrganizationId, d.Key)]));
        var keys = organizations.ToDictionary(o => o.Id, o => o.Key);
        var routes = await db.Set<RouteRow>().AsNoTracking().OrderBy(r => r.Position).ToListAsync(cancellationToken);
        return new(
            [.. organizations.Select(o => new Organization { Key = o.Key, Kind = o.Kind, Name = o.Name, Sectors = [.. sectors[o.Id].Select(Membership)], Desks = [.. desks[o.Id]] })],
            [.. routes.Where(r => keys.ContainsKey(r.FromId) && keys.ContainsKey(r.ToId)).Select(r => new Route(keys[r.FromId], keys[r.ToId], r.Direction, r.Mode))]);
    }

    internal static IEnumerable<OrganizationSectorRow> SectorRows(Organization organization) =>
        organization.Sectors.Select((s, i) => new OrganizationSectorRow { OrganizationId = organization.Id, Position = i, Sector = s.Sector, FromDay = Text(s.From), UntilDay = Text(s.Until) });

    internal static IEnumerable<DeskRow> DeskRows(Organization organization) =>
        organization.Desks.Select((d, i) => DeskRow(organization.Id, d, i));

    internal static DeskRow DeskRow(Guid organization, Desk desk, int position) =>
        new() { OrganizationId = organization, Key = desk.Key, Position = position, NameJa = desk.Name.Ja, NameEn = desk.Name.En, Language = desk.LanguageWord };

    internal static IEnumerable<ChannelRow> ChannelRows(Guid organization, Desk desk) =>
        desk.Channels.Select((c, i) => new ChannelRow { OrganizationId = organization, Desk = desk.Key, Position = i, Kind = c.Kind, Address = c.Address, Hours = c.Hours.ToString() });

    private static Desk Desk(DeskRow row, IEnumerable<ChannelRow> channels) =>
        new(row.Key, new(row.NameJa, row.NameEn), [.. channels.Select(c => new Channel(c.Kind, c.Address, Hours.TryParse(c.Hours, out var hours) ? hours : Hours.Always))]) { Language = Noroshi.Core.Network.Desk.Languages.Where(l => l.Word == row.Language).Select(l => (Language?)l.Value).FirstOrDefault() };

    private static SectorMembership Membership(OrganizationSectorRow row) => new(row.Sector, Day(row.FromDay), Day(row.UntilDay));

    private static string? Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly? Day(string? text) => text is null ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
