using Microsoft.EntityFrameworkCore;
using Noroshi.Server.Store;

namespace Noroshi.Server.Collect.Attachments;

/// <summary>The files of a report.</summary>
internal static class ReportFiles
{
    internal static Task<List<StoredFile>> OfAsync(NoroshiDb db, Guid report, CancellationToken cancellationToken) => (
        from attachment in db.Set<ReportAttachment>()
        where attachment.ReportId == report
        join file in db.StoredFiles on attachment.Id equals file.Id
        orderby attachment.At
        select file).ToListAsync(cancellationToken);
}
