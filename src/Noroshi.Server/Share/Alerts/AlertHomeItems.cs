using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Content;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Share.Deliveries;
using Noroshi.Server.Store;
using Noroshi.Server.Web.Home;

namespace Noroshi.Server.Share.Alerts;

/// <summary>What alerts ask of somebody: acknowledge, approve, review.</summary>
internal static class AlertHomeItems
{
    private const int Most = 50;

    internal static async Task<IReadOnlyList<HomeItem>> ReadAsync(IServiceProvider services, Viewer viewer, Language language, CancellationToken cancellationToken)
    {
        Texts texts = services.GetRequiredService<Texts>();
        await using NoroshiDb db = services.GetRequiredService<Database>().CreateDbContext();
        List<HomeItem> items = [];
        if (viewer.Is(Role.Reporter) || viewer.Is(Role.Handler)) items.AddRange(await ToAnswerAsync(db, viewer, language, texts, cancellationToken));
        if (viewer.Is(Role.Approver)) items.AddRange(await ToApproveAsync(db, viewer, language, texts, cancellationToken));
        return items;
    }

    private static async Task<IEnumerable<HomeItem>> ToAnswerAsync(NoroshiDb db, Viewer viewer, Language language, Texts texts, CancellationToken cancellationToken)
    {
        Guid organization = viewer.Organization;
        var waiting = await ReadAlerts.VisibleTo(db, viewer)
            .Join(db.Set<Delivery>().Where(d => d.OrganizationId == organization && d.NeedsAnswer && d.Answer == null && d.State != DeliveryState.Stopped), a => a.Id, d => d.AlertId, (a, d) => new { a, d })
            .OrderBy(x => x.d.AnswerBy).Take(Most).ToArrayAsync(cancellationToken);
        return waiting.Select(x => new HomeItem(texts.Of(language, "share.home.answer", ("title", x.a.TitleIn(language))), $"/alerts/{x.a.Number}", x.d.AnswerBy, x.d.CreatedAt, x.a.Number));
    }

    private static async Task<IEnumerable<HomeItem>> ToApproveAsync(NoroshiDb db, Viewer viewer, Language language, Texts texts, CancellationToken cancellationToken)
    {
        (Guid organization, Guid account) = (viewer.Organization, viewer.Account);
        Alert[] submitted = await db.Set<Alert>().Where(a => a.IssuerId == organization && a.State == AlertState.Submitted).OrderBy(a => a.SubmittedAt).Take(Most).ToArrayAsync(cancellationToken);
        Alert[] toReview = await db.Set<Alert>().Where(a => a.IssuerId == organization && db.Set<AlertReview>().Any(r => r.AlertId == a.Id && r.ClosedAt == null && r.IssuedBy != account)).Take(Most).ToArrayAsync(cancellationToken);
        return submitted.Select(a => new HomeItem(texts.Of(language, "share.home.approve", ("title", a.TitleIn(language))), $"/alerts/{a.Number}/plan", null, a.SubmittedAt ?? a.UpdatedAt, a.Number))
            .Concat(toReview.Select(a => new HomeItem(texts.Of(language, "share.home.review", ("title", a.TitleIn(language))), $"/alerts/{a.Number}", null, a.IssuedAt ?? a.UpdatedAt, a.Number)));
    }
}
