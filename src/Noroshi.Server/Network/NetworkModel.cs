using Microsoft.EntityFrameworkCore;
using Noroshi.Server.Store;

namespace Noroshi.Server.Network;

/// <summary>Tables of organisations, desks and routes.</summary>
internal static class NetworkModel
{
    internal static void Configure(ModelBuilder model)
    {
        model.Entity<OrganizationRow>(e =>
        {
            e.HasKey(o => o.Id);
            e.HasIndex(o => o.Key).IsUnique().HasDatabaseName("ix_organization_key");
            e.Ignore(o => o.Name);
            e.Named("organization");
        });
        model.Entity<OrganizationSectorRow>(e =>
        {
            e.HasKey(s => new { s.OrganizationId, s.Position });
            e.HasIndex(s => s.Sector).HasDatabaseName("ix_organization_sector_sector");
            e.Named("organization_sector");
        });
        model.Entity<RouteRow>(e =>
        {
            e.HasKey(r => new { r.FromId, r.ToId, r.Direction });
            e.Named("route");
        });
        model.Entity<DeskRow>(e =>
        {
            e.HasKey(d => new { d.OrganizationId, d.Key });
            e.Named("desk");
        });
        model.Entity<ChannelRow>(e =>
        {
            e.HasKey(c => new { c.OrganizationId, c.Desk, c.Position });
            e.Named("channel");
        });
    }
}
