using System.CommandLine;
using System.Text.Json.Nodes;
using Noroshi.Cli.Api;

namespace Noroshi.Cli;

/// <summary>The two ways every collection of the API is read: all of it, page by page, and one of it by number.</summary>
internal static class Lists
{
    /// <summary>A command that prints a collection, following its cursor to the end.</summary>
    internal static Command All(Terminal terminal, Connection connection, string collection, string about, params string[] columns)
    {
        var search = new Option<string?>("--search") { Description = terminal.Say("cli.option.search"), HelpName = "WORDS" };
        var limit = new Option<int>("--limit") { Description = terminal.Say("cli.option.limit"), DefaultValueFactory = _ => 50 };
        var command = new Command("list", terminal.Say(about)) { search, limit };
        return connection.Bind(command, async (result, api, ct) =>
        {
            var items = new JsonArray();
            var answer = await ReadAsync(api, collection, result.GetValue(search), result.GetValue(limit), items, ct);
            return connection.On(answer, _ => Print(terminal, items, columns));
        });
    }

    /// <summary>A command that prints one of a collection.</summary>
    internal static Command One(Terminal terminal, Connection connection, string collection, string about)
    {
        var number = new Argument<string>("NUMBER") { Description = terminal.Say("cli.number") };
        return connection.Bind(new Command("show", terminal.Say(about)) { number }, async (result, api, ct) =>
        {
            var answer = await api.GetAsync($"{collection}/{Uri.EscapeDataString(result.GetValue(number)!)}", ct);
            return connection.On(answer, given =>
            {
                if (terminal.IsJson) terminal.Json(given.Body);
                else Plain.Tree(terminal.Out, given.Body);
                return ExitCode.Done;
            });
        });
    }

    private static async Task<Answer> ReadAsync(ServerApi api, string collection, string? search, int limit, JsonArray items, CancellationToken ct)
    {
        string? cursor = null;
        while (true)
        {
            var answer = await api.GetAsync(Path(collection, search, cursor, limit - items.Count), ct);
            if (answer is not Answer.Given given) return answer;
            foreach (var item in given.Body?["items"] as JsonArray ?? []) items.Add(item?.DeepClone());
            cursor = (string?)given.Body?["next"];
            if (cursor is null || items.Count >= limit) return answer;
        }
    }

    private static string Path(string collection, string? search, string? cursor, int rest)
    {
        List<string> query = [string.Create(System.Globalization.CultureInfo.InvariantCulture, $"limit={Math.Clamp(rest, 1, 100)}")];
        if (search is not null) query.Add("q=" + Uri.EscapeDataString(search));
        if (cursor is not null) query.Add("cursor=" + Uri.EscapeDataString(cursor));
        return $"{collection}?{string.Join('&', query)}";
    }

    private static int Print(Terminal terminal, JsonArray items, string[] columns)
    {
        if (terminal.IsJson) terminal.Json(items);
        else if (items.Count == 0) terminal.Note(terminal.Say("cli.nothing"));
        else Plain.Table(terminal.Out, items.OfType<JsonObject>(), columns);
        return ExitCode.Done;
    }
}
