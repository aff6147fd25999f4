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

    // However many of the entries are about one report, what it is now is indexed once.
    private async Task StepAsync(WriteSession s, IReadOnlyList<LedgerEntry> entries, CancellationToken cancellationToken)
    {
        Guid[] ids = [.. entries.Select(e => e.Subject).Distinct()];
        // The grants of an alert are not of a report, and are not found here.
        var found = await s.Db.Set<Report>().AsNoTracking().Where(r => ids.Contains(r.Id))
            .Join(s.Db.Set<ReportVersion>(), r => new { r.Id, r.Version }, v => new { Id = v.ReportId, v.Version }, (report, version) => new { report, version.Document })
            .ToDictionaryAsync(f => f.report.Id, cancellationToken);
        ILookup<Guid, AccessGrant> grants = (await s.Db.Set<AccessGrant>().AsNoTracking().Where(g => ids.Contains(g.SubjectId)).ToArrayAsync(cancellationToken)).ToLookup(g => g.SubjectId);
        ILookup<Guid, SearchEntry> old = await RemoveAsync(s, [.. ids.Except(entries.Where(e => e.Kind == nameof(ReportReceived)).Select(e => e.Subject))], cancellationToken);
        NetworkFacts facts = await network.GetAsync(s.Db, cancellationToken);
        var views = new List<SearchEntry>();
        foreach (IGrouping<Guid, LedgerEntry> about in entries.GroupBy(e => e.Subject).Where(g => found.ContainsKey(g.Key)))
        {
            Report report = found[about.Key].report;
            if (about.Any(e => e.Kind == nameof(GrantsChanged)))
            {
                await Listings.RenewAsync(s, report, [.. grants[report.Id].Select(g => g.OrganizationId)], isNews: false, cancellationToken);
            }

            // Other grants do not make a report newer: it keeps its place.
            long position = about.LastOrDefault(e => e.Kind != nameof(GrantsChanged))?.Position ?? old[report.Id].FirstOrDefault()?.Place / SearchEntry.ViewsPerReport ?? about.Last().Position;
            views.AddRange(Views(report, found[report.Id].Document, facts.Find(report.OrganizationId), grants[report.Id], position));
        }

        s.AddRange(views);
        await TokenIndex.AddAsync(s, views, cancellationToken);
    }

    private static async Task<ILookup<Guid, SearchEntry>> RemoveAsync(WriteSession s, Guid[] reports, CancellationToken cancellationToken)
    {
        List<SearchEntry> old = reports.Length == 0 ? [] : await s.Db.Set<SearchEntry>().AsNoTracking().Where(e => reports.Contains(e.ReportId)).ToListAsync(cancellationToken);
        foreach (SearchEntry before in old)
        {
            await TokenIndex.RemoveAsync(s, before, cancellationToken);
        }

        if (old.Count > 0)
        {
            await s.Db.Set<SearchEntry>().Where(e => reports.Contains(e.ReportId)).ExecuteDeleteAsync(cancellationToken);
        }

        return old.ToLookup(e => e.ReportId);
    }

    private IEnumerable<SearchEntry> Views(Report report, string kept, OrganizationFacts? source, IEnumerable<AccessGrant> grants, long position)
    {
        ReportDocument document = ReportReader.Kept(kept, catalog);
        return grants.GroupBy(g => (g.View, g.Fields, g.Removed)).Take(SearchEntry.ViewsPerReport).Select((group, index) => View(report, document, source, [.. group], (position * SearchEntry.ViewsPerReport) + index));
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
