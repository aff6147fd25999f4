using Noroshi.Core.Vocabulary;
using Noroshi.Server.Web.Framing;
using Noroshi.Server.Web.Localisation;

namespace Noroshi.Server.Web.Home;

/// <summary>The first page: what must I do now.</summary>
internal static class ShowHome
{
    private const int Most = 50;

    internal static void Map(IEndpointRouteBuilder app) => app.MapGet("/", PageAsync).AllowAnonymous();

    private static async Task<IResult> PageAsync(HttpContext context, ReadStanding readStanding, IEnumerable<ReadHomeItems> sources, TimeProvider clock, CancellationToken ct)
    {
        if (await readStanding(context, ct) is not { } standing) return Results.SeeOther("/sign-in");
        List<HomeItem> items = [];
        foreach (var source in sources) items.AddRange(await source(context.RequestServices, standing.Viewer, context.Language(), ct));
        return Results.Page<HomePage>(new HomePageModel(standing.Viewer, Sorted(items), clock.GetUtcNow()));
    }

    // What has a deadline comes first, the nearest on top; the rest by how long it has waited.
    private static HomeItem[] Sorted(List<HomeItem> items) =>
        [.. items.OrderBy(i => i.Due ?? DateTimeOffset.MaxValue).ThenBy(i => i.Place).Take(Most)];
}
