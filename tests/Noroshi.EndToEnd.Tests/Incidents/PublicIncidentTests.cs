using System.Text.Json.Nodes;
using Noroshi.EndToEnd.Tests.Harness;

namespace Noroshi.EndToEnd.Tests.Incidents;

/// <summary>Real public incidents through the real program: each accepted, routed to its authority and the national centre, found again by search, and seen by nobody else.</summary>
public sealed class PublicIncidentTests(DemoServer demo)
{
    [Fact]
    public async Task Report_EveryPublicIncident_IsAcceptedRoutedAndFound()
    {
        var incidents = Incidents();
        var server = await demo.Started;
        using var reporter = new Api(server, server.Accounts.Bank);
        using var authority = new Api(server, server.Accounts.BankAuthority);
        using var center = new Api(server, server.Accounts.Of("center", "handler"));
        List<string> faults = [];
        List<(string File, string Number, JsonObject Report)> accepted = [];

        foreach (var (file, veris) in incidents)
        {
            var report = VerisReport.Convert(veris);
            var sent = await reporter.PostAsync("reports", report);
            if ((int)sent.Status != 201)
            {
                faults.Add($"{file}: {(int)sent.Status} {sent.Text}");
                continue;
            }
            accepted.Add((file, (string)sent.Json["number"]!, report));
        }
        foreach (var (file, number, report) in accepted)
        {
            foreach (var reader in new[] { authority, center }) faults.AddRange(await MissingAsync(reader, file, number, report));
        }

        Assert.Empty(faults);
    }

    private static async Task<List<string>> MissingAsync(Api reader, string file, string number, JsonObject report)
    {
        List<string> faults = [];
        var seen = await reader.GetAsync($"reports/{number}");
        if ((int)seen.Status != 200) faults.Add($"{file}: {number} is not seen: {(int)seen.Status} {seen.Text}");
        var word = SearchWord(report);
        if (!await IsFoundAsync(reader, number, word)) faults.Add($"{file}: {number} is not found by '{word}'");
        return faults;
    }

    // The index is filled by a reaction, a moment after the report is safe.
    private static async Task<bool> IsFoundAsync(Api reader, string number, string word)
    {
        for (var tries = 0; tries < 60; tries++)
        {
            var found = await reader.GetAsync($"reports?limit=100&q={Uri.EscapeDataString(word)}");
            if (found.Text.Contains(number, StringComparison.Ordinal)) return true;
            await Task.Delay(TimeSpan.FromMilliseconds(250), TestContext.Current.CancellationToken);
        }

        return false;
    }

    /// <summary>The rarest-looking words: the three longest of the title and summary.</summary>
    private static string SearchWord(JsonObject report)
    {
        var text = $"{(string?)report["facts"]?["incident.title"]?["value"]} {(string?)report["facts"]?["incident.summary"]?["value"]}";
        var words = text.Split([' ', '\n', ',', '.', '(', ')', '"', ':', ';', '/', '-', '\'', '’', '“', '”'], StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', words.Where(w => w.All(char.IsLetterOrDigit)).Distinct().OrderByDescending(w => w.Length).Take(2));
    }

    private static List<(string File, JsonObject Veris)> Incidents()
    {
        var folder = Path.Combine(House.SharedData, "incidents");
        if (!Directory.Exists(folder)) Assert.Skip($"no public incidents at {folder}");
        var files = Directory.EnumerateFiles(Path.Combine(folder, "vcdb-sample"), "*.json")
            .Concat(Directory.EnumerateFiles(Path.Combine(folder, "veris", "bin", "tests"), "*", SearchOption.AllDirectories));
        return [.. files.Select(f => (Path.GetFileName(f), JsonNode.Parse(File.ReadAllText(f)) as JsonObject)).Where(i => i.Item2 is not null).Select(i => (i.Item1, i.Item2!))];
    }
}
