using System.Collections.Immutable;
using System.Globalization;
using Noroshi.Sensor.Detectors;

namespace Noroshi.Tests.Sensor.Detectors;

public sealed class DistributedFloodTests
{
    private const string Rule = "web.distributed-flood";

    private static readonly DateTimeOffset Begin = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Findings_ManySourcesOnOnePath_AreOneFindingThatNamesIt()
    {
        var lines = Visits(360, 20).Concat(Enumerable.Range(0, 6000).Select(i => Line(180 + (i / 2000.0), Member(i % 400), "/search?q=" + i, i % 2 == 0 ? 503 : 200, 190)));

        var finding = Assert.Single(InOrder(lines), f => f.Rule == Rule);

        Assert.Equal(("", "/search"), (finding.Target.Service, finding.Target.Url));
        Assert.Equal((400, 20), (finding.SourceCount, finding.NetworkCount));
        Assert.Equal(6000, finding.Count);
        Assert.Equal((Severity.Medium, Confidence.Medium, false), (finding.Severity, finding.Confidence, finding.HasSucceeded));
        Assert.Equal(("/search", "2000", "0"), (Fact(finding, "target"), Fact(finding, "peak"), Fact(finding, "usual")));
        Assert.Equal(180, (finding.First - Begin.ToUnixTimeMilliseconds()) / 60_000);
        Assert.InRange(finding.Last - finding.First, 100_000, 180_000);
    }

    [Fact]
    public void Findings_EachRequestForAnotherPath_NameTheSite()
    {
        var lines = Visits(360, 20, "www.example.org ").Concat(Enumerable.Range(0, 6000).Select(i => Line(180 + (i / 2000.0), "www.example.org " + Member(i % 400), "/r" + i, 200, 190)));

        var finding = Assert.Single(InOrder(lines), f => f.Rule == Rule);

        Assert.Equal(("www.example.org", "", "www.example.org/…"), (finding.Target.Service, finding.Target.Url, Fact(finding, "target")));
        Assert.Equal((Severity.Low, Confidence.Low), (finding.Severity, finding.Confidence));
    }

    [Fact]
    public void Findings_OneSourceAmongVisitors_AreNotDistributed()
    {
        var lines = Visits(120, 100, each: 1).Concat(Enumerable.Range(0, 3000).Select(i => Line(60 + (i / 1500.0), "203.0.113.9", "/", 200, 5000)));

        Assert.DoesNotContain(InOrder(lines), f => f.Rule == Rule);
    }

    [Fact]
    public void Findings_BusyHours_AreUsual()
    {
        // From ten to twelve of six hours everybody comes, and all to one path.
        var lines = Visits(360, 20).Concat(Enumerable.Range(0, 144_000).Select(i => Line(120 + (i / 1200.0), Member(i % 3000), "/", 200, 5000)));

        Assert.DoesNotContain(InOrder(lines), f => f.Rule == Rule);
    }

    [Fact]
    public void Findings_LogOfLessThanAnHour_HasNothingUsualToCompareWith()
    {
        var lines = Visits(40, 20).Concat(Enumerable.Range(0, 3000).Select(i => Line(20 + (i / 2000.0), Member(i % 400), "/search", 503, 190)));

        Assert.DoesNotContain(InOrder(lines), f => f.Rule == Rule);
    }

    [Fact]
    public void Findings_FloodsWithoutEnd_AreBounded()
    {
        var lines = Visits(360, 5).Concat(Enumerable.Range(0, 60).SelectMany(p => Enumerable.Range(0, 1200).Select(i => Line(30 + (p * 5) + (i / 1200.0), Member(i % 300), "/p" + p, 503, 190))));

        Assert.InRange(InOrder(lines).Count(f => f.Rule == Rule), 1, 24);
    }

    /// <summary>Visitors all the time, each from an address of its own.</summary>
    private static IEnumerable<(double Minute, string Line)> Visits(int minutes, int aMinute, string site = "", int each = 30) =>
        Enumerable.Range(0, minutes * aMinute).Select(i => Line(i / (double)aMinute, site + "198.51.100." + (i / each % 250), i % 2 == 0 ? "/" : "/news/" + (i % 40), 200, 5000));

    private static string Member(int i) => string.Create(CultureInfo.InvariantCulture, $"2001:db8:{i % 20:x}::{i:x}");

    private static (double Minute, string Line) Line(double minute, string client, string target, int status, int bytes) =>
        (minute, string.Create(CultureInfo.InvariantCulture, $"{client} - - [{Begin.AddMinutes(minute):dd/MMM/yyyy:HH:mm:ss} +0000] \"GET {target} HTTP/1.1\" {status} {bytes} \"-\" \"x\""));

    private static ImmutableArray<Finding> InOrder(IEnumerable<(double Minute, string Line)> lines) => Watched.Findings(lines.OrderBy(l => l.Minute).Select(l => l.Line));

    private static string Fact(Finding finding, string name) => finding.Facts.Single(f => f.Key == name).Value;
}
