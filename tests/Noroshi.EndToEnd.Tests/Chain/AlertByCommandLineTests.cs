using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Noroshi.EndToEnd.Tests.Harness;

namespace Noroshi.EndToEnd.Tests.Chain;

/// <summary>An alert by the command line: written, planned, approved by a second person, mailed through a real relay, acknowledged, shown on the board.</summary>
public sealed partial class AlertByCommandLineTests(DemoServer demo)
{
    private const string Alert = """
        kind: caution
        tlp: amber
        audience: { sectors: [finance] }
        bodies:
          ja:
            title: 送金システムへの攻撃について
            summary: 同様の攻撃が続いています。記録を確認してください。
            actions: [ログイン記録を確認する, 修正プログラムを適用する]
          en:
            title: Attacks on payment systems
            summary: Similar attacks continue. Check your logs.
            actions: [Check sign-in records, Apply the patch]
        """;

    [Fact]
    public async Task Alert_FromWritingToAcknowledgement_WorksByCommandLine()
    {
        Mailbox.Require();
        var server = await demo.Started;
        var (handler, approver) = (server.Accounts.Of("center", "handler"), server.Accounts.Of("center", "approver"));
        var file = Path.GetTempFileName() + ".yaml";
        await File.WriteAllTextAsync(file, Alert);

        var number = (await AsAsync(server, handler, "alert", "send", file)).Succeeded().Output.Trim();
        var plan = JsonNode.Parse((await AsAsync(server, approver, "alert", "plan", number, "--json")).Succeeded().Output)!;
        (await AsAsync(server, approver, "alert", "approve", number, "--plan", (string)plan["plan"]!)).Succeeded();

        var (bank, desk) = await RecipientAsync(server, number);
        var mail = await Mailbox.WaitAsync(desk, number);
        Assert.Equal(0, await AnsweredAsync(server, handler, number));
        await LookAtLinkAsync(mail);
        Assert.Equal(0, await AnsweredAsync(server, handler, number));
        (await AsAsync(server, bank, "alert", "ack", number, "--answer", "investigating")).Succeeded();
        Assert.Equal(1, await AnsweredAsync(server, handler, number));
        File.Delete(file);
    }

    [Fact]
    public async Task Alert_ApprovedByItsAuthor_IsRefused()
    {
        var server = await demo.Started;
        var handler = server.Accounts.Of("center", "handler");
        var file = Path.GetTempFileName() + ".yaml";
        await File.WriteAllTextAsync(file, Alert);
        var number = (await AsAsync(server, handler, "alert", "send", file)).Succeeded().Output.Trim();
        var plan = JsonNode.Parse((await AsAsync(server, handler, "alert", "plan", number, "--json")).Succeeded().Output)!;

        var refused = await AsAsync(server, handler, "alert", "approve", number, "--plan", (string)plan["plan"]!);

        Assert.NotEqual(0, refused.ExitCode);
        File.Delete(file);
    }

    /// <summary>Mail scanners open links; that must change nothing.</summary>
    private static async Task LookAtLinkAsync(string mail)
    {
        using var http = new HttpClient();
        var page = await http.GetAsync(Link().Match(mail).Value);
        Assert.Equal(200, (int)page.StatusCode);
    }

    private static async Task<int> AnsweredAsync(ServerProcess server, DemoAccount handler, string number)
    {
        var board = JsonNode.Parse((await AsAsync(server, handler, "alert", "board", number, "--json")).Succeeded().Output)!;
        return board["sectors"]!.AsArray().Sum(s => new[] { "received", "noImpact", "investigating", "affected", "handled" }.Sum(a => (int)s![a]!));
    }

    /// <summary>An operator that sees the alert, and the address of the desk it was mailed to.</summary>
    private static async Task<(DemoAccount Bank, string Desk)> RecipientAsync(ServerProcess server, string number)
    {
        foreach (var account in server.Accounts.All.Where(a => a is { Kind: "operator", Role: "reporter" }))
        {
            for (var count = 0; count < 20; count++)
            {
                var list = JsonNode.Parse((await AsAsync(server, account, "alert", "list", "--json")).Succeeded().Output)!.AsArray();
                if (list.Any(a => (string?)a!["number"] == number && (bool)a["needsAnswer"]!)) return (account, $"@{account.Email.Split('@')[1]}");
                await Task.Delay(250);
            }
        }
        throw new InvalidOperationException($"no operator of demo.json received {number}");
    }

    private static Task<ToolResult> AsAsync(ServerProcess server, DemoAccount account, params string[] args) =>
        Tool.RunAsync(House.CliProgram, args, new Dictionary<string, string> { ["NOROSHI_SERVER"] = server.Address.AbsoluteUri, ["NOROSHI_TOKEN"] = account.Token });

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+/\S+", RegexOptions.None, 1000)]
    private static partial Regex Link();
}
