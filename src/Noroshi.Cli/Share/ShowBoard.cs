using System.CommandLine;
using System.Text.Json.Nodes;

namespace Noroshi.Cli.Share;

/// <summary><c>alert board NUMBER</c>: one line a sector, how many answered what, and who is silent.</summary>
internal static class ShowBoard
{
    internal static Command Command(Terminal terminal, Connection connection)
    {
        var number = new Argument<string>("NUMBER") { Description = terminal.Say("cli.number") };
        return connection.Bind(new Command("board", terminal.Say("cli.alert.board")) { number }, async (result, api, ct) =>
        {
            var answer = await api.GetAsync($"alerts/{Uri.EscapeDataString(result.GetValue(number)!)}/board", ct);
            return connection.On(answer, given =>
            {
                if (terminal.IsJson) terminal.Json(given.Body);
                else Print(terminal, given.Body);
                return ExitCode.Done;
            });
        });
    }

    private static void Print(Terminal terminal, JsonNode? board)
    {
        string[] columns = ["sector", "received", "noImpact", "investigating", "affected", "handled", "silent", "late"];
        var heads = new JsonObject(columns.Select(c => KeyValuePair.Create(c, (JsonNode?)c)));
        Plain.Table(terminal.Out, [heads, .. (board?["sectors"] as JsonArray ?? []).OfType<JsonObject>()], columns);
    }
}
