using System.CommandLine;
using System.Text.Json.Nodes;

namespace Noroshi.Cli.Share;

/// <summary><c>alert plan NUMBER</c>: who would get the alert, what is removed for each and by which rule, and what stops it.</summary>
internal static class ShowPlan
{
    internal static Command Command(Terminal terminal, Connection connection)
    {
        var number = new Argument<string>("NUMBER") { Description = terminal.Say("cli.number") };
        return connection.Bind(new Command("plan", terminal.Say("cli.alert.plan")) { number }, async (result, api, ct) =>
        {
            var answer = await api.GetAsync($"alerts/{Uri.EscapeDataString(result.GetValue(number)!)}/plan", ct);
            return connection.On(answer, given => Print(terminal, given.Body));
        });
    }

    private static int Print(Terminal terminal, JsonNode? plan)
    {
        if (terminal.IsJson)
        {
            terminal.Json(plan);
            return ExitCode.Done;
        }
        var name = terminal.Language is Core.Vocabulary.Language.Ja ? "organization.ja" : "organization.en";
        Plain.Table(terminal.Out, (plan?["recipients"] as JsonArray ?? []).OfType<JsonObject>(), "answer", "part", name, "rule");
        foreach (var fault in (plan?["faults"] as JsonArray ?? []).OfType<JsonObject>()) terminal.Note($"{(string?)fault["code"]} {(string?)fault["path"]}");
        terminal.Line(terminal.Say("cli.alert.plan.hash", ("hash", (string?)plan?["plan"] ?? "")));
        return (bool?)plan?["canLeave"] == true ? ExitCode.Done : ExitCode.Refused;
    }
}
