using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Store;
using Noroshi.Server.Trust.Accounts;
using Noroshi.Server.Trust.Grants;
using Noroshi.Server.Web.Framing;

namespace Noroshi.Server.Trust.Doors;

/// <summary>For whom the signed-in account acts, for the frame: always on the page, because one account may act for several organisations.</summary>
internal static class StandingOfRequest
{
    private static readonly Func<NoroshiDb, Guid, IAsyncEnumerable<Guid>> _organizations = EF.CompileAsyncQuery((NoroshiDb db, Guid account) =>
        db.Set<Membership>().Where(m => m.AccountId == account).Select(m => m.OrganizationId).Distinct());

    internal static async ValueTask<Standing?> ReadAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (context.Features.Get<Acting>() is not { } acting)
        {
            return null;
        }

        await using NoroshiDb db = context.RequestServices.GetRequiredService<Database>().CreateDbContext();
        NetworkFacts network = await context.RequestServices.GetRequiredService<NetworkCache>().GetAsync(db, cancellationToken);
        List<Guid> organizations = await _organizations(db, acting.Viewer.Account).ToListAsync(cancellationToken);
        ImmutableArray<StandingChoice> choices = [.. organizations.Select(network.Find).OfType<OrganizationFacts>().OrderBy(o => o.Name.Ja, StringComparer.Ordinal).Select(o => new StandingChoice(o.Id, o.Name))];
        LocalizedText name = network.Find(acting.Viewer.Organization)?.Name ?? new("—", "—");
        return new(acting.Viewer, acting.AccountName, name, choices);
    }
}
