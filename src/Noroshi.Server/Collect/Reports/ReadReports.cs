using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Collect;
using Noroshi.Core.Content;
using Noroshi.Core.Trust;
using Noroshi.Core.Vocabulary;
using Noroshi.Core.Vocabulary.Records;
using Noroshi.Server.Collect.Search;
using Noroshi.Server.Store;
using Noroshi.Server.Trust.Grants;
using Noroshi.Server.Web.Lists;

namespace Noroshi.Server.Collect.Reports;

/// <summary>Reads reports as far as a viewer may see them. A report without a grant does not exist.</summary>
internal sealed class ReadReports(Database database, Writer writer, ReportSearch search, NetworkCache network, Catalog catalog, TimeProvider clock)
{
    /// <summary>Nobody works through more in one go; counting a hundred thousand for every page would cost more than the page.</summary>
    internal const int MostCounted = 100;

    // Compiled once: a list is opened all the time, and looking its queries up by their expressions costs as much as running them.
    private readonly Func<NoroshiDb, Guid, Guid[], IAsyncEnumerable<ListedReport>> _listed = EF.CompileAsyncQuery((NoroshiDb db, Guid organization, Guid[] ids) =>
        from report in db.Set<Report>()
        where ids.Contains(report.Id)
        join grant in db.Set<AccessGrant>().Where(g => g.OrganizationId == organization) on report.Id equals grant.SubjectId
        join version in db.Set<ReportVersion>() on new { Id = report.Id, report.Version } equals new { Id = version.ReportId, version.Version }
        join listing in db.Set<ReportListing>().Where(l => l.OrganizationId == organization) on report.Id equals listing.ReportId
        select new ListedReport(report, grant, version.Document, listing.Handling));

    private readonly Func<NoroshiDb, Guid, int, IAsyncEnumerable<StandingCount>> _counts = EF.CompileAsyncQuery((NoroshiDb db, Guid organization, int most) =>
        db.Set<ReportListing>().Where(l => l.OrganizationId == organization && l.Handling == Handling.NeedsMe).OrderByDescending(l => l.ChangedAt).Take(most).Select(l => l.Handling)
            .Concat(db.Set<ReportListing>().Where(l => l.OrganizationId == organization && l.Handling == Handling.Waiting).OrderByDescending(l => l.ChangedAt).Take(most).Select(l => l.Handling))
            .Concat(db.Set<ReportListing>().Where(l => l.OrganizationId == organization && l.Handling == Handling.Done).OrderByDescending(l => l.ChangedAt).Take(most).Select(l => l.Handling))
            .GroupBy(h => h).Select(g => new StandingCount(g.Key, g.Count())));

    /// <summary>The report of an id or number, and what the viewer sees of it; null when it does not exist for this viewer.</summary>
    internal static async Task<(Report Report, AccessGrant Grant)?> FindAsync(NoroshiDb db, Viewer viewer, string idOrNumber, CancellationToken cancellationToken)
    {
        IQueryable<Report> reports = db.Set<Report>();
        if (Guid.TryParseExact(idOrNumber, "D", out Guid id))
        {
            reports = reports.Where(r => r.Id == id);
        }
        else if (SpeakableNumber.TryParse(idOrNumber, out SpeakableNumber number))
        {
            reports = reports.Where(r => r.Number == number.Text);
        }
        else
        {
            return null;
        }

        var found = await reports.Join(db.GrantsOf(viewer), r => r.Id, g => g.SubjectId, (report, grant) => new { report, grant }).SingleOrDefaultAsync(cancellationToken);
        return found is null ? null : (found.report, found.grant);
    }

    /// <summary>A version of a report, and in the ledger that it was read; null when it does not exist for this viewer.</summary>
    /// <param name="viewer">Who reads.</param>
    /// <param name="idOrNumber">Which report.</param>
    /// <param name="version">Which version; null for the latest.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    internal async Task<ReportView?> ReadAsync(Viewer viewer, string idOrNumber, int? version, CancellationToken cancellationToken)
    {
        await using NoroshiDb db = database.CreateDbContext();
        if (await FindAsync(db, viewer, idOrNumber, cancellationToken) is not var (report, grant))
        {
            return null;
        }

        int wanted = version ?? report.Version;
        if (await db.Set<ReportVersion>().SingleOrDefaultAsync(v => v.ReportId == report.Id && v.Version == wanted, cancellationToken) is not { } kept)
        {
            return null;
        }

        NetworkFacts facts = await network.GetAsync(db, cancellationToken);
        await RememberAsync(db, viewer, report, wanted, cancellationToken);
        return View(report, kept, grant.Decision, facts);
    }

