using System.Text.Json.Nodes;
using Noroshi.EndToEnd.Tests.Harness;

namespace Noroshi.EndToEnd.Tests.Chain;

/// <summary>A report by the command line alone: new, send, receipt, follow-up, list; and who sees it.</summary>
public sealed class ReportByCommandLineTests(DemoServer demo)
{
    [Fact]
    public async Task Report_NewSendAndVerify_WorksAsTheGuideSays()
    {
        var server = await demo.Started;
        var folder = House.NewFolder("cli");
        var (file, receipt) = (Path.Combine(folder, "report.yaml"), Path.Combine(folder, "receipt.txt"));
        var skeleton = (await Tool.CliAsync("report", "new", "--form", "liaison")).Succeeded().Output;
        await File.WriteAllTextAsync(file, skeleton.Replace("incident.title: { value: \"\" }", "incident.title: { value: \"Payment network stopped\" }", StringComparison.Ordinal));

        var number = (await AsReporterAsync(server, "report", "send", file, "--receipt", receipt)).Succeeded().Output.Trim();
        var again = (await AsReporterAsync(server, "report", "send", file)).Succeeded().Output.Trim();

        Assert.Matches("^R[0-9]{2}-[0-9A-Z]{4}-[0-9A-Z]{4}$", number);
        Assert.Equal(number, again);
        (await Tool.CliAsync("verify-receipt", receipt)).Succeeded();
        Assert.Contains("Payment network stopped", (await AsReporterAsync(server, "report", "show", number)).Succeeded().Output, StringComparison.Ordinal);
        var list = JsonNode.Parse((await AsReporterAsync(server, "report", "list", "--json")).Succeeded().Output)!.AsArray();
        Assert.Contains(list, item => (string?)item!["number"] == number);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Report_WithFaults_NamesEachWithItsPlace()
    {
        var server = await demo.Started;
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "form: liaison\nstage: initial\nfacts:\n  incident.classification: { value: worm }\n  no.such: { value: x }\n");

        var result = await AsReporterAsync(server, "report", "send", file);

        Assert.Equal(1, result.ExitCode);
        foreach (var expected in new[] { "NRS-R030 facts.contact.person", "NRS-R017 facts.incident.classification", "NRS-R010 facts.no.such" }) Assert.Contains(expected, result.Error, StringComparison.Ordinal);
        File.Delete(file);
    }

    [Fact]
    public async Task Report_TokenOfNobody_IsForbidden()
    {
        var server = await demo.Started;
        var result = await Tool.CliAsync("report", "list", "--server", server.Address.AbsoluteUri, "--token", "nobody");
        Assert.Equal(77, result.ExitCode);
    }

    [Fact]
    public async Task Report_FollowUp_IsSeenByAuthorityAndCentreAndByNobodyElse()
    {
        var server = await demo.Started;
        using var reporter = new Api(server, server.Accounts.Bank);
        var number = await Reports.SendAsync(reporter, "送金システムの停止");
        var next = Reports.Initial("送金システムの停止");
        next["stage"] = "follow-up";
        next["facts"]!["incident.summary"] = Reports.Fact("攻撃の痕跡を確認しました。", "tentative");

        var sent = (await reporter.PostAsync($"reports/{number}/versions", next)).Succeeded();

        Assert.Equal(2, (int)sent.Json["version"]!);
        foreach (var account in new[] { server.Accounts.BankAuthority, server.Accounts.Of("center", "handler") })
        {
            using var reader = new Api(server, account);
            var seen = (await reader.GetAsync($"reports/{number}")).Succeeded().Json;
            Assert.Equal("攻撃の痕跡を確認しました。", (string?)seen["document"]!["facts"]!["incident.summary"]!["value"]);
            await FoundAsync(reader, number, "攻撃");
        }
        var own = server.Accounts.Bank;
        foreach (var stranger in server.Accounts.All.Where(a => a.Kind is "operator" or "isac" && a.Organization != own.Organization))
        {
            using var api = new Api(server, stranger);
            Assert.Contains((int)(await api.GetAsync($"reports/{number}")).Status, new[] { 403, 404 });
        }
    }

    /// <summary>The index follows the ledger: what was just received is found a moment later.</summary>
    private static async Task FoundAsync(Api reader, string number, string word)
    {
        for (var count = 0; !(await reader.GetAsync($"reports?q={word}")).Succeeded().Text.Contains(number, StringComparison.Ordinal); count++)
        {
            Assert.True(count < 50, $"{number} is not found by {word}");
            await Task.Delay(200);
        }
    }

    private static Task<ToolResult> AsReporterAsync(ServerProcess server, params string[] args) =>
        Tool.RunAsync(House.CliProgram, args, new Dictionary<string, string>
        {
            ["NOROSHI_SERVER"] = server.Address.AbsoluteUri,
            ["NOROSHI_TOKEN"] = server.Accounts.Bank.Token,
        });
}
