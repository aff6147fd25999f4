using System.CommandLine;

namespace Noroshi.Cli.Collect;

/// <summary><c>report new --form FORM</c>: an empty report of a form, every question as a comment beside its place.</summary>
internal static class NewReport
{
    internal static Command Command(Terminal terminal)
    {
        var form = new Option<string>("--form") { Description = terminal.Say("cli.report.new.form"), HelpName = "FORM", DefaultValueFactory = _ => "liaison" };
        var command = new Command("new", terminal.Say("cli.report.new")) { form };
        return command;
    }
}
