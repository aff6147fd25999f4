using System.CommandLine;
using System.Text.Json.Nodes;

namespace Noroshi.Cli.Share;

/// <summary><c>alert ack NUMBER</c>: acknowledges an alert for the token's organisation, with what it means there.</summary>
internal static class AcknowledgeAlert
{
    internal static Command Command(Terminal terminal, Connection connection)
    {
        var number = new Argument<string>("NUMBER") { Description = terminal.Say("cli.number") };
        var answer = new Option<string>("--answer") { Description = terminal.Say("cli.alert.ack.answer"), HelpName = "ANSWER", DefaultValueFactory = _ => "received" };
        var comment = new Option<string?>("--comment") { Description = terminal.Say("cli.alert.ack.comment"), HelpName = "TEXT" };
        var command = new Command("ack", terminal.Say("cli.alert.ack")) { number, answer, comment };
        return connection.Bind(command, async (result, api, ct) =>
        {
            var body = new JsonObject { ["answer"] = result.GetValue(answer) };
            if (result.GetValue(comment) is { } text) body["comment"] = text;
            var path = $"alerts/{Uri.EscapeDataString(result.GetValue(number)!)}/acknowledgements";
            return connection.On(await api.PostAsync(path, body, null, ct), given =>
            {
                if (terminal.IsJson) terminal.Json(given.Body);
                else terminal.Line(terminal.Say("cli.alert.ack.done", ("number", result.GetValue(number)!)));
                return ExitCode.Done;
            });
        });
    }
}
