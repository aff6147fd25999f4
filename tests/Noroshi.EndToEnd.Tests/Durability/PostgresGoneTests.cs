using System.Diagnostics;
using System.Text.RegularExpressions;
using Noroshi.EndToEnd.Tests.Harness;

namespace Noroshi.EndToEnd.Tests.Durability;

public sealed partial class PostgresGoneTests
{
    [Fact]
    public async Task Postgres_GoneForTenSeconds_AnswersWithACodeAndRecovers()
    {
        if (Environment.GetEnvironmentVariable("NOROSHI_TEST_POSTGRES") is not { Length: > 0 }) Assert.Skip("no PostgreSQL: run ./test");
        var state = House.NewFolder("services");
        var services = new Dictionary<string, string> { ["NOROSHI_SERVICES"] = state };
        try
        {
            var started = (await ServicesAsync(services, "start")).Output;
            var address = ConnectionString().Match(started).Groups["address"].Value;
            await using var server = await ServerProcess.DemoAsync(null, "--store", address);
            using var reporter = new Api(server, server.Accounts.Bank);
            var before = await Reports.SendAsync(reporter, "before");

            (await ServicesAsync(services, "pause")).Succeeded();
            var gone = Stopwatch.StartNew();
            var refused = await reporter.PostAsync("reports", Reports.Initial("meanwhile"));
            var ready = await reporter.Http.GetAsync("/readyz");
            await Task.Delay(TimeSpan.FromSeconds(Math.Max(0, 10 - gone.Elapsed.TotalSeconds)));
            (await ServicesAsync(services, "start")).Succeeded();

            Assert.Equal((503, "NRS-W503"), ((int)refused.Status, refused.Code));
            Assert.Equal(503, (int)ready.StatusCode);
            await RecoversAsync(reporter);
            Assert.Equal(200, (int)(await reporter.GetAsync($"reports/{before}")).Status);
        }
        finally
        {
            await ServicesAsync(services, "stop");
            Directory.Delete(state, recursive: true);
        }
    }

    private static async Task RecoversAsync(Api reporter)
    {
        for (var count = 0; ; count++)
        {
            var answer = await reporter.PostAsync("reports", Reports.Initial("after"));
            if ((int)answer.Status == 201) return;
            Assert.True(count < 50 && (int)answer.Status == 503, $"{(int)answer.Status} {answer.Text}");
            await Task.Delay(200);
        }
    }

    private static Task<ToolResult> ServicesAsync(Dictionary<string, string> environment, string verb) =>
        Tool.RunAsync(Path.Combine(House.Root, "tests", "services"), [verb, "postgres"], environment);

    [GeneratedRegex("NOROSHI_TEST_POSTGRES='(?<address>[^']+)'", RegexOptions.None, 1000)]
    private static partial Regex ConnectionString();
}
