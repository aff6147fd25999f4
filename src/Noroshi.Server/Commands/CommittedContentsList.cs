using Noroshi.Server.Ledger;
using Noroshi.Server.Store;

namespace Noroshi.Server.Commands;

/// <summary>Everything the ledger commits to, an explicit list: <c>ledger verify</c> compares it all.</summary>
internal static class CommittedContentsList
{
    internal static IReadOnlyList<CommittedContents> All(Database database) =>
    [
        FileVault.Contents(database),
        CommittedContents.Versions("report version", database, "report_version", "report_id"),
        CommittedContents.Versions("alert version", database, "alert_version", "alert_id"),
    ];
}
