using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Content;
using Noroshi.Core.Share;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Store;
using Noroshi.Server.Trust.Grants;

namespace Noroshi.Server.Share.Alerts;

/// <summary>The share plan of an alert of one's own organisation, worked out anew each time it is looked at.</summary>
internal sealed class ShowPlan(Database database, AlertPlans plans, NetworkCache network, Catalog catalog, TimeProvider clock)
{
    internal async Task<ShownPlan?> FindAsync(Viewer viewer, string number, CancellationToken cancellationToken)
    {
        if (!SpeakableNumber.TryParse(number, out SpeakableNumber read) || !ReadAlerts.IsWriting(viewer)) return null;
        await using NoroshiDb db = database.CreateDbContext();
        Guid organization = viewer.Organization;
        Alert? alert = await db.Set<Alert>().SingleOrDefaultAsync(a => a.Number == read.Text && a.IssuerId == organization, cancellationToken);
        if (alert is null) return null;
        AlertDocument document = await ReadAlerts.DocumentAsync(db, alert, alert.Version, cancellationToken);
        PlannedAlert planned = await plans.OfAsync(db, viewer, alert.IssuerId, document, clock.GetUtcNow(), cancellationToken);
        NetworkFacts facts = await network.GetAsync(db, cancellationToken);
        ImmutableArray<Guid> authors = [.. await db.Set<AlertVersion>().Where(v => v.AlertId == alert.Id).Select(v => v.AuthorId).Distinct().ToArrayAsync(cancellationToken)];
        var rows = planned.Plan.Entries.Select(e => new PlanRow(e, ReadAlerts.NameOf(facts, e.Organization), RuleText(e.Decision.RuleId)));
        return new(alert, planned, [.. rows.OrderBy(r => r.Entry.Part).ThenBy(r => r.Name.Ja, StringComparer.Ordinal)], authors);
    }

    private LocalizedText? RuleText(string rule) => catalog.SharingRules.FirstOrDefault(r => r.Id == rule)?.Title;
}

/// <summary>A plan as it is shown.</summary>
/// <param name="Alert">The alert.</param>
/// <param name="Planned">What would happen.</param>
/// <param name="Rows">Each organisation.</param>
/// <param name="Authors">Who wrote versions of it, and so cannot approve it.</param>
public sealed record ShownPlan(Alert Alert, PlannedAlert Planned, ImmutableArray<PlanRow> Rows, ImmutableArray<Guid> Authors);

/// <summary>One organisation of the plan.</summary>
/// <param name="Entry">What the plan says.</param>
/// <param name="Name">Who.</param>
/// <param name="Rule">The rule in words; null when nothing permits.</param>
public sealed record PlanRow(SharePlanEntry Entry, LocalizedText Name, LocalizedText? Rule);
