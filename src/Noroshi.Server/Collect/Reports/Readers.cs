using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Content;
using Noroshi.Core.Trust;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Store;
using Noroshi.Server.Trust.Grants;

namespace Noroshi.Server.Collect.Reports;

/// <summary>Who sees a report, what is removed for each, and the rule that says so: of what is stored, or of what would be sent.</summary>
internal sealed class Readers(AccessGrants grants, NetworkCache network, Catalog catalog, TimeProvider clock)
{
    /// <summary>Who sees a stored report.</summary>
    internal async Task<IReadOnlyList<Reader>> OfAsync(NoroshiDb db, Guid report, CancellationToken cancellationToken)
    {
        AccessGrant[] stored = await db.Set<AccessGrant>().Where(g => g.SubjectId == report).ToArrayAsync(cancellationToken);
        return await OfAsync(db, stored, cancellationToken);
    }

    /// <summary>The readers that hold these grants.</summary>
    internal async Task<IReadOnlyList<Reader>> OfAsync(NoroshiDb db, IReadOnlyList<AccessGrant> grants, CancellationToken cancellationToken)
    {
        NetworkFacts facts = await network.GetAsync(db, cancellationToken);
        return Sorted(grants.Select(g => (Organization: facts.Find(g.OrganizationId), g.Decision)).Where(r => r.Organization is not null).Select(r => Of(r.Organization!, r.Decision)));
    }

    /// <summary>Who would see a report of this source with these consents.</summary>
    internal async Task<IReadOnlyList<Reader>> PreviewAsync(NoroshiDb db, Guid source, ImmutableArray<Consent> consents, CancellationToken cancellationToken)
    {
        var decided = await grants.PreviewAsync(db, ReceiveReport.SubjectOf(source, consents), clock.GetUtcNow(), cancellationToken);
        return Sorted(decided.Where(d => d.Decision.View.Kind is not ViewKind.Nothing).Select(d => Of(d.Organization, d.Decision)));
    }

    private Reader Of(OrganizationFacts organization, AccessDecision decision) => new(organization.Id, organization.Kind, organization.Name, decision, catalog.SharingRules.FirstOrDefault(r => r.Id == decision.RuleId));

    private static IReadOnlyList<Reader> Sorted(IEnumerable<Reader> readers) =>
        [.. readers.OrderBy(r => Order(r.Kind)).ThenBy(r => r.Name.En, StringComparer.Ordinal)];

    private static int Order(OrganizationKind kind) => kind switch { OrganizationKind.Operator or OrganizationKind.Isp => 0, OrganizationKind.Authority => 1, OrganizationKind.Center => 2, _ => 3 };
}
