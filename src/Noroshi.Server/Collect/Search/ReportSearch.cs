using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Collect;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Collect.Reports;
using Noroshi.Server.Store;
using Noroshi.Server.Trust.Grants;

namespace Noroshi.Server.Collect.Search;

/// <summary>Finds reports a viewer may see by words and sector, newest first.</summary>
/// <remarks>
/// <code>
/// tokens ∧ organisation ∧ sector ─► places (index) ─► grant held today? text really holds the words? standing, state ─► page
/// </code>
/// </remarks>
internal sealed class ReportSearch(Database database)
{
    private const int Batch = 128;

    /// <summary>Up to so many reports of a viewer are read without asking the index.</summary>
    internal int Few { get; init; } = 64;

    /// <summary>From this share of all entries on, an organisation's token is looked for in the rows and not in the index.</summary>
    internal double MuchShare { get; init; } = 0.05;

    private static readonly TimeSpan ShareHolds = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<Guid, (double Share, long At)> _shares = [];

    /// <summary>Places looked at before a page is given out as it is; the cursor goes on from there.</summary>
    private const int MostLookedAt = 4096;

    private readonly Func<NoroshiDb, Guid, int, IAsyncEnumerable<Guid>> _first = EF.CompileAsyncQuery((NoroshiDb db, Guid organization, int most) =>
        db.Set<ReportListing>().Where(l => l.OrganizationId == organization).OrderBy(l => l.ReportId).Take(most).Select(l => l.ReportId));

    // Whatever the request leaves open is asked as null: one statement, compiled once.
    private readonly Func<NoroshiDb, Guid, long[], Handling?, ReportState?, IAsyncEnumerable<Candidate>> _candidates = EF.CompileAsyncQuery((NoroshiDb db, Guid organization, long[] places, Handling? standing, ReportState? state) =>
        from entry in db.Set<SearchEntry>()
        where places.Contains(entry.Place)
        join grant in db.Set<AccessGrant>().Where(g => g.OrganizationId == organization) on entry.ReportId equals grant.SubjectId
        join listing in db.Set<ReportListing>().Where(l => l.OrganizationId == organization && (standing == null || l.Handling == standing)) on entry.ReportId equals listing.ReportId
        join report in db.Set<Report>().Where(r => state == null || r.State == state) on entry.ReportId equals report.Id
        orderby entry.Place descending
        select new Candidate(entry.Place, entry.ReportId, entry.Organizations, entry.Sectors, entry.Text));

    /// <summary>One page.</summary>
    /// <param name="db">Where to look.</param>
    /// <param name="viewer">Who looks.</param>
    /// <param name="request">For what.</param>
    /// <param name="before">The place to go on from; <see cref="long.MaxValue"/> for the newest.</param>
    /// <param name="take">At most so many.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <returns>Ids, newest first, and where the next page begins, or null when there is none.</returns>
    internal async Task<(List<Guid> Reports, long? Next)> FindAsync(NoroshiDb db, Viewer viewer, SearchRequest request, long before, int take, CancellationToken cancellationToken)
    {
        SearchQuery query = SearchQuery.Parse(request.Text);
        string[] tokens = Tokens(request, query);
        var found = new List<Guid>();
        if (query.IsEmpty && query.Terms.Length > 0)
        {
            return (found, null);
        }

        if (await FewAsync(db, viewer, cancellationToken) is { } few)
        {
            List<long> places = [.. few.Where(p => p < before)];
            List<Hit> hits = await CheckAsync(db, viewer, request, query, places, isIndexAsked: false, cancellationToken);
            return ([.. hits.Take(take).Select(h => h.ReportId)], hits.Count > take ? hits[take - 1].Place : null);
        }

        string scope = TokenIndex.Organization(viewer.Organization);
        bool seesMuch = await SeesMuchAsync(db, viewer, scope, cancellationToken);
        // Nearly every place is a hit, so one page's worth is looked at first.
        for (int looked = 0, batch = take + 1; looked < MostLookedAt; looked += batch, batch = Batch)
        {
            List<long> places = await TokenIndex.FindAsync(db, database.Engine, scope, seesMuch, tokens, before, batch, cancellationToken);
            foreach (Hit hit in await CheckAsync(db, viewer, request, query, places, isIndexAsked: true, cancellationToken))
            {
                if (found.Count == take)
                {
                    return (found, before);
                }

                before = hit.Place;
                found.Add(hit.ReportId);
            }

            if (places.Count < batch)
            {
                return (found, null);
            }

            before = places[^1];
        }

        return (found, before);
    }

    // The organisation's own token is always asked for, by the index or by the row: hits in others' views, fetched and dropped later, would tell by the time they take that a word hidden from this viewer is there.
    private static string[] Tokens(SearchRequest request, SearchQuery query) =>
        request.Sector is { } sector ? [TokenIndex.Sector(sector), .. query.Tokens] : [.. query.Tokens];

    /// <summary>Whether the viewer sees a good part of everything; looked at now and then.</summary>
    private async Task<bool> SeesMuchAsync(NoroshiDb db, Viewer viewer, string scope, CancellationToken cancellationToken)
    {
        if (database.Engine is Engine.Sqlite)
        {
            return false;
        }

        long now = Environment.TickCount64;
        if (!_shares.TryGetValue(viewer.Organization, out var known) || now - known.At > ShareHolds.TotalMilliseconds)
        {
            known = (await TokenIndex.ShareAsync(db, scope, cancellationToken), now);
            _shares[viewer.Organization] = known;
        }

        return known.Share >= MuchShare;
    }

    private async Task<List<Hit>> CheckAsync(NoroshiDb db, Viewer viewer, SearchRequest request, SearchQuery query, List<long> places, bool isIndexAsked, CancellationToken cancellationToken)
    {
        if (places.Count == 0)
        {
            return [];
        }

        List<Candidate> candidates = await _candidates(db, viewer.Organization, [.. places], request.Handling, request.State).ToListAsync(cancellationToken);
        string organization = viewer.Organization.ToString("N");
        // The organisation must be of this very view: another view of the same report may show more.
        return [.. candidates.Where(c => c.Organizations.Contains(organization, StringComparison.Ordinal) && query.Matches(c.Text) && (isIndexAsked || WouldBeFound(c, request, query))).Select(c => new Hit(c.Place, c.ReportId))];
    }

    // What the index would have said: whoever sees few reports finds by the same words as whoever sees all.
    private static bool WouldBeFound(Candidate candidate, SearchRequest request, SearchQuery query) =>
        (request.Sector is not { } sector || candidate.Sectors.Split(' ').Contains(sector)) && query.Tokens.All(SearchTokens.OfText(candidate.Text).Contains);

    /// <summary>The places of everything the viewer sees when that is little, newest first; else null.</summary>
    /// <remarks>The index walks a common word's whole list to find the few that are also the viewer's: 100,000 steps for ten reports.</remarks>
    private async Task<List<long>?> FewAsync(NoroshiDb db, Viewer viewer, CancellationToken cancellationToken)
    {
        List<Guid> reports = await _first(db, viewer.Organization, Few + 1).ToListAsync(cancellationToken);
        return reports.Count > Few ? null : await db.Set<SearchEntry>().Where(e => reports.Contains(e.ReportId)).OrderByDescending(e => e.Place).Select(e => e.Place).ToListAsync(cancellationToken);
    }

    private sealed record Candidate(long Place, Guid ReportId, string Organizations, string Sectors, string Text);

    private readonly record struct Hit(long Place, Guid ReportId);
}
