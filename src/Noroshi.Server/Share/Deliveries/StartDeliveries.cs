using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Share;
using Noroshi.Core.Trust;
using Noroshi.Core.Vocabulary.Records;
using Noroshi.Server.Ledger;
using Noroshi.Server.Share.Alerts;
using Noroshi.Server.Store;
using Noroshi.Server.Trust.Grants;

namespace Noroshi.Server.Share.Deliveries;

/// <summary>
/// Puts an issued alert into every recipient's inbox, and a job on the table for each mail and for the reminder. In the transaction that issues it: whoever can see it may acknowledge it from that moment.
/// </summary>
internal static class StartDeliveries
{
    internal const string Name = "share.deliveries";

    /// <summary>On <see cref="AlertIssued"/>: begins what a former program issued and had not begun yet.</summary>
    internal static Reaction Reaction(NetworkCache network, LinkTokens tokens) =>
        new(Name, new HashSet<string> { nameof(AlertIssued) }, async (s, entries, token) =>
        {
            foreach (LedgerEntry entry in entries)
            {
                await StepAsync(s, entry, network, tokens, token);
            }
        });

    private static async Task StepAsync(WriteSession s, LedgerEntry entry, NetworkCache network, LinkTokens tokens, CancellationToken cancellationToken)
    {
        Alert alert = await s.Db.Set<Alert>().SingleAsync(a => a.Id == entry.Subject, cancellationToken);
        // Begun with the issue, or stopped before that: nothing to do.
        if (alert.State is not AlertState.Issued || await s.Db.Set<Delivery>().AnyAsync(d => d.AlertId == alert.Id, cancellationToken)) return;
        NetworkFacts facts = await network.GetAsync(s.Db, cancellationToken);
        StoredSubject stored = await s.Db.Set<StoredSubject>().SingleAsync(x => x.SubjectId == alert.Id, cancellationToken);
        AccessGrant[] granted = await s.Db.Set<AccessGrant>().Where(g => g.SubjectId == alert.Id).ToArrayAsync(cancellationToken);
        await BeginAsync(s, alert, stored.Subject(facts.SectorsOf(alert.IssuerId)), granted, facts, tokens, cancellationToken);
    }

    /// <summary>Begins the deliveries of an alert, inside the write that issues it.</summary>
    /// <param name="s">The write.</param>
    /// <param name="alert">The alert, issued.</param>
    /// <param name="subject">What access rests on.</param>
    /// <param name="granted">Who sees it.</param>
    /// <param name="facts">The network.</param>
    /// <param name="tokens">Makes the links' tokens.</param>
    /// <param name="cancellationToken">Stops the write.</param>
    internal static async Task BeginAsync(WriteSession s, Alert alert, AccessSubject subject, IEnumerable<AccessGrant> granted, NetworkFacts facts, LinkTokens tokens, CancellationToken cancellationToken)
    {
        var plan = SharePlan.Of(subject, granted.Select(g => (Organization(facts, g.OrganizationId), g.Decision)));
        foreach (SharePlanEntry recipient in plan.Recipients)
        {
            await StartAsync(s, alert, recipient, tokens, cancellationToken);
        }

        if (alert.AcknowledgeBy is { } by) JobRunner.Enqueue(s, Remind.Kind, alert.Id, "{}", by > s.Now ? by : s.Now);
    }

    private static async Task StartAsync(WriteSession s, Alert alert, SharePlanEntry recipient, LinkTokens tokens, CancellationToken cancellationToken)
    {
        Guid id = s.NewId();
        s.Add(new Delivery
        {
            Id = id,
            AlertId = alert.Id,
            Version = alert.Version,
            OrganizationId = recipient.Organization,
            State = DeliveryState.Waiting,
            NeedsAnswer = recipient.Part is SharePart.Addressed,
            NeedsCall = false,
            TokenHash = await tokens.HashAsync(id, cancellationToken),
            AnswerBy = recipient.Part is SharePart.Addressed ? alert.AcknowledgeBy : null,
            CreatedAt = s.Now,
        });
        s.Append(new AlertDelivered(alert.Id, id, recipient.Organization, "inbox", 1, "accepted", 0), Guid.Empty);
        JobRunner.Enqueue(s, DeliverByMail.Kind, id, "{}", s.Now);
    }

    private static AccessOrganization Organization(NetworkFacts facts, Guid id) =>
        facts.Find(id) is { } o ? new() { Id = o.Id, Kind = o.Kind, Sectors = o.Sectors } : new() { Id = id, Kind = Core.Vocabulary.OrganizationKind.Operator };
}
