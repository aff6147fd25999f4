using System.Collections.Immutable;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Store;
using Noroshi.Server.Trust.Grants;
using Noroshi.Server.Web.Framing;

namespace Noroshi.Server.Trust.Doors;

/// <summary>For whom the signed-in account acts, for the frame: always on the page, because one account may act for several organisations.</summary>
internal static class StandingOfRequest
{
    internal static async ValueTask<Standing?> ReadAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (context.Features.Get<Acting>() is not { } acting)
        {
            return null;
        }

        await using NoroshiDb db = context.RequestServices.GetRequiredService<Database>().CreateDbContext();
        NetworkFacts network = await context.RequestServices.GetRequiredService<NetworkCache>().GetAsync(db, cancellationToken);
        ImmutableArray<StandingChoice> choices = [.. acting.Organizations.Select(network.Find).OfType<OrganizationFacts>().OrderBy(o => o.Name.Ja, StringComparer.Ordinal).Select(o => new StandingChoice(o.Id, o.Name))];
        LocalizedText name = network.Find(acting.Viewer.Organization)?.Name ?? new("—", "—");
        return new(acting.Viewer, acting.AccountName, name, choices);
    }
}
