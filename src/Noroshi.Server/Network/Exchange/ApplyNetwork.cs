using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Network;
using Noroshi.Core.Vocabulary.Records;
using Noroshi.Server.Store;

namespace Noroshi.Server.Network.Exchange;

/// <summary>
/// Brings the tables to what a file says. Organisations the file does not name stay; of those it names, kind, name, sectors and desks become the file's.
/// Routes between two organisations it names become the file's; others stay.
/// </summary>
internal static class ApplyNetwork
{
    /// <summary>Applies a map inside a write; appends one record for each difference.</summary>
    /// <returns>How many records were written: 0 when nothing differed.</returns>
    internal static async Task<int> ApplyAsync(WriteSession s, NetworkMap map, Guid actor, CancellationToken cancellationToken)
    {
        var before = s.Entries.Count;
        var present = await s.Db.ReadMapAsync(cancellationToken);
        var position = present.Organizations.Length;
        foreach (var organization in map.Organizations)
        {
            if (present.Find(organization.Key) is { } old) await ChangeAsync(s, old, organization, actor, cancellationToken);
            else Register(s, organization, position++, actor);
        }
        await ChangeRoutesAsync(s, present, map, actor, cancellationToken);
        return s.Entries.Count - before;
    }

    /// <summary>Replaces one desk, or adds it at the end.</summary>
    internal static async Task ChangeDeskAsync(WriteSession s, Guid organization, Desk desk, Guid actor, CancellationToken cancellationToken)
    {
        var count = await s.Db.Set<DeskRow>().CountAsync(d => d.OrganizationId == organization, cancellationToken);
        var old = await s.Db.Set<DeskRow>().AsNoTracking().SingleOrDefaultAsync(d => d.OrganizationId == organization && d.Key == desk.Key, cancellationToken);
        await s.Db.Set<DeskRow>().Where(d => d.OrganizationId == organization && d.Key == desk.Key).ExecuteDeleteAsync(cancellationToken);
        await s.Db.Set<ChannelRow>().Where(c => c.OrganizationId == organization && c.Desk == desk.Key).ExecuteDeleteAsync(cancellationToken);
        s.Add(NetworkTables.DeskRow(organization, desk, old?.Position ?? count));
        s.AddRange(NetworkTables.ChannelRows(organization, desk));
        s.Append(new DeskChanged(organization, desk.Key, desk.Channels.Length), actor);
        await NoteAsync(s, [organization], cancellationToken);
    }

    // What lists by change are ordered by.
    private static async Task NoteAsync(WriteSession s, IReadOnlyCollection<Guid> organizations, CancellationToken cancellationToken) =>
        await s.Db.Set<OrganizationRow>().Where(o => organizations.Contains(o.Id)).ExecuteUpdateAsync(u => u.SetProperty(o => o.ChangedAt, s.Now), cancellationToken);

    private static void Register(WriteSession s, Organization organization, int position, Guid actor)
    {
        s.Add(new OrganizationRow { Id = organization.Id, Key = organization.Key, Kind = organization.Kind, NameJa = organization.Name.Ja, NameEn = organization.Name.En, Position = position, RegisteredAt = s.Now });
        s.AddRange(NetworkTables.SectorRows(organization));
        s.AddRange(NetworkTables.DeskRows(organization));
        s.AddRange(organization.Desks.SelectMany(d => NetworkTables.ChannelRows(organization.Id, d)));
        s.Append(new OrganizationRegistered(organization.Id, organization.Key, organization.Kind), actor);
    }

    private static async Task ChangeAsync(WriteSession s, Organization old, Organization organization, Guid actor, CancellationToken cancellationToken)
    {
        var id = organization.Id;
        if (old.Kind != organization.Kind || old.Name != organization.Name || !old.Sectors.SequenceEqual(organization.Sectors))
        {
            await s.Db.Set<OrganizationRow>().Where(o => o.Id == id).ExecuteUpdateAsync(u => u.SetProperty(o => o.Kind, organization.Kind).SetProperty(o => o.NameJa, organization.Name.Ja).SetProperty(o => o.NameEn, organization.Name.En), cancellationToken);
            await s.Db.Set<OrganizationSectorRow>().Where(x => x.OrganizationId == id).ExecuteDeleteAsync(cancellationToken);
            s.AddRange(NetworkTables.SectorRows(organization));
            s.Append(new OrganizationChanged(id), actor);
            await NoteAsync(s, [id], cancellationToken);
        }
        if (old.Desks.SequenceEqual(organization.Desks)) return;
        await NoteAsync(s, [id], cancellationToken);
        await s.Db.Set<DeskRow>().Where(d => d.OrganizationId == id).ExecuteDeleteAsync(cancellationToken);
        await s.Db.Set<ChannelRow>().Where(c => c.OrganizationId == id).ExecuteDeleteAsync(cancellationToken);
        s.AddRange(NetworkTables.DeskRows(organization));
        s.AddRange(organization.Desks.SelectMany(d => NetworkTables.ChannelRows(id, d)));
        foreach (var desk in organization.Desks.Where(d => !old.Desks.Contains(d))) s.Append(new DeskChanged(id, desk.Key, desk.Channels.Length), actor);
        foreach (var gone in old.Desks.Where(d => organization.Desks.All(n => n.Key != d.Key))) s.Append(new DeskChanged(id, gone.Key, 0), actor);
    }

    private static async Task ChangeRoutesAsync(WriteSession s, NetworkMap present, NetworkMap map, Guid actor, CancellationToken cancellationToken)
    {
        var rows = map.Routes.Select((r, i) => new RouteRow { FromId = Organization.IdOf(r.From), ToId = Organization.IdOf(r.To), Direction = r.Direction, Mode = r.Mode, Position = i }).ToList();
        foreach (var from in map.Organizations)
        {
            var old = present.Routes.Where(r => r.From == from.Key && map.Find(r.To) is not null).ToHashSet();
            var now = map.Routes.Where(r => r.From == from.Key).ToHashSet();
            if (old.SetEquals(now)) continue;
            var (id, targets) = (from.Id, map.Organizations.Select(o => o.Id).ToList());
            await s.Db.Set<RouteRow>().Where(r => r.FromId == id && targets.Contains(r.ToId)).ExecuteDeleteAsync(cancellationToken);
            s.AddRange(rows.Where(r => r.FromId == id));
            s.Append(new RoutesChanged(id, now.Count), actor);
            // A route is shown at both its ends.
            await NoteAsync(s, [id, .. old.Except(now).Concat(now.Except(old)).Select(r => Organization.IdOf(r.To)).Distinct()], cancellationToken);
        }
    }
}
