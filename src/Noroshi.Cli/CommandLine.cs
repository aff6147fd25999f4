using System.CommandLine;
using Noroshi.Cli.Agent;
using Noroshi.Cli.Collect;
using Noroshi.Cli.Scan;
using Noroshi.Cli.Scan.Proof;
using Noroshi.Cli.Share;
using Noroshi.Cli.Trust;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Cli;

/// <summary>The tree of commands, and one run of it.</summary>
public static class CommandLine
{
    /// <summary>Parses and runs; the result is the process's exit code (see <see cref="ExitCode"/>).</summary>
    internal static async Task<int> RunAsync(string[] args, Terminal terminal)
    {
        // The others would take as long to make as a small log to read; what is asked of the tool as a whole, or wrongly, is asked of all.
        var tree = args is ["scan", ..] ? Root(terminal, ScanCommand.Command(terminal)) : Tree(terminal);
        var result = tree.Parse(args);
        if (result.Errors.Count > 0)
        {
            var faults = result.Errors.Select(e => new Fault("NRS-X101").With("reason", e.Message));
            // The exit codes of scan are its own contract: 2 for everything that is no result.
            var isScan = result.CommandResult.Command.Name == "scan";
            return terminal.Refuse(isScan ? ExitCode.ScanFailed : ExitCode.Usage, [.. faults]);
        }
        var configuration = new InvocationConfiguration { Output = terminal.Out, Error = terminal.Error };
        return await result.InvokeAsync(configuration);
    }

    internal static RootCommand Tree(Terminal terminal)
    {
        var connection = new Connection(terminal);
        return Root(
            terminal,
            new Command("report", terminal.Say("cli.report"))
            {
                NewReport.Command(terminal),
                SendReport.Command(terminal, connection),
                ShowReport.Command(terminal, connection),
                ListReports.Command(terminal, connection),
            },
            new Command("alert", terminal.Say("cli.alert"))
            {
                SendAlert.Command(terminal, connection),
                ShowPlan.Command(terminal, connection),
                ApproveAlert.Command(terminal, connection),
                ListAlerts.Command(terminal, connection),
                ShowAlert.Command(terminal, connection),
                AcknowledgeAlert.Command(terminal, connection),
                ShowBoard.Command(terminal, connection),
            },
            VerifyReceipt.Command(terminal),
            ScanCommand.Command(terminal),
            VerifyScan.Command(terminal),
            SealKeyCommand.Command(terminal),
            AgentCommand.Command(terminal),
            ExplainCommand.Command(terminal));
    }

    private static RootCommand Root(Terminal terminal, params ReadOnlySpan<Command> commands)
    {
        var root = new RootCommand(terminal.Say("cli.about"))
        {
            new Option<bool>("--json") { Description = terminal.Say("cli.option.json"), Recursive = true },
            new Option<string>("--lang") { Description = terminal.Say("cli.option.lang"), HelpName = "ja|en", Recursive = true },
        };
        foreach (var command in commands) root.Subcommands.Add(command);
        return root;
    }
}
