using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Content;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Store;
using Noroshi.Server.Web.Home;

namespace Noroshi.Server.Collect.Drafts;

/// <summary>What the first page says of reports not yet sent: what the organisation's logs showed, the gravest first, and one's own first report that was begun.</summary>
internal static class DraftItems
{
    private const int Most = 5;

    internal static async Task<IReadOnlyList<HomeItem>> ReadAsync(IServiceProvider services, Viewer viewer, Language language, CancellationToken ct)
    {
        if (!viewer.Is(Role.Reporter)) return [];
        var texts = services.GetRequiredService<Texts>();
        await using NoroshiDb db = services.GetRequiredService<Database>().CreateDbContext();
        IReadOnlyList<FoundDraft> waiting = await FoundDrafts.WaitingAsync(db, viewer, Most + 1, services.GetRequiredService<Catalog>(), texts, language, ct);
        // In their own order, where the one that waits longest would stand; what is grave before all that has no deadline.
        DateTimeOffset place = waiting.Select(d => d.At).DefaultIfEmpty().Min();
        List<HomeItem> items = [.. waiting.Take(Most).Select(d => new HomeItem(texts.Of(language, "collect.home.found", ("title", d.Title)), $"/reports/new?draft={d.Key}", null, d.At) { Place = d.IsGrave ? DateTimeOffset.MinValue : place })];
        if (waiting.Count > Most)
        {
            int more = await FoundDrafts.CountAsync(db, viewer, ct) - Most;
            items.Add(new(texts.Of(language, "collect.home.found-more", ("n", more.ToString(CultureInfo.InvariantCulture))), "/reports/new", null, waiting[Most].At) { Place = place });
        }

        if (await db.Set<Draft>().Where(d => d.AccountId == viewer.Account && d.OrganizationId == viewer.Organization && d.Key == SaveDraft.NewKey).Select(d => (DateTimeOffset?)d.UpdatedAt).SingleOrDefaultAsync(ct) is { } begun)
        {
            items.Add(new(texts.Of(language, "collect.home.begun"), "/reports/new", null, begun));
        }

        return items;
    }
}
