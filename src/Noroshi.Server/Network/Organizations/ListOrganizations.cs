using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Content;
using Noroshi.Core.Network;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Store;
using Noroshi.Server.Trust;
using Noroshi.Server.Web;

namespace Noroshi.Server.Network.Organizations;

/// <summary>Who takes part, all or of one sector.</summary>
internal static class ListOrganizations
{
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
            [.. Of(map, chosen, day)], [.. catalog.SectorsOn(day)], chosen, day, NetworkScope.ChangesAll(context.Viewer())));
    }

    private static async Task<IResult> ApiAsync(HttpContext context, IDbContextFactory<NoroshiDb> databases, Catalog catalog, TimeProvider clock, string? sector, CancellationToken ct)
    {
        if (sector is not null && catalog.Sector(sector) is null) return Results.Faults(new Fault("NRS-N010", "sector").With("value", FactParsing.Shorten(sector)), StatusCodes.Status400BadRequest);
        var map = await ReadAsync(databases, ct);
        return TypedResults.Ok(new OrganizationList([.. Of(map, sector, Today(clock)).Select(o => OrganizationView.Of(o, map, context.Viewer()))]));
    }

    internal static DateOnly Today(TimeProvider clock) => DateOnly.FromDateTime(clock.GetUtcNow().ToOffset(TimeSpan.FromHours(9)).DateTime);

    private static IEnumerable<Organization> Of(NetworkMap map, string? sector, DateOnly day) => sector is null ? map.Organizations : map.InSector(sector, day);

    private static async Task<NetworkMap> ReadAsync(IDbContextFactory<NoroshiDb> databases, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.ReadMapAsync(ct);
    }
}

/// <summary>The organisations asked for.</summary>
/// <param name="Organizations">In the network's own order.</param>
internal sealed record OrganizationList(IReadOnlyList<OrganizationView> Organizations);
