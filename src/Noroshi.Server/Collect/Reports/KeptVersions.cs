using System.Text;
using Microsoft.EntityFrameworkCore;
using Noroshi.Server.Ledger;
using Noroshi.Server.Store;

namespace Noroshi.Server.Collect.Reports;

/// <summary>Every version of every report, for <c>ledger verify</c>: what is kept must be what was committed to.</summary>
internal static class KeptVersions
{
    internal static async IAsyncEnumerable<CommittedContent> Read(NoroshiDb db)
    {
        await foreach (ReportVersion version in db.Set<ReportVersion>().AsNoTracking().AsAsyncEnumerable())
        {
            yield return new($"{version.ReportId:D} {version.Version}", version.Salt, Encoding.UTF8.GetBytes(version.Document), version.Commitment);
        }
    }
}
