using Noroshi.Sensor.Detectors;
using Noroshi.Tests.Content;

namespace Noroshi.Tests.Sensor.Detectors;

public sealed class LoginDetectorTests
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Content_Detectors_AreCompleteAndTheirExamplesHold()
    {
        Assert.Empty(BuiltInContent.Faults.Select(f => $"{f.At?.File}({f.At?.Line}): {f.Code} {string.Join(' ', f.Values)}"));
        Assert.Equal(DetectorList.All.Select(d => d.Id).Order(StringComparer.Ordinal), BuiltInContent.Catalog.Behaviours.Select(b => b.Header.Id));
    }

    [Fact]
    public void Content_Kinds_AreWordsOfTheTaxonomy() =>
        Assert.All(BuiltInContent.Catalog.Behaviours, b => Assert.NotNull(BuiltInContent.Catalog.Taxonomies["rsit"].Find(b.Setting.Kind)));

    [Fact]
    public void Guessing_ThenSuccess_IsOneFindingWithItsLines()
    {
        var lines = Enumerable.Range(0, 50).Select(i => Failed(i, "root", "192.0.2.9")).Append(Accepted(60, "root", "192.0.2.9"));
        var findings = Watched.Findings(lines);
        var finding = findings[0];
        Assert.All(findings.Skip(1), f => Assert.True(f.Severity <= Severity.Low, f.Rule));
        Assert.Equal(("login.success-after-failures", Severity.Critical, Confidence.High, true), (finding.Rule, finding.Severity, finding.Confidence, finding.HasSucceeded));
        Assert.Equal(("privileged-account-compromise", "192.0.2.9"), (finding.Kind, Assert.Single(finding.Sources)));
        Assert.Contains(finding.Lines, l => l.Number == 51);
        Assert.Equal(1, finding.Lines[0].Number);
    }

    [Fact]
    public void OneTry_ToldByThreePrograms_CountsOnce()
    {
        string[] three =
        [
            $"{Stamp(0)} gate sshd[7]: Invalid user bob from 192.0.2.9 port 40000",
            $"{Stamp(1)} gate sshd[7]: Failed password for invalid user bob from 192.0.2.9 port 40000 ssh2",
        ];
        Assert.Empty(Watched.Findings([.. three, .. three, .. three, .. three]));
    }

    internal static string Failed(int second, string account, string source) => $"{Stamp(second)} gate sshd[7]: Failed password for {account} from {source} port 40000 ssh2";

    internal static string Accepted(int second, string account, string source) => $"{Stamp(second)} gate sshd[7]: Accepted password for {account} from {source} port 40000 ssh2";

    private static string Stamp(int second) => Noon.AddSeconds(second).ToString("yyyy-MM-ddTHH:mm:ss+00:00", System.Globalization.CultureInfo.InvariantCulture);
}
