using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Content;
using Noroshi.Core.Network;
using Noroshi.Core.Share;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Share.Alerts;
using Noroshi.Server.Share.Deliveries;
using Noroshi.Server.Store;
using Noroshi.Server.Trust.Grants;

namespace Noroshi.Server.Share.Board;

/// <summary>The board of one alert (受領状況): who has answered what, who is silent, who is late, by which means it was tried, what to do next. For the issuer only.</summary>
internal sealed class ReadBoard(Database database, NetworkCache network, Catalog catalog, ReadDesks readDesks, TimeProvider clock)
{
    /// <summary>The id of the row for recipients of no addressed sector.</summary>
    internal const string Others = "others";

    internal async Task<AlertBoard?> FindAsync(Viewer viewer, string number, CancellationToken cancellationToken)
    {
        if (!SpeakableNumber.TryParse(number, out SpeakableNumber read) || !ReadAlerts.IsWriting(viewer)) return null;
        await using NoroshiDb db = database.CreateDbContext();
        Guid organization = viewer.Organization;
        Alert? alert = await db.Set<Alert>().SingleOrDefaultAsync(a => a.Number == read.Text && a.IssuerId == organization, cancellationToken);
        if (alert is null) return null;
        Delivery[] deliveries = await db.Set<Delivery>().Where(d => d.AlertId == alert.Id).ToArrayAsync(cancellationToken);
        ILookup<Guid, DeliveryAttempt> attempts = (await db.Set<DeliveryAttempt>().Where(a => db.Set<Delivery>().Any(d => d.AlertId == alert.Id && d.Id == a.DeliveryId)).OrderBy(a => a.At).ToArrayAsync(cancellationToken)).ToLookup(a => a.DeliveryId);
        AlertDocument document = await ReadAlerts.DocumentAsync(db, alert, alert.Version, cancellationToken);
        NetworkFacts facts = await network.GetAsync(db, cancellationToken);
        var desks = await readDesks(db, [.. deliveries.Select(d => d.OrganizationId)], cancellationToken);
        DateTimeOffset now = clock.GetUtcNow();
        var all = deliveries.Select(d => new BoardDesk(d, ReadAlerts.NameOf(facts, d.OrganizationId), [.. attempts[d.Id]], desks.GetValueOrDefault(d.OrganizationId, []), d.IsLate(now))).ToArray();
        var rows = all.Where(d => d.Delivery.NeedsAnswer).GroupBy(d => SectorOf(facts, document, d.Delivery.OrganizationId)).Select(g => Row(g.Key, g)).OrderBy(r => r.Sector == Others).ThenBy(r => r.Sector, StringComparer.Ordinal);
        return new(alert, [.. rows], [.. all.Where(d => !d.Delivery.NeedsAnswer)]);
    }

    private BoardRow Row(string sector, IEnumerable<BoardDesk> desks) =>
        new(sector, catalog.Sector(sector)?.Header.Label ?? (sector == Others ? null : new(sector, sector)), [.. desks.OrderByDescending(d => d.IsLate).ThenBy(d => d.Delivery.Answer.HasValue).ThenBy(d => d.Name.Ja, StringComparer.Ordinal)]);

    private static string SectorOf(NetworkFacts facts, AlertDocument document, Guid organization)
    {
        ImmutableArray<string> own = facts.SectorsOf(organization);
        return own.FirstOrDefault(document.Sectors.Contains) ?? own.FirstOrDefault() ?? Others;
    }
}

/// <summary>The board.</summary>
/// <param name="Alert">The alert.</param>
/// <param name="Rows">One for each sector.</param>
/// <param name="Informed">Those told without being asked.</param>
public sealed record AlertBoard(Alert Alert, ImmutableArray<BoardRow> Rows, ImmutableArray<BoardDesk> Informed)
{
    internal IEnumerable<BoardDesk> Desks => Rows.SelectMany(r => r.Desks);

    /// <summary>Those people must call: mail did not get through, or the answer is late.</summary>
    internal IEnumerable<BoardDesk> ToCall => Desks.Concat(Informed).Where(d => d.Delivery.State is not DeliveryState.Stopped && d.Delivery.Answer is null && (d.Delivery.NeedsCall || d.IsLate));
}

/// <summary>One sector's recipients.</summary>
/// <param name="Sector">Its id.</param>
/// <param name="Name">Its name; null for the others.</param>
/// <param name="Desks">Its recipients.</param>
public sealed record BoardRow(string Sector, LocalizedText? Name, ImmutableArray<BoardDesk> Desks)
{
    internal int Count(AcknowledgementState? answer) => Desks.Count(d => d.Delivery.Answer == answer);

    internal int Late => Desks.Count(d => d.IsLate);
}

/// <summary>One recipient.</summary>
/// <param name="Delivery">The delivery.</param>
/// <param name="Name">Who.</param>
/// <param name="Attempts">What was tried, in order.</param>
/// <param name="Desks">How it can be reached.</param>
/// <param name="IsLate">Whether its answer is overdue.</param>
public sealed record BoardDesk(Delivery Delivery, LocalizedText Name, ImmutableArray<DeliveryAttempt> Attempts, ImmutableArray<Desk> Desks, bool IsLate)
{
    /// <summary>The key of what comes next.</summary>
    internal string? NextStep => this switch
    {
        { Delivery.State: DeliveryState.Stopped } => "share.next.stopped",
        { Delivery.Answer: not null } or { Delivery.NeedsAnswer: false, Delivery.State: DeliveryState.Sent } => null,
        { Delivery.NeedsCall: true } or { IsLate: true } => "share.next.call",
        { Delivery.State: DeliveryState.Waiting, Attempts.IsEmpty: true } => "share.next.sending",
        { Delivery.State: DeliveryState.Waiting } => "share.next.retry",
        _ => "share.next.wait",
    };
}
