using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Collect;
using Noroshi.Core.Content;
using Noroshi.Core.Trust;
using Noroshi.Core.Vocabulary;
using Noroshi.Core.Vocabulary.Records;
using Noroshi.Server.Collect.Reports;
using Noroshi.Server.Ledger;
using Noroshi.Server.Store;
using Noroshi.Server.Trust.Grants;

namespace Noroshi.Server.Collect.Search;

/// <summary>Brings the search index and the lists up to date with what was received and who may see it.</summary>
internal sealed class IndexReports(NetworkCache network, Catalog catalog)
{
    internal Reaction Reaction => new("collect.search", new HashSet<string> { nameof(ReportReceived), nameof(ReportAmended), nameof(GrantsChanged) }, StepAsync);

    private async Task StepAsync(WriteSession s, LedgerEntry entry, CancellationToken cancellationToken)
    {
        var found = await s.Db.Set<Report>().AsNoTracking().Where(r => r.Id == entry.Subject)
            .Join(s.Db.Set<ReportVersion>(), r => new { r.Id, r.Version }, v => new { Id = v.ReportId, v.Version }, (report, version) => new { report, version.Document })
            .SingleOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return; // The grants of an alert, not of a report.
        }

        Report report = found.report;
        List<SearchEntry> old = entry.Kind == nameof(ReportReceived) ? [] : await s.Db.Set<SearchEntry>().AsNoTracking().Where(e => e.ReportId == report.Id).ToListAsync(cancellationToken);
        foreach (SearchEntry before in old)
        {
            await TokenIndex.RemoveAsync(s, before, cancellationToken);
        }

        if (old.Count > 0)
        {
            await s.Db.Set<SearchEntry>().Where(e => e.ReportId == report.Id).ExecuteDeleteAsync(cancellationToken);
        }

        AccessGrant[] grants = await s.Db.Set<AccessGrant>().AsNoTracking().Where(g => g.SubjectId == report.Id).ToArrayAsync(cancellationToken);
        if (entry.Kind == nameof(GrantsChanged))
        {
            await Listings.RenewAsync(s, report, [.. grants.Select(g => g.OrganizationId)], isNews: false, cancellationToken);
        }

        // Other grants do not make a report newer: it keeps its place.
        long position = entry.Kind == nameof(GrantsChanged) && old.Count > 0 ? old[0].Place / SearchEntry.ViewsPerReport : entry.Position;
        foreach (SearchEntry view in await ViewsAsync(s, report, found.Document, grants, position, cancellationToken))
        {
            s.Db.Add(view);
            await TokenIndex.AddAsync(s, view, cancellationToken);
        }

        // Saved and let go, so that the next entry of this batch about the same report finds these rows in the table.
        await s.SaveAsync(cancellationToken);
        s.Db.ChangeTracker.Clear();
    }

    private async Task<List<SearchEntry>> ViewsAsync(WriteSession s, Report report, string kept, AccessGrant[] grants, long position, CancellationToken cancellationToken)
    {
        ReportDocument document = ReportReader.Kept(kept, catalog);
        OrganizationFacts? source = (await network.GetAsync(s.Db, cancellationToken)).Find(report.OrganizationId);
        return [.. grants.GroupBy(g => (g.View, g.Fields, g.Removed)).Take(SearchEntry.ViewsPerReport).Select((group, index) => View(report, document, source, [.. group], (position * SearchEntry.ViewsPerReport) + index))];
    }

    private SearchEntry View(Report report, ReportDocument document, OrganizationFacts? source, AccessGrant[] grants, long place)
    {
        AccessDecision decision = grants[0].Decision;
        IEnumerable<string> texts = [report.Number, .. SourceTexts(source, decision), .. document.As(decision).Facts.SelectMany(Texts)];
        return new()
        {
            Place = place,
            ReportId = report.Id,
            Organizations = string.Join(' ', grants.Select(g => g.OrganizationId.ToString("N")).Order(StringComparer.Ordinal)),
            Sectors = decision.Shows(ReportView.SectorPath) ? string.Join(' ', source?.Sectors ?? []) : "",
            Text = SearchText.Fold(string.Join('\n', texts)),
        };
    }

    private static ImmutableArray<string> SourceTexts(OrganizationFacts? source, AccessDecision decision) =>
        source is not null && decision.Shows(ReportView.NamePath) ? [source.Name.Ja, source.Name.En] : [];

    // A choice is found by its words in either language: 攻撃 and attack.
    private IEnumerable<string> Texts(Fact fact) => (catalog.Facts.Find(fact.Path), fact.Value) switch
    {
        (null, _) or (_, null) => [],
        ({ } definition, FactValue.Choice choice) => Labels(definition, [choice.Value]),
        ({ } definition, FactValue.Choices choices) => Labels(definition, choices.Values),
        ({ IsSearched: true }, { } value) => [value.ToString()],
        _ => [],
    };

    private static IEnumerable<string> Labels(FactDefinition definition, ImmutableArray<string> ids) =>
        ids.Select(definition.Choice).OfType<FactChoice>().SelectMany(c => (string[])[c.Label.Ja, c.Label.En]);
}
