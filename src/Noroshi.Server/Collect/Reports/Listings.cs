using Microsoft.EntityFrameworkCore;
using Noroshi.Server.Store;

namespace Noroshi.Server.Collect.Reports;

/// <summary>Keeps every organisation's list in step with its grants.</summary>
internal static class Listings
{
    internal static ReportListing New(Guid organization, Report report) => new()
    {
        OrganizationId = organization,
        ReportId = report.Id,
        Handling = organization == report.OrganizationId ? Handling.Own : Handling.NeedsMe,
        HandledVersion = 0,
        ChangedAt = report.UpdatedAt,
    };

    /// <summary>Lists of those who see a report now, and of nobody else.</summary>
    /// <param name="s">The write.</param>
    /// <param name="report">The report as it stands.</param>
    /// <param name="organizations">Who sees it.</param>
    /// <param name="isNews">Whether there is a new version: then it needs every receiver again.</param>
    /// <param name="cancellationToken">Stops the write.</param>
    internal static async Task RenewAsync(WriteSession s, Report report, HashSet<Guid> organizations, bool isNews, CancellationToken cancellationToken)
    {
        List<ReportListing> old = await s.Db.Set<ReportListing>().AsTracking().Where(l => l.ReportId == report.Id).ToListAsync(cancellationToken);
        s.Db.RemoveRange(old.Where(l => !organizations.Contains(l.OrganizationId)));
        foreach (ReportListing listing in old.Where(l => isNews && organizations.Contains(l.OrganizationId)))
        {
            listing.ChangedAt = report.UpdatedAt;
            listing.Handling = listing.Handling is Handling.Own ? Handling.Own : Handling.NeedsMe;
        }

        s.AddRange(organizations.Except(old.Select(l => l.OrganizationId)).Select(o => New(o, report)));
    }
}
