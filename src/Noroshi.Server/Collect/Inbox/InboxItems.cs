using Noroshi.Core.Content;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Collect.Reports;
using Noroshi.Server.Web.Home;

namespace Noroshi.Server.Collect.Inbox;

/// <summary>What the first page says of reports: those that wait for a handler.</summary>
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
        (IReadOnlyList<ReportRow> rows, _) = await services.GetRequiredService<ReadReports>().ListAsync(viewer, new() { Handling = Handling.NeedsMe }, null, Most, ct);
        return [.. rows.Select(r => new HomeItem(
            texts.Of(language, "collect.home.look", ("title", r.Title ?? r.Report.Number)),
            $"/reports/{r.Report.Number}",
            null,
            r.Report.UpdatedAt,
            r.Source?.Name?.In(language)))];
    }
}
