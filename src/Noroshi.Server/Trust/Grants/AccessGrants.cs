using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Trust;
using Noroshi.Core.Vocabulary;
using Noroshi.Core.Vocabulary.Records;
using Noroshi.Server.Store;

namespace Noroshi.Server.Trust.Grants;

/// <summary>The sharing rules in use, all standings and dates.</summary>
internal delegate ImmutableArray<SharingRule> ReadSharingRules();

/// <summary>
/// Decides who sees a subject and stores the answers, in the transaction that received, shared or changed it. The only writer of grants.
/// </summary>
/// <remarks>
/// <code>
/// report received ─► DecideForAsync ─► access_subject (what it rests on)
///                                   └► access_grant   (one row per organisation that sees anything)
/// network or rules changed ─► RecomputeGrants ─► DecideAgainAsync, subject by subject
/// </code>
/// </remarks>
internal sealed class AccessGrants(NetworkCache network, ReadSharingRules rules)
{
    /// <summary>Decides for every organisation of the network. Call it in the same write as whatever changed, before returning.</summary>
    /// <param name="s">The write.</param>
    /// <param name="id">The report or alert.</param>
    /// <param name="subject">What the decision rests on. Its <see cref="AccessSubject.SourceSectors"/> are taken from the network.</param>
    /// <param name="cancellationToken">Stops the write.</param>
    /// <returns>The answers that show anything: who receives it.</returns>
    internal async Task<IReadOnlyList<AccessGrant>> DecideForAsync(WriteSession s, Guid id, AccessSubject subject, CancellationToken cancellationToken)
    {
        StoredSubject? stored = await s.Db.Set<StoredSubject>().AsTracking().SingleOrDefaultAsync(x => x.SubjectId == id, cancellationToken);
        if (stored is null)
        {
            s.Add(StoredSubject.Of(id, subject));
        }
        else
        {
            stored.Take(subject);
        }

        NetworkFacts facts = await network.GetAsync(s.Db, cancellationToken);
        return await StoreAsync(s, id, subject, facts, stored is null, cancellationToken);
    }

    /// <summary>The same for a subject made in this very write, of which nothing is stored yet.</summary>
    internal async Task<IReadOnlyList<AccessGrant>> DecideForNewAsync(WriteSession s, Guid id, AccessSubject subject, CancellationToken cancellationToken)
    {
        s.Add(StoredSubject.Of(id, subject));
        return await StoreAsync(s, id, subject, await network.GetAsync(s.Db, cancellationToken), true, cancellationToken);
    }

    /// <summary>Decides again from what was stored; for a network or rules that changed. Returns whether any answer differs.</summary>
    internal async Task<bool> DecideAgainAsync(WriteSession s, StoredSubject stored, NetworkFacts facts, CancellationToken cancellationToken)
    {
        int before = s.Entries.Count;
        await StoreAsync(s, stored.SubjectId, stored.Subject([]), facts, false, cancellationToken);
        return s.Entries.Count > before;
    }

    /// <summary>What would be decided now, without storing: the preview before sending, and the check of what is stored.</summary>
    /// <returns>One answer for each organisation of the network, also those that see nothing.</returns>
    internal IReadOnlyList<(OrganizationFacts Organization, AccessDecision Decision)> Decide(AccessSubject subject, NetworkFacts facts, DateTimeOffset at)
    {
        ImmutableArray<SharingRule> relevant = [.. rules().Where(r => r.AppliesTo == subject.Kind)];
        IReadOnlyDictionary<Guid, RouteReach> reach = facts.ReachFrom(subject.Source);
        AccessSubject whole = subject with { SourceSectors = facts.SectorsOf(subject.Source) };
        return [.. facts.Organizations.Select(o => (o, Access.Decide(whole, new() { Id = o.Id, Kind = o.Kind, Sectors = o.Sectors, Reach = reach.GetValueOrDefault(o.Id) }, relevant, at)))];
    }

    /// <summary>The same from the network as it stands.</summary>
    internal async Task<IReadOnlyList<(OrganizationFacts Organization, AccessDecision Decision)>> PreviewAsync(NoroshiDb db, AccessSubject subject, DateTimeOffset at, CancellationToken cancellationToken) =>
        Decide(subject, await network.GetAsync(db, cancellationToken), at);

    private async Task<IReadOnlyList<AccessGrant>> StoreAsync(WriteSession s, Guid id, AccessSubject subject, NetworkFacts facts, bool isNew, CancellationToken cancellationToken)
    {
        Dictionary<Guid, AccessGrant> old = isNew ? [] : await s.Db.Set<AccessGrant>().AsTracking().Where(g => g.SubjectId == id).ToDictionaryAsync(g => g.OrganizationId, cancellationToken);
        var granted = new List<AccessGrant>();
        int given = 0, changed = 0;
        foreach ((OrganizationFacts organization, AccessDecision decision) in Decide(subject, facts, s.Now))
        {
            if (decision.View.Kind is ViewKind.Nothing)
            {
                continue;
            }

            if (old.Remove(organization.Id, out AccessGrant? grant))
            {
                changed += grant.Take(decision, s.Now) ? 1 : 0;
            }
            else
            {
                grant = AccessGrant.Of(organization.Id, id, subject.Kind, decision, s.Now);
                s.Add(grant);
                given++;
            }

            granted.Add(grant);
        }

        s.Db.RemoveRange(old.Values);
        if (!isNew && given + changed + old.Count > 0)
        {
            s.Append(new GrantsChanged(id, given, changed, old.Count), Guid.Empty);
        }

        return granted;
    }
}
