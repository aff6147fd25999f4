using Noroshi.Server.Collect.Reports;
using Noroshi.Server.Ledger;
using Noroshi.Server.Share.Alerts;
using Noroshi.Server.Store;

namespace Noroshi.Server.Commands;

/// <summary>Everything the ledger commits to, an explicit list: <c>ledger verify</c> compares it all.</summary>
internal static class CommittedContentsList
{
    internal static IReadOnlyList<CommittedContents> All(Database database) =>
    [
        FileVault.Contents(database),
        new("report version", KeptVersions.Read),
        new("alert version", KeptAlertVersions.Read),
    ];
}
