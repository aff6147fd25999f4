using System.Text;
using Microsoft.EntityFrameworkCore;
using Noroshi.Server.Ledger;
using Noroshi.Server.Store;

namespace Noroshi.Server.Share.Alerts;

/// <summary>Every version of every alert, for <c>ledger verify</c>: what is kept must be what was committed to.</summary>
internal static class KeptAlertVersions
{
    internal static async IAsyncEnumerable<CommittedContent> Read(NoroshiDb db)
    {
        await foreach (AlertVersion version in db.Set<AlertVersion>().AsNoTracking().AsAsyncEnumerable())
        {
            yield return new(version.AlertId, version.Version, version.Salt, Encoding.UTF8.GetBytes(version.Document), version.Commitment);
        }
    }
}
