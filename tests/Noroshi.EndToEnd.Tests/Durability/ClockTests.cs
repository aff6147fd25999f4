using System.Globalization;
using Noroshi.EndToEnd.Tests.Harness;

namespace Noroshi.EndToEnd.Tests.Durability;

public sealed class ClockTests(DemoServer demo)
{
    [Theory]
    [InlineData(-5)]
    [InlineData(5)]
    public async Task Report_ByAClockFiveMinutesOff_IsAcceptedAndStampedByTheServer(int minutes)
    {
        var server = await demo.Started;
        using var reporter = new Api(server, server.Accounts.Bank);
        var report = Reports.Initial($"clock {minutes}");
        var claimed = DateTimeOffset.UtcNow.AddMinutes(minutes);
        report["facts"]!["incident.noticedAt"] = Reports.Fact(claimed.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        reporter.Http.DefaultRequestHeaders.Date = claimed;

        var sent = (await reporter.PostAsync("reports", report)).Succeeded();
        var seen = (await reporter.GetAsync($"reports/{(string)sent.Json["number"]!}")).Succeeded();

        var received = DateTimeOffset.Parse((string)seen.Json["receivedAt"]!, CultureInfo.InvariantCulture);
        Assert.InRange(received, DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow.AddMinutes(1));
    }
}
