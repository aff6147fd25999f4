using System.Text;
using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Network;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Store;
using Noroshi.Server.Trust;

namespace Noroshi.Server.Network.Exchange;

/// <summary>The whole network as YAML, for the centre's administrators: what it writes, <see cref="ImportNetwork"/> reads.</summary>
internal static class ExportNetwork
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/network/export", FileAsync).RequireRole(Role.Administrator);
        app.MapGet("/api/v1/network", FileAsync).RequireRole(Role.Administrator);
    }

    private static async Task<IResult> FileAsync(HttpContext context, IDbContextFactory<NoroshiDb> databases, CancellationToken ct)
    {
        if (!NetworkScope.ChangesAll(context.Viewer())) return Results.StatusCode(StatusCodes.Status403Forbidden);
        await using var db = await databases.CreateDbContextAsync(ct);
        return Results.File(Encoding.UTF8.GetBytes(NetworkWriter.Write(await db.ReadMapAsync(ct))), "application/yaml; charset=utf-8", "network.yaml");
    }
}
