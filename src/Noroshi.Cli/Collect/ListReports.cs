using System.CommandLine;

namespace Noroshi.Cli.Collect;

/// <summary><c>report list</c>: the reports this token may see.</summary>
internal static class ListReports
{
    internal static Command Command(Terminal terminal, Connection connection) =>
        Lists.All(terminal, connection, "reports", "cli.report.list", "number", "stage", "receivedAt", "organization", "title");
}
