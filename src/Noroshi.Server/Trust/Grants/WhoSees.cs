using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Trust;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Store;
using Noroshi.Server.Web;
using Noroshi.Server.Web.Errors;

namespace Noroshi.Server.Trust.Grants;

/// <summary>One line of "who sees this and why".</summary>
/// <param name="Organization">Who.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Name">What it is called.</param>
/// <param name="View">How much.</param>
/// <param name="Removed">What is taken out.</param>
/// <param name="RuleId">Which rule says so.</param>
/// <param name="Rule">What the rule says, or null when its text is no longer in the content.</param>
/// <param name="Cites">Where it is written.</param>
public sealed record WhoSeesRow(Guid Organization, OrganizationKind Kind, LocalizedText Name, ViewKind View, ImmutableArray<string> Removed, string RuleId, LocalizedText? Rule, ImmutableArray<string> Cites);

/// <summary>Who sees a subject and why, for those who see it themselves: a query, <c>GET /api/v1/access/{subject}</c>, and the full recompute.</summary>
internal sealed class WhoSees(Database database, NetworkCache network, ReadSharingRules rules)
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/api/v1/access/{subject:guid}", ApiAsync).RequireSignedIn();
        app.MapPost("/api/v1/access/recompute", RecomputeAsync).RequireRole(Role.Administrator);
    }

    /// <summary>All who see a subject; null when the viewer does not see everything of it itself: what others see of it tells about it.</summary>
    internal async Task<IReadOnlyList<WhoSeesRow>?> ReadAsync(Viewer viewer, Guid subject, CancellationToken cancellationToken)
    {
        await using NoroshiDb db = database.CreateDbContext();
        if (!await db.GrantsOf(viewer).AnyAsync(g => g.SubjectId == subject && g.View == ViewKind.Everything, cancellationToken))
        {
            return null;
        }

        NetworkFacts facts = await network.GetAsync(db, cancellationToken);
        List<AccessGrant> grants = await db.Set<AccessGrant>().Where(g => g.SubjectId == subject).ToListAsync(cancellationToken);
        return Rows(grants.Select(g => (g.OrganizationId, g.Decision)), facts);
    }

    /// <summary>The same for a decision not stored yet: who would receive a report before it is sent.</summary>
    internal IReadOnlyList<WhoSeesRow> Rows(IEnumerable<(Guid Organization, AccessDecision Decision)> decisions, NetworkFacts facts)
    {
        Dictionary<string, SharingRule> known = rules().DistinctBy(r => r.Id).ToDictionary(r => r.Id, StringComparer.Ordinal);
        return
        [
            .. decisions.Where(d => d.Decision.View.Kind is not ViewKind.Nothing)
                .Select(d => (Organization: facts.Find(d.Organization), d.Decision, Rule: known.GetValueOrDefault(d.Decision.RuleId)))
                .Where(d => d.Organization is not null)
                .OrderByDescending(d => d.Decision.View.Kind).ThenBy(d => d.Organization!.Kind).ThenBy(d => d.Organization!.Name.En, StringComparer.Ordinal)
                .Select(d => new WhoSeesRow(d.Organization!.Id, d.Organization.Kind, d.Organization.Name, d.Decision.View.Kind, d.Decision.Removed, d.Decision.RuleId, d.Rule?.Title, d.Rule?.Cites ?? [])),
        ];
    }

    private static async Task<IResult> ApiAsync(Guid subject, HttpContext context, WhoSees who, CancellationToken cancellationToken) =>
        await who.ReadAsync(context.Viewer(), subject, cancellationToken) is { } rows
            ? Results.Ok(rows.Select(r => new
            {
                r.Organization,
                kind = r.Kind.ToString().ToLowerInvariant(),
                name = new { r.Name.Ja, r.Name.En },
                view = r.View.ToString().ToLowerInvariant(),
                r.Removed,
                rule = r.RuleId,
                says = r.Rule is null ? null : new { r.Rule.Ja, r.Rule.En },
                r.Cites,
            }))
            : Results.Faults(Failure.Of(StatusCodes.Status404NotFound), StatusCodes.Status404NotFound);

    private static async Task<IResult> RecomputeAsync(HttpContext context, RecomputeGrants recompute, CancellationToken cancellationToken)
    {
        if (context.Viewer().Kind is not OrganizationKind.Center)
        {
            return Results.Faults(Failure.Of(StatusCodes.Status403Forbidden), StatusCodes.Status403Forbidden);
        }

        (int looked, int changed) = await recompute.RunAsync(cancellationToken);
        return Results.Ok(new { looked, changed });
    }
}
