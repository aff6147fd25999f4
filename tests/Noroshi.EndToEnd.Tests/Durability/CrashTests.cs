using System.Collections.Concurrent;
using Noroshi.EndToEnd.Tests.Harness;

namespace Noroshi.EndToEnd.Tests.Durability;

/// <summary>What was acknowledged is kept, whatever happens to the process.</summary>
public sealed class CrashTests
{
    [Fact]
    public async Task Kill_WhileReportsArrive_LosesNothingThatWasAcknowledged()
    {
        await using var server = await ServerProcess.DemoAsync();
        var account = server.Accounts.Bank;
        ConcurrentBag<string> acknowledged = [];
        using var stop = new CancellationTokenSource();
        var senders = Enumerable.Range(0, 8).Select(i => SendUntilGoneAsync(server, account, $"発火 {i}", acknowledged, stop.Token)).ToArray();
        while (acknowledged.Count < 60) await Task.Delay(20);

        await server.KillAsync();
        await stop.CancelAsync();
        await Task.WhenAll(senders);
        var ready = await server.StartAsync();

        Assert.InRange(ready, TimeSpan.Zero, TimeSpan.FromSeconds(20)); // How fast exactly is for bench/, on a quiet machine.
        using var reporter = new Api(server, account);
        foreach (var number in acknowledged) Assert.Equal(200, (int)(await reporter.GetAsync($"reports/{number}")).Status);
        await VerifyOneReceiptAsync(reporter, acknowledged.First());
        Assert.Equal(0, await server.StopAsync());
        (await Tool.ServerAsync("ledger", "verify", "--data", server.Data)).Succeeded();
    }

    private static async Task VerifyOneReceiptAsync(Api reporter, string number)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllBytesAsync(file, await Reports.ReceiptAsync(reporter, number));
        (await Tool.CliAsync("verify-receipt", file)).Succeeded();
        File.Delete(file);
    }

    private static async Task SendUntilGoneAsync(ServerProcess server, DemoAccount account, string title, ConcurrentBag<string> acknowledged, CancellationToken stop)
    {
        using var api = new Api(server, account);
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            try
            {
                acknowledged.Add(await Reports.SendAsync(api, $"{title}-{i}"));
            }
            catch (Exception gone) when (gone is HttpRequestException or TaskCanceledException or IOException)
            {
                return;
            }
        }
    }
}
