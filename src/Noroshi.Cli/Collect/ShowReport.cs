using System.CommandLine;

namespace Noroshi.Cli.Collect;

/// <summary><c>report show NUMBER</c>: one report as far as this token may see it.</summary>
internal static class ShowReport
{
    internal static Command Command(Terminal terminal, Connection connection) => Lists.One(terminal, connection, "reports", "cli.report.show");
}
