using System.Collections.Immutable;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Network;
using Noroshi.Core.Share;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Share.Alerts;
using Noroshi.Server.Store;
using Noroshi.Server.Trust.Grants;

namespace Noroshi.Server.Share.Deliveries;

/// <summary>Puts together what a mail of a delivery needs: the alert as this recipient may see it at this moment, names, desks and the link.</summary>
internal sealed class Letters(NetworkCache network, ReadDesks readDesks, LinkTokens tokens, ShareOptions options)
{
    internal sealed record Ready(AlertLetter Letter, ImmutableArray<Desk> Desks);

    /// <summary>Null when nothing may be sent: the delivery is settled, the alert stopped, or the recipient may not see it any more.</summary>
    internal async Task<Ready?> FindAsync(NoroshiDb db, Guid delivery, bool isReminder, CancellationToken cancellationToken)
    {
        if (await ReadAsync(db, delivery, cancellationToken) is not { Letter: { Alert.State: AlertState.Issued, Delivery: var to } } ready) return null;
        bool isOpen = isReminder ? to.Answer is null && to.State is not DeliveryState.Stopped : to.State is DeliveryState.Waiting;
        return isOpen ? ready : null;
    }

    /// <summary>The same without asking whether something is still to be sent. Null when the recipient may not see it (any more).</summary>
    internal async Task<Ready?> ReadAsync(NoroshiDb db, Guid delivery, CancellationToken cancellationToken)
    {
        Delivery? to = await db.Set<Delivery>().SingleOrDefaultAsync(d => d.Id == delivery, cancellationToken);
        if (to is null) return null;
        Alert alert = await db.Set<Alert>().SingleAsync(a => a.Id == to.AlertId, cancellationToken);
        AccessGrant? grant = await db.Set<AccessGrant>().SingleOrDefaultAsync(g => g.OrganizationId == to.OrganizationId && g.SubjectId == to.AlertId, cancellationToken);
        if (grant is null) return null;
        string text = await db.Set<AlertVersion>().Where(v => v.AlertId == to.AlertId && v.Version == to.Version).Select(v => v.Document).SingleAsync(cancellationToken);
        if (AlertView.Of(AlertJson.Read(Encoding.UTF8.GetBytes(text), out _), grant.Decision) is not { } seen) return null;
        NetworkFacts facts = await network.GetAsync(db, cancellationToken);
        var desks = await readDesks(db, [to.OrganizationId], cancellationToken);
        string? link = to.NeedsAnswer ? $"{options.PublicUrl}/a/{await tokens.OfAsync(to.Id, cancellationToken)}" : null;
        return new(new(alert, seen, to, NameOf(facts, alert.IssuerId), NameOf(facts, to.OrganizationId), link), desks.GetValueOrDefault(to.OrganizationId, []));
    }

    private static LocalizedText NameOf(NetworkFacts facts, Guid organization) => facts.Find(organization)?.Name ?? new("", "");
}
