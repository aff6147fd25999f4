using System.CommandLine;
using System.Text.Json.Nodes;

namespace Noroshi.Cli.Share;

/// <summary><c>alert approve NUMBER --plan HASH</c>: sends an alert on its way, exactly by the plan that was shown.</summary>
internal static class ApproveAlert
{
    internal static Command Command(Terminal terminal, Connection connection)
    {
        var number = new Argument<string>("NUMBER") { Description = terminal.Say("cli.number") };
        var plan = new Option<string>("--plan") { Description = terminal.Say("cli.alert.approve.plan"), HelpName = "HASH", Required = true };
        return connection.Bind(new Command("approve", terminal.Say("cli.alert.approve")) { number, plan }, async (result, api, ct) =>
        {
            var path = $"alerts/{Uri.EscapeDataString(result.GetValue(number)!)}/approve";
            return connection.On(await api.PostAsync(path, new JsonObject { ["plan"] = result.GetValue(plan) }, null, ct), given =>
            {
                if (terminal.IsJson) terminal.Json(given.Body);
                else terminal.Line(terminal.Say("cli.alert.approve.done", ("number", result.GetValue(number)!)));
                return ExitCode.Done;
            });
        });
    }
}
