using System.Data.Common;
using Noroshi.Server.Ledger;
using Noroshi.Server.Store;

namespace Noroshi.Server.Collect.Reports;

/// <summary>Every version of every report, for <c>ledger verify</c>: what is kept must be what was committed to.</summary>
internal static class KeptVersions
{
    internal static async IAsyncEnumerable<CommittedContent> Read(NoroshiDb db)
    {
        await foreach (DbDataReader row in RawRows.ReadAsync(db, "SELECT report_id, version, salt, document, commitment FROM report_version", []))
        {
            // The document is text in its column and bytes here, without becoming a string in between.
#pragma warning disable CA1849 // The row is there already.
            yield return new(row.GetGuid(0), row.GetInt32(1), row.GetFieldValue<byte[]>(2), row.GetFieldValue<byte[]>(3), row.GetString(4));
#pragma warning restore CA1849
        }
    }
}
