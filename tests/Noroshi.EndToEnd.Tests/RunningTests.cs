using Noroshi.EndToEnd.Tests.Harness;

namespace Noroshi.EndToEnd.Tests;

public sealed class RunningTests
{
    [Fact]
    public async Task Serve_StoppedPolitely_EndsWithZeroAndStartsAgain()
    {
        await using var server = await ServerProcess.DemoAsync();
        using var http = new HttpClient { BaseAddress = server.Address };
        Assert.Equal("ok", await http.GetStringAsync("/healthz"));
        Assert.Equal("ready", await http.GetStringAsync("/readyz"));

        Assert.Equal(0, await server.StopAsync());

        Assert.InRange(await server.StartAsync(), TimeSpan.Zero, TimeSpan.FromSeconds(20));
        Assert.Equal("ready", await http.GetStringAsync("/readyz"));
    }

    [Fact]
    public async Task Serve_UnknownOption_IsRefusedWithItsCode()
    {
        var result = await Tool.ServerAsync("serve", "--no-such-thing");

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("NRS-X001", result.Error, StringComparison.Ordinal);
    }
}
