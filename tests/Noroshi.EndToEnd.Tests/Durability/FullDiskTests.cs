using Noroshi.EndToEnd.Tests.Harness;

namespace Noroshi.EndToEnd.Tests.Durability;

public sealed class FullDiskTests
{
    [Fact]
    public async Task Disk_Full_RefusesWithACodeKeepsReadingAndRecovers()
    {
        var folder = House.NewFolder("disk");
        var mounted = await Tool.RunAsync("mount", ["-t", "tmpfs", "-o", "size=96m,mode=700", "tmpfs", folder]);
        if (mounted.ExitCode != 0) Assert.Skip($"needs the right to mount a small file system: {mounted.Error}");
        try
        {
            await using (var server = await ServerProcess.DemoAsync(Path.Combine(folder, "data")))
            {
                using var reporter = new Api(server, server.Accounts.Bank);
                var before = await Reports.SendAsync(reporter, "before");
                var ballast = Path.Combine(folder, "ballast");
                Fill(ballast);

                var refused = await UntilRefusedAsync(reporter);
                var read = await reporter.GetAsync($"reports/{before}");
                File.Delete(ballast);

                Assert.Equal((503, "NRS-W503"), ((int)refused.Status, refused.Code));
                Assert.Equal(200, (int)read.Status);
                await Reports.SendAsync(reporter, "after");
                Assert.Equal(0, await server.StopAsync());
                (await Tool.ServerAsync("ledger", "verify", "--data", server.Data)).Succeeded();
            }
        }
        finally
        {
            await Tool.RunAsync("umount", [folder]);
            Directory.Delete(folder);
        }
    }

    /// <summary>The log file may have room left for a few.</summary>
    private static async Task<ApiAnswer> UntilRefusedAsync(Api reporter)
    {
        for (var count = 0; ; count++)
        {
            var answer = await reporter.PostAsync("reports", Reports.Initial(new string('満', 100)));
            if ((int)answer.Status != 201) return answer;
            Assert.True(count < 3000, "the disk never became full");
        }
    }

    private static void Fill(string file)
    {
        using var stream = File.Create(file);
        var block = new byte[64 * 1024];
        try
        {
            while (true)
            {
                stream.Write(block);
                stream.Flush(flushToDisk: true);
            }
        }
        catch (IOException)
        {
            // Full: that is what was wanted.
        }
    }
}
