using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using Noroshi.Core.Content;
using Noroshi.Core.Network;
using Noroshi.Core.Share;
using Noroshi.Core.Trust;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Store;
using Noroshi.Server.Trust.Grants;

namespace Noroshi.Server.Share.Alerts;

/// <summary>Works out, before anything leaves, who would receive an alert, why, how much of it, and what in it would give a source away.</summary>
internal sealed class AlertPlans(AccessGrants grants, NetworkCache network, Catalog catalog, ReadLeakSources readLeakSources)
{
    /// <summary>The alert as access sees it.</summary>
    internal static AccessSubject Subject(Guid issuer, AlertDocument document) => new()
    {
        Kind = SubjectKind.Alert,
        Source = issuer,
        Tlp = document.Tlp,
        AudienceSectors = document.Sectors,
        AudienceOrganizations = [.. document.Organizations.Select(IdOf)],
    };

    /// <summary>An organisation is named by its key or by its id.</summary>
    internal static Guid IdOf(string organization) => Guid.TryParse(organization, out Guid id) ? id : Organization.IdOf(organization);

    internal async Task<PlannedAlert> OfAsync(NoroshiDb db, Viewer viewer, Guid issuer, AlertDocument document, DateTimeOffset at, CancellationToken cancellationToken)
    {
        NetworkFacts facts = await network.GetAsync(db, cancellationToken);
        AccessSubject subject = Subject(issuer, document);
        var decisions = grants.Decide(subject, facts, at);
        SharePlan plan = SharePlan.Of(subject, decisions.Select(d => (new AccessOrganization { Id = d.Organization.Id, Kind = d.Organization.Kind, Sectors = d.Organization.Sectors }, d.Decision)));
        IReadOnlyDictionary<string, LeakSource> sources = await readLeakSources(db, viewer, document.BasedOn, cancellationToken);
        // A source that issues the alert itself speaks in its own name.
        var terms = sources.Values.Where(s => s.Organization != issuer).SelectMany(LeakTerms.Of);
        ImmutableArray<LeakFinding> leaks = LeakCheck.Find(document.Passages(), terms);
        return new(document, plan, leaks, Faults(document, facts, plan, leaks, sources, at), plan.Hash(HashOf(document)));
    }

    /// <summary>SHA-256 of the canonical document, lower-case hexadecimal.</summary>
    internal static string HashOf(AlertDocument document) => Convert.ToHexStringLower(SHA256.HashData(AlertJson.Canonical(document)));

    /// <summary>What a document names that does not exist: sectors, organisations, reports.</summary>
    private ImmutableArray<Fault> Faults(AlertDocument document, NetworkFacts facts, SharePlan plan, ImmutableArray<LeakFinding> leaks, IReadOnlyDictionary<string, LeakSource> sources, DateTimeOffset at)
    {
        var faults = document.Missing(at).ToBuilder();
        faults.AddRange(document.Sectors.Where(s => catalog.Sector(s) is null && !facts.Organizations.Any(o => o.Sectors.Contains(s))).Select(s => new Fault("NRS-S008", "audience.sectors").With("value", s)));
        faults.AddRange(document.Organizations.Where(o => facts.Find(IdOf(o)) is null).Select(o => new Fault("NRS-S009", "audience.organizations").With("value", o)));
        faults.AddRange(document.BasedOn.Where(n => !sources.ContainsKey(n)).Select(n => new Fault("NRS-S015", "basedOn").With("value", n)));
        faults.AddRange(leaks.GroupBy(l => (l.Path, l.Kind)).Select(g => new Fault("NRS-S017", g.Key.Path).With("kind", g.Key.Kind.ToString().ToLowerInvariant()).With("count", g.Count().ToString(CultureInfo.InvariantCulture))));
        if (!plan.Entries.Any(e => e.Part is SharePart.Addressed) && !document.Sectors.Concat(document.Organizations).All(string.IsNullOrEmpty)) faults.Add(new Fault("NRS-S018", "audience"));
        return faults.ToImmutable();
    }
}

/// <summary>An alert with its plan.</summary>
/// <param name="Document">The alert.</param>
/// <param name="Plan">Who receives it.</param>
/// <param name="Leaks">What gives a source away.</param>
/// <param name="Faults">Why it cannot leave yet; empty when it can.</param>
/// <param name="Hash">What an approver approves: this text to these recipients under these rules.</param>
public sealed record PlannedAlert(AlertDocument Document, SharePlan Plan, ImmutableArray<LeakFinding> Leaks, ImmutableArray<Fault> Faults, string Hash);
