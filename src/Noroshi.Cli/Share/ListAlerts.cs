using System.CommandLine;

namespace Noroshi.Cli.Share;

/// <summary><c>alert list</c>: the alerts this token may see.</summary>
internal static class ListAlerts
{
    internal static Command Command(Terminal terminal, Connection connection) =>
        Lists.All(terminal, connection, "alerts", "cli.alert.list", "number", "state", "tlp", "issuedAt", "title");
}
