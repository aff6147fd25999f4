using System.CommandLine;

namespace Noroshi.Cli.Trust;

/// <summary><c>verify-receipt FILE</c>: checks a receipt without any server.</summary>
internal static class VerifyReceipt
{
    internal static Command Command(Terminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = terminal.Say("cli.verify.file") };
        var key = new Option<string?>("--key") { Description = terminal.Say("cli.verify.key"), HelpName = "FILE" };
        var command = new Command("verify-receipt", terminal.Say("cli.verify")) { file, key };
        return command;
    }
}
