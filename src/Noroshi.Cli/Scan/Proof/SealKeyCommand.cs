using System.CommandLine;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Cli.Scan.Proof;

/// <summary><c>seal-key FILE</c>: makes the key for <c>scan --seal</c> when there is none, and prints the public half.</summary>
internal static class SealKeyCommand
{
    internal static Command Command(Terminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = terminal.Say("cli.seal-key.file") };
        var name = new Option<string>("--name") { Description = terminal.Say("cli.seal-key.name"), HelpName = "NAME", DefaultValueFactory = _ => Environment.MachineName };
        var command = new Command("seal-key", terminal.Say("cli.seal-key")) { file, name };
        command.SetAction(result => Run(terminal, result.GetValue(file)!, result.GetValue(name)!));
        return command;
    }

    private static int Run(Terminal terminal, string file, string name)
    {
        List<Fault> faults = [];
        try
        {
            if (!File.Exists(file))
            {
                terminal.Line(SealKey.Make(file, name).Public.ToString());
                terminal.Note(terminal.Say("seal-key.made", ("file", file)));
                return ExitCode.Done;
            }
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            return terminal.Refuse(ExitCode.Unreadable, new Fault("NRS-X125", file).With("reason", unwritable.Message));
        }
        catch (ArgumentException)
        {
            return terminal.Refuse(ExitCode.Usage, new Fault("NRS-X158", "--name").With("value", name));
        }
        if (SealKey.Read(file, faults) is not { } key) return terminal.Refuse(ExitCode.Unreadable, faults);
        terminal.Line(key.Public.ToString());
        return ExitCode.Done;
    }
}
