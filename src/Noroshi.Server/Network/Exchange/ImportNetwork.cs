using System.Text;
using Noroshi.Core.Content;
using Noroshi.Core.Network;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Store;
using Noroshi.Server.Trust;
using Noroshi.Server.Web;

namespace Noroshi.Server.Network.Exchange;

/// <summary>Reads a network from YAML and applies it whole or not at all; all faults at once.</summary>
internal static class ImportNetwork
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/network/import", (HttpContext context) => Page(context, "", [])).RequireRole(Role.Administrator);
        app.MapPost("/network/import", FormAsync).RequireRole(Role.Administrator);
        app.MapPost("/api/v1/network", ApiAsync).RequireRole(Role.Administrator).Accepts<string>("application/yaml");
    }

    private static IResult Page(HttpContext context, string text, IReadOnlyList<Fault> faults, int status = StatusCodes.Status200OK) =>
        NetworkScope.ChangesAll(context.Viewer()) ? Results.Page<ImportNetworkPage>(new ImportNetworkModel(text, faults), status) : Results.StatusCode(StatusCodes.Status403Forbidden);

    private static async Task<IResult> FormAsync(HttpContext context, Catalog catalog, Writer writer, CancellationToken ct)
    {
        if (!NetworkScope.ChangesAll(context.Viewer())) return Results.StatusCode(StatusCodes.Status403Forbidden);
        var text = (await context.Request.ReadFormAsync(ct))["network"].ToString();
        var (_, faults) = await ImportAsync(Encoding.UTF8.GetBytes(text), context.Viewer(), catalog, writer, ct);
        return faults.Count == 0 ? Results.SeeOther("/network") : Page(context, text, [.. faults.Select(InText)], StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> ApiAsync(HttpContext context, Catalog catalog, Writer writer, CancellationToken ct)
    {
        if (!NetworkScope.ChangesAll(context.Viewer())) return Results.StatusCode(StatusCodes.Status403Forbidden);
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, ct);
        var (changes, faults) = await ImportAsync(body.ToArray(), context.Viewer(), catalog, writer, ct);
        return faults.Count == 0 ? TypedResults.Ok(new ImportOutcome(changes)) : Results.Faults(faults);
    }

    private static async Task<(int Changes, List<Fault> Faults)> ImportAsync(byte[] bytes, Viewer viewer, Catalog catalog, Writer writer, CancellationToken ct)
    {
        List<Fault> faults = [];
        if (NetworkReader.Read("network.yaml", bytes, id => catalog.Sector(id) is not null, faults) is not { } map) return (0, faults);
        return (await writer.WriteAsync((s, token) => ApplyNetwork.ApplyAsync(s, map, viewer.Account, token), ct), faults);
    }

    // On the page there is one field; the place in the text says where.
    private static Fault InText(Fault fault) => fault with { Path = "network" };
}

/// <summary>What an import changed.</summary>
/// <param name="Changes">How many differences were applied.</param>
internal sealed record ImportOutcome(int Changes);
