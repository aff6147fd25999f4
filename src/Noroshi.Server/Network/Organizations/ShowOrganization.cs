using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Content;
using Noroshi.Server.Store;
using Noroshi.Server.Trust;
using Noroshi.Server.Web;

namespace Noroshi.Server.Network.Organizations;

/// <summary>One organisation: what it is, how it is reached, and which ways lead to and from it.</summary>
internal static class ShowOrganization
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/network/{key}", PageAsync).RequireSignedIn();
        app.MapGet("/api/v1/organizations/{key}", ApiAsync).RequireSignedIn();
    }

    private static async Task<IResult> PageAsync(HttpContext context, IDbContextFactory<NoroshiDb> databases, Catalog catalog, TimeProvider clock, string key, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var map = await db.ReadMapAsync(ct);
        if (map.Find(key) is not { } organization) return Results.StatusCode(StatusCodes.Status404NotFound);
        var viewer = context.Viewer();
        return Results.Page<ShowOrganizationPage>(new ShowOrganizationModel(
            organization, map, catalog, NetworkScope.SeesDesks(viewer, organization, map), NetworkScope.Changes(viewer, organization.Id)));
    }

    private static async Task<IResult> ApiAsync(HttpContext context, IDbContextFactory<NoroshiDb> databases, string key, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var map = await db.ReadMapAsync(ct);
        return map.Find(key) is { } organization ? TypedResults.Ok(OrganizationView.Of(organization, map, context.Viewer())) : Results.StatusCode(StatusCodes.Status404NotFound);
    }
}
