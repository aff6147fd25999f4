using System.Globalization;
using Noroshi.Core.Content;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Collect.Reports;
using Noroshi.Server.Web.Home;

namespace Noroshi.Server.Collect.Inbox;

/// <summary>What the first page says of reports: those that wait for a handler, the longest waiting first, and how many more there are.</summary>
internal static class InboxItems
{
    private const int Most = 10;

    internal static async Task<IReadOnlyList<HomeItem>> ReadAsync(IServiceProvider services, Viewer viewer, Language language, CancellationToken ct)
    {
        if (!viewer.Is(Role.Handler))
        {
            return [];
        }

        var texts = services.GetRequiredService<Texts>();
        var read = services.GetRequiredService<ReadReports>();
        (IReadOnlyList<ReportRow> rows, _) = await read.ListAsync(viewer, new() { Handling = Handling.NeedsMe }, new(null, Most + 1, DateTimeOffset.UnixEpoch), ct);
        List<HomeItem> items = [.. rows.Take(Most).Select(r => new HomeItem(
            texts.Of(language, "collect.home.look", ("title", r.Title ?? r.Report.Number)),
            $"/reports/{r.Report.Number}",
            null,
            r.Report.UpdatedAt,
            r.Source?.Name?.In(language)))];
        if (rows.Count > Most)
        {
            int count = (await read.CountAsync(viewer, ct)).GetValueOrDefault(Handling.NeedsMe);
            items.Add(new(
                texts.Of(language, count < ReadReports.MostCounted ? "collect.home.more" : "collect.home.more-than", ("n", (count - Most).ToString(CultureInfo.InvariantCulture))),
                "/inbox",
                null,
                rows[Most].Report.UpdatedAt));
        }

        return items;
    }
}
