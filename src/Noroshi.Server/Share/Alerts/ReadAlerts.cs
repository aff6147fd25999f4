using System.Text;
using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Share;
using Noroshi.Core.Trust;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Share.Deliveries;
using Noroshi.Server.Store;
using Noroshi.Server.Trust.Grants;
using Noroshi.Server.Web.Lists;

namespace Noroshi.Server.Share.Alerts;

/// <summary>Alerts as a viewer may see them: those of the own organisation (drafts only for those who write and approve), and issued ones by grant.</summary>
internal sealed class ReadAlerts(Database database, NetworkCache network)
{
    /// <summary>The alerts a viewer may know of.</summary>
    internal static IQueryable<Alert> VisibleTo(NoroshiDb db, Viewer viewer)
    {
        Guid organization = viewer.Organization;
        bool isWriting = IsWriting(viewer);
        return db.Set<Alert>().Where(a =>
            (a.IssuerId == organization && isWriting)
            || ((a.State == AlertState.Issued || a.State == AlertState.Stopped) && db.Set<AccessGrant>().Any(g => g.OrganizationId == organization && g.SubjectId == a.Id)));
    }

    internal static bool IsWriting(Viewer viewer) => viewer.Is(Role.Handler) || viewer.Is(Role.Approver);

    /// <summary>One page of the alerts a viewer may know of, and the cursor of the next.</summary>
    internal async Task<(IReadOnlyList<AlertRow> Rows, string? Next)> ListAsync(Viewer viewer, AlertFilter filter, ListQuery list, CancellationToken cancellationToken)
    {
        await using NoroshiDb db = database.CreateDbContext();
        ListedPage page = await list.PageAsync(filter.ApplyTo(VisibleTo(db, viewer), db, viewer).Select(a => new Listed { Id = a.Id, At = a.UpdatedAt }), cancellationToken);
        Guid organization = viewer.Organization;
        Dictionary<Guid, Alert> alerts = await db.Set<Alert>().Where(a => page.Ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id, cancellationToken);
        Dictionary<Guid, Delivery> deliveries = await db.Set<Delivery>().Where(d => d.OrganizationId == organization && page.Ids.Contains(d.AlertId)).ToDictionaryAsync(d => d.AlertId, cancellationToken);
        NetworkFacts facts = await network.GetAsync(db, cancellationToken);
        return ([.. page.Ids.Where(alerts.ContainsKey).Select(id => new AlertRow(alerts[id], NameOf(facts, alerts[id].IssuerId), deliveries.GetValueOrDefault(id)))], page.Next);
    }

    /// <summary>One alert as the viewer sees it; null when it does not exist for them.</summary>
    internal async Task<AlertSeen?> FindAsync(Viewer viewer, string number, CancellationToken cancellationToken)
    {
        if (!SpeakableNumber.TryParse(number, out SpeakableNumber read)) return null;
        await using NoroshiDb db = database.CreateDbContext();
        Alert? alert = await VisibleTo(db, viewer).SingleOrDefaultAsync(a => a.Number == read.Text, cancellationToken);
        if (alert is null) return null;
        Guid organization = viewer.Organization;
        bool isIssuer = alert.IssuerId == organization && IsWriting(viewer);
        Delivery? delivery = await db.Set<Delivery>().SingleOrDefaultAsync(d => d.AlertId == alert.Id && d.OrganizationId == organization, cancellationToken);
        AccessGrant? grant = isIssuer ? null : await db.Set<AccessGrant>().SingleOrDefaultAsync(g => g.OrganizationId == organization && g.SubjectId == alert.Id, cancellationToken);
        AlertDocument document = await DocumentAsync(db, alert, delivery?.Version ?? alert.Version, cancellationToken);
        AlertDocument? seen = isIssuer ? document : AlertView.Of(document, grant?.Decision ?? AccessDecision.Nothing);
        if (seen is null) return null;
        AlertApproval[] decisions = isIssuer ? await db.Set<AlertApproval>().Where(a => a.AlertId == alert.Id).OrderBy(a => a.At).ToArrayAsync(cancellationToken) : [];
        AlertReview? review = isIssuer ? await db.Set<AlertReview>().SingleOrDefaultAsync(r => r.AlertId == alert.Id && r.ClosedAt == null, cancellationToken) : null;
        NetworkFacts facts = await network.GetAsync(db, cancellationToken);
        return new(alert, seen, NameOf(facts, alert.IssuerId), isIssuer, delivery, grant?.Decision, decisions, review);
    }

    internal static async Task<AlertDocument> DocumentAsync(NoroshiDb db, Alert alert, int version, CancellationToken cancellationToken)
    {
        string text = await db.Set<AlertVersion>().Where(v => v.AlertId == alert.Id && v.Version == version).Select(v => v.Document).SingleAsync(cancellationToken);
        return AlertJson.Read(Encoding.UTF8.GetBytes(text), out _);
    }

    internal static LocalizedText NameOf(NetworkFacts facts, Guid organization) => facts.Find(organization)?.Name ?? new(organization.ToString("D"), organization.ToString("D"));
}

/// <summary>One line of a list.</summary>
/// <param name="Alert">The alert.</param>
/// <param name="Issuer">Who issues it.</param>
/// <param name="Delivery">Its delivery to the viewer's organisation, or null.</param>
public sealed record AlertRow(Alert Alert, LocalizedText Issuer, Delivery? Delivery);

/// <summary>One alert as a viewer sees it.</summary>
/// <param name="Alert">The alert.</param>
/// <param name="Document">What the viewer may see of it.</param>
/// <param name="Issuer">Who issues it.</param>
/// <param name="IsIssuer">Whether the viewer writes or approves for the issuer.</param>
/// <param name="Delivery">The delivery to the viewer's organisation, or null.</param>
/// <param name="Decision">Under which rule it is seen; null for the issuer.</param>
/// <param name="Decisions">What was decided about it; the issuer's only.</param>
/// <param name="Review">The open review, or null; the issuer's only.</param>
public sealed record AlertSeen(Alert Alert, AlertDocument Document, LocalizedText Issuer, bool IsIssuer, Delivery? Delivery, AccessDecision? Decision, IReadOnlyList<AlertApproval> Decisions, AlertReview? Review);
