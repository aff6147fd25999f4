using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Content;
using Noroshi.Core.Network;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Store;
using Noroshi.Server.Trust;
using Noroshi.Server.Web;
using Noroshi.Server.Web.Lists;

namespace Noroshi.Server.Network.Organizations;

/// <summary>Who takes part, all or of one sector.</summary>
internal static class ListOrganizations
{
    /// <summary>Organisations on one sheet of the page.</summary>
    internal const int PerSheet = 100;

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/network", PageAsync).RequireSignedIn();
        app.MapGet("/api/v1/organizations", ApiAsync).RequireSignedIn();
    }

    private static async Task<IResult> PageAsync(HttpContext context, IDbContextFactory<NoroshiDb> databases, Catalog catalog, TimeProvider clock, string? sector, CancellationToken ct)
    {
        var map = await ReadAsync(databases, ct);
        var day = Today(clock);
        var chosen = catalog.Sector(sector ?? "")?.Id;
        return Results.Page<ListOrganizationsPage>(new ListOrganizationsModel(
            Sheet<Organization>.Of([.. Of(map, chosen, day)], context.Request.Query["page"], PerSheet), [.. catalog.SectorsOn(day)], chosen, day, NetworkScope.ChangesAll(context.Viewer())));
    }

    private static async Task<IResult> ApiAsync(HttpContext context, IDbContextFactory<NoroshiDb> databases, Catalog catalog, TimeProvider clock, string? sector, CancellationToken ct)
    {
        List<Fault> faults = [];
        if (sector is not null && catalog.Sector(sector) is null) faults.Add(new Fault("NRS-N010", "sector").With("value", FactParsing.Shorten(sector)));
        var list = ListQuery.Read(context.Request.Query, faults);
        if (faults.Count > 0) return Results.Faults(faults, StatusCodes.Status400BadRequest);
        await using var db = await databases.CreateDbContextAsync(ct);
        var map = await db.ReadMapAsync(ct);
        var asked = Of(map, sector, Today(clock)).ToDictionary(o => o.Id);
        IQueryable<OrganizationRow> rows = db.Set<OrganizationRow>();
        if (sector is not null) rows = rows.Where(o => asked.Keys.Contains(o.Id));
        var page = await list.PageAsync(rows.Select(o => new Listed { Id = o.Id, At = o.ChangedAt ?? o.RegisteredAt }), ct);
        return TypedResults.Ok(new ListAnswer<OrganizationView>([.. page.Ids.Where(asked.ContainsKey).Select(id => OrganizationView.Of(asked[id], map, context.Viewer()))], page.Next));
    }

    internal static DateOnly Today(TimeProvider clock) => DateOnly.FromDateTime(clock.GetUtcNow().ToOffset(TimeSpan.FromHours(9)).DateTime);

    private static IEnumerable<Organization> Of(NetworkMap map, string? sector, DateOnly day) => sector is null ? map.Organizations : map.InSector(sector, day);

    private static async Task<NetworkMap> ReadAsync(IDbContextFactory<NoroshiDb> databases, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.ReadMapAsync(ct);
    }
}
