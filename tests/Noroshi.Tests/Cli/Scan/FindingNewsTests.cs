using Noroshi.Cli.Scan.Follow;
using Noroshi.Sensor.Detectors;

namespace Noroshi.Tests.Cli.Scan;

public sealed class FindingNewsTests
{
    [Fact]
    public void Of_TheSameAgain_IsToldOnlyWhenWorse()
    {
        var news = new FindingNews();
        Assert.Single(news.Of([FindingOf.Source("192.0.2.1")]));
        Assert.Empty(news.Of([FindingOf.Source("192.0.2.1") with { Count = 500 }]));
        Assert.Single(news.Of([FindingOf.Source("192.0.2.1", Severity.High)]));
        Assert.Empty(news.Of([FindingOf.Source("192.0.2.1", Severity.Low)]));
        Assert.Single(news.Of([FindingOf.Source("192.0.2.1", Severity.Low, hasSucceeded: true)]));
    }

    [Fact]
    public void Of_FindingsThatCameAndWent_AreForgottenInTheEnd()
    {
        var news = new FindingNews();
        for (var i = 0; i < 5000; i++) Assert.Single(news.Of([FindingOf.Source("192.0.2.1", id: $"x-{i}")]));
        Assert.Single(news.Of([FindingOf.Source("192.0.2.1", id: "x-0")]));
    }
}