    /// <summary>One page of the viewer's reports, newest first, and the cursor of the next.</summary>
    /// <param name="viewer">Whose.</param>
    /// <param name="request">What they are narrowed to.</param>
    /// <param name="list">Which page; <see cref="ListQuery.UpdatedSince"/> not together with words or a sector.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    internal async Task<(IReadOnlyList<ReportRow> Rows, string? Next)> ListAsync(Viewer viewer, SearchRequest request, ListQuery list, CancellationToken cancellationToken)
    {
        await using NoroshiDb db = database.CreateDbContext();
        // One connection for all of it: opening costs as much as a small query.
        await db.Database.OpenConnectionAsync(cancellationToken);
        if (request.IsSearch)
        {
            (List<Guid> found, long? next) = await search.FindAsync(db, viewer, request, list.Cursor?.Place ?? long.MaxValue, list.Limit, cancellationToken);
            return (await RowsAsync(db, viewer, found, cancellationToken), next is { } place ? ListCursor.OfPlace(place).ToString() : null);
        }

        ListedPage page = await list.PageAsync(Listings(db, viewer, request).Select(l => new Listed { Id = l.ReportId, At = l.ChangedAt }), cancellationToken);
        return (await RowsAsync(db, viewer, page.Ids, cancellationToken), page.Next);
    }

    /// <summary>How many reports stand in each group of the viewer's inbox, each counted no further than <see cref="MostCounted"/>.</summary>
    internal async Task<IReadOnlyDictionary<Handling, int>> CountAsync(Viewer viewer, CancellationToken cancellationToken)
    {
        await using NoroshiDb db = database.CreateDbContext();
        return await _counts(db, viewer.Organization, MostCounted).ToDictionaryAsync(c => c.Handling, c => c.Count, cancellationToken: cancellationToken);
    }

    /// <summary>The view of a version, after the decision.</summary>
    internal ReportView View(Report report, ReportVersion version, AccessDecision decision, NetworkFacts facts) =>
        new(report, version.Version, version.At, ReportReader.Kept(version.Document, catalog).As(decision), decision, SourceOf(report, decision, facts));

    private static ReportSource? SourceOf(Report report, AccessDecision decision, NetworkFacts facts)
    {
        bool hasName = decision.Shows(ReportView.NamePath), hasSector = decision.Shows(ReportView.SectorPath);
        OrganizationFacts? source = facts.Find(report.OrganizationId);
        return !hasName && !hasSector ? null : new(hasName ? report.OrganizationId : null, hasName ? source?.Name : null, hasSector ? source?.Sectors ?? [] : []);
    }

    private static IQueryable<ReportListing> Listings(NoroshiDb db, Viewer viewer, SearchRequest request)
    {
        Guid organization = viewer.Organization;
        IQueryable<ReportListing> listings = db.Set<ReportListing>().Where(l => l.OrganizationId == organization);
        if (request.Handling is { } standing)
        {
            listings = listings.Where(l => l.Handling == standing);
        }

        if (request.State is { } state)
        {
            listings = listings.Where(l => db.Set<Report>().Any(r => r.Id == l.ReportId && r.State == state));
        }

        // The grant is asked again: a list that lags behind a revocation shows nothing.
        return listings.Where(l => db.Set<AccessGrant>().Any(g => g.OrganizationId == organization && g.SubjectId == l.ReportId));
    }

    private async Task<IReadOnlyList<ReportRow>> RowsAsync(NoroshiDb db, Viewer viewer, IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        Dictionary<Guid, ListedReport> found = await _listed(db, viewer.Organization, [.. ids]).ToDictionaryAsync(l => l.Report.Id, cancellationToken: cancellationToken);
        NetworkFacts facts = await network.GetAsync(db, cancellationToken);
        return [.. ids.Where(found.ContainsKey).Select(id => Row(found[id], facts))];
    }

    private static ReportRow Row(ListedReport listed, NetworkFacts facts)
    {
        AccessDecision decision = listed.Grant.Decision;
        string? title = ReportView.TitleOf(path => decision.Shows(path) ? ReportReader.KeptText(listed.Document, path) : null);
        return new(listed.Report, title, SourceOf(listed.Report, decision, facts), listed.Handling);
    }

    private async Task RememberAsync(NoroshiDb db, Viewer viewer, Report report, int version, CancellationToken cancellationToken)
    {
        if (report.OrganizationId == viewer.Organization)
        {
            return;
        }

        long hour = clock.GetUtcNow().ToUnixTimeSeconds() / 3600;
        if (await db.Set<ReadMark>().AnyAsync(m => m.AccountId == viewer.Account && m.ReportId == report.Id && m.Hour == hour, cancellationToken))
        {
            return;
        }

        try
        {
            await writer.WriteAsync((s, _) =>
            {
                s.Add(new ReadMark { AccountId = viewer.Account, ReportId = report.Id, Hour = hour });
                s.Append(new ReportRead(report.Id, viewer.Organization, version), viewer.Account);
                return Task.CompletedTask;
            }, cancellationToken);
        }
        catch (Exception e) when (StoreFailure.IsDuplicate(e))
        {
            // Two windows of the same person at once: the other one wrote it.
        }
    }

    private sealed record ListedReport(Report Report, AccessGrant Grant, string Document, Handling Handling);

    private sealed record StandingCount(Handling Handling, int Count);
}
