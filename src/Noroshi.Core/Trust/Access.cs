using System.Collections.Immutable;
using System.Diagnostics;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Core.Trust;

/// <summary>
/// Who sees what, and which rule says so: one pure function. Denies by default: nothing is shown unless some rule permits it, and no limit is exceeded.
/// </summary>
/// <remarks>
/// <code>
/// rules in force ─► permissions that speak of this organisation ─► the widest one
///                └► limits that speak of it ─────────────────────► cut it, one after another
/// </code>
/// Permissions never add up: one rule answers for a view, so that it can be quoted. Limits do add up. design.md section 6; seed 002, §4.
/// The order of <c>rules</c> does not matter.
/// </remarks>
public static class Access
{
    private static readonly TimeSpan JapanOffset = TimeSpan.FromHours(9);

    /// <summary>Decides what an organisation sees of a subject.</summary>
    /// <param name="subject">The report or alert.</param>
    /// <param name="organization">Who would see it.</param>
    /// <param name="rules">All sharing rules; those of other kinds, dates and standings are passed over.</param>
    /// <param name="at">The instant of the decision; days of effect are Japanese days.</param>
    public static AccessDecision Decide(AccessSubject subject, AccessOrganization organization, IEnumerable<SharingRule> rules, DateTimeOffset at)
    {
        var day = DateOnly.FromDateTime(at.ToOffset(JapanOffset).DateTime);
        AccessDecision? widest = null;
        List<SharingRule>? limits = null;
        foreach (var rule in rules)
        {
            if (!Applies(rule, subject, organization, day))
            {
                continue;
            }

            if (rule.Effect is SharingEffect.Limit)
            {
                (limits ??= []).Add(rule);
            }
            else if (Permit(rule, subject) is var permitted && (widest is null || IsWider(permitted, widest)))
            {
                widest = permitted;
            }
        }

        if (widest is null || widest.View.Kind is ViewKind.Nothing)
        {
            return AccessDecision.Nothing;
        }

        return limits is null ? widest : limits.OrderBy(l => l.Id, StringComparer.Ordinal).Aggregate(widest, (decision, limit) => Cut(decision, limit, subject));
    }

    /// <summary>Whether an organisation is among a group of recipients of a subject.</summary>
    public static bool Is(Recipient recipient, AccessSubject subject, AccessOrganization organization) => recipient switch
    {
        Recipient.Source => organization.Id == subject.Source,
        Recipient.Authority => organization.Kind is OrganizationKind.Authority && organization.Reach is RouteReach.Direct,
        Recipient.Center => organization.Kind is OrganizationKind.Center && organization.Reach is not RouteReach.None,
        Recipient.IsacOfSector => organization.Kind is OrganizationKind.Isac && Meet(organization.Sectors, subject.SourceSectors),
        Recipient.PeerOfSector => IsRunner(organization) && organization.Id != subject.Source && Meet(organization.Sectors, subject.SourceSectors),
        Recipient.Audience => Named(subject, organization) || (IsRunner(organization) && Meet(organization.Sectors, subject.AudienceSectors)),
        Recipient.NamedAudience => Named(subject, organization),
        Recipient.RelayOfAudience => organization.Kind is OrganizationKind.Authority or OrganizationKind.Isac && Meet(organization.Sectors, subject.AudienceSectors),
        Recipient.DeskOnRoute => organization.Kind is OrganizationKind.Desk or OrganizationKind.Police && organization.Reach is RouteReach.Direct,
        Recipient.Anyone => true,
        _ => throw new UnreachableException(),
    };

    private static bool Applies(SharingRule rule, AccessSubject subject, AccessOrganization organization, DateOnly day) =>
        rule.AppliesTo == subject.Kind
        && (rule.Status is SharingStatus.InForce || (rule.Status is SharingStatus.Unconfirmed && rule.Effect is SharingEffect.Limit))
        && (rule.From is not { } from || from <= day)
        && (rule.Until is not { } until || day <= until)
        && (rule.Tlp.IsEmpty || rule.Tlp.Contains(subject.Tlp))
        && HoldsFor(rule, subject)
        && rule.Recipients.Any(r => Is(r, subject, organization))
        && !rule.Except.Any(r => Is(r, subject, organization));

    private static bool HoldsFor(SharingRule rule, AccessSubject subject)
    {
        var consented = rule.Consents.All(c => subject.Consents.Contains(c));
        return rule.Effect is SharingEffect.Permit ? consented : rule.Consents.IsEmpty || !consented;
    }

    private static AccessDecision Permit(SharingRule rule, AccessSubject subject) =>
        new(rule.View, rule.Id, rule.TextHash, Sorted(rule.View.Kind, RemovedBy(rule, subject)));

    private static AccessDecision Cut(AccessDecision decision, SharingRule limit, AccessSubject subject)
    {
        var view = Lesser(decision.View, limit.View);
        var removed = Sorted(view.Kind, [.. decision.Removed, .. RemovedBy(limit, subject)]);
        return view == decision.View && removed.SequenceEqual(decision.Removed, StringComparer.Ordinal)
            ? decision
            : new(view, limit.Id, limit.TextHash, removed);
    }

    private static AccessView Lesser(AccessView a, AccessView b) => (a.Kind, b.Kind) switch
    {
        (ViewKind.Fields, ViewKind.Fields) => AccessView.Of([.. a.Fields.Where(f => FactPaths.Covers(b.Fields, f)).Union(b.Fields.Where(f => FactPaths.Covers(a.Fields, f)), StringComparer.Ordinal)]),
        _ => a.Kind <= b.Kind ? a : b,
    };

    private static ImmutableArray<string> RemovedBy(SharingRule rule, AccessSubject subject) =>
        [.. rule.Removes.Where(r => r.Unless is not { } consent || !subject.Consents.Contains(consent)).SelectMany(r => r.Paths)];

    private static ImmutableArray<string> Sorted(ViewKind view, ImmutableArray<string> paths) =>
        view is ViewKind.Nothing ? [] : [.. paths.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>A total order, so that the answer does not depend on the order of the rules.</summary>
    private static bool IsWider(AccessDecision a, AccessDecision b)
    {
        var byKind = a.View.Kind.CompareTo(b.View.Kind);
        var byFields = byKind is not 0 ? byKind : a.View.Fields.Length.CompareTo(b.View.Fields.Length);
        var byRemoved = byFields is not 0 ? byFields : b.Removed.Length.CompareTo(a.Removed.Length);
        return byRemoved is not 0 ? byRemoved > 0 : string.CompareOrdinal(a.RuleId, b.RuleId) < 0;
    }

    private static bool IsRunner(AccessOrganization organization) => organization.Kind is OrganizationKind.Operator or OrganizationKind.Isp;

    private static bool Named(AccessSubject subject, AccessOrganization organization) => subject.AudienceOrganizations.Contains(organization.Id);

    private static bool Meet(ImmutableArray<string> a, ImmutableArray<string> b) => a.Any(x => b.Contains(x));
}
