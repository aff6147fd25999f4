using Noroshi.EndToEnd.Tests.Harness;

namespace Noroshi.EndToEnd.Tests.Durability;

public sealed class BackupTests
{
    [Fact]
    public async Task Backup_TakenWhileRunning_RestoresEverythingAcknowledgedBefore()
    {
        await using var server = await ServerProcess.DemoAsync();
        var account = server.Accounts.Bank;
        using var reporter = new Api(server, account);
        List<string> before = [];
        for (var i = 0; i < 20; i++) before.Add(await Reports.SendAsync(reporter, $"控え {i}"));
        var receipt = Path.GetTempFileName();
        await File.WriteAllBytesAsync(receipt, await Reports.ReceiptAsync(reporter, before[0]));
        var folder = House.NewFolder("backup");
        var file = Path.Combine(folder, "backup.tar");

        (await Tool.ServerAsync("backup", file, "--data", server.Data)).Succeeded();
        var after = await Reports.SendAsync(reporter, "after the backup");
        var restored = Path.Combine(folder, "data");
        (await Tool.ServerAsync("restore", "--data", restored, file)).Succeeded();
        await using var second = await ServerProcess.DemoAsync(restored);

        using var again = new Api(second, account);
        foreach (var number in before) Assert.Equal(200, (int)(await again.GetAsync($"reports/{number}")).Status);
        Assert.Equal(404, (int)(await again.GetAsync($"reports/{after}")).Status);
        Assert.Equal(0, await second.StopAsync());
        (await Tool.ServerAsync("ledger", "verify", "--data", restored, "--against", receipt)).Succeeded();
        Directory.Delete(folder, recursive: true);
    }
}
