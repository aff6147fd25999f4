using System.CommandLine;

namespace Noroshi.Cli.Share;

/// <summary><c>alert show NUMBER</c>: one alert as this recipient got it.</summary>
internal static class ShowAlert
{
    internal static Command Command(Terminal terminal, Connection connection) => Lists.One(terminal, connection, "alerts", "cli.alert.show");
}
