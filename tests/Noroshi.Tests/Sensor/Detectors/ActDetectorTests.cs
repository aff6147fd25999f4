using System.Globalization;
using Noroshi.Sensor.Detectors;

namespace Noroshi.Tests.Sensor.Detectors;

public sealed class ActDetectorTests
{
    private static readonly DateTimeOffset Begin = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Findings_ProgramSentUpAnonymouslyAndFetchedByOthers_SayByHowMany()
    {
        var finding = Assert.Single(Watched.Findings([Transfer("192.0.2.7", 'i', 'a'), Transfer("192.0.2.7", 'o', 'a'), Transfer("198.51.100.1", 'o', 'r'), Transfer("198.51.100.2", 'o', 'r'), Transfer("198.51.100.2", 'o', 'r')]), f => f.Rule == "transfer.executable-upload");

        Assert.Equal((Severity.High, true, "1", "2"), (finding.Severity, finding.HasSucceeded, Fact(finding, "anonymous"), Fact(finding, "fetched")));
    }

    [Theory]
    [InlineData(1, Severity.Medium, false)]
    [InlineData(2, Severity.High, true)]
    [InlineData(8, Severity.Critical, true)]
    public void Findings_AccountSendsFarMoreThanEver_AreSureOnlyFromElsewhere(int networks, Severity severity, bool hasSucceeded)
    {
        var usual = Enumerable.Range(0, 48).Select(i => Sent(i * 60, "198.51.100.7"));
        var flood = Enumerable.Range(0, 400).Select(i => Sent((30 * 60) + (i / 10.0), networks == 1 ? "198.51.100.7" : $"203.0.{i % networks}.9"));

        var finding = Assert.Single(Watched.Findings(usual.Concat(flood).OrderBy(l => l, StringComparer.Ordinal)), f => f.Rule == "mail.stolen-account");

        Assert.Equal((severity, hasSucceeded, "alice"), (finding.Severity, finding.HasSucceeded, Assert.Single(finding.Accounts).Name));
    }

    [Fact]
    public void Findings_AccountThatAlwaysSendsMuch_IsSilent() =>
        Assert.DoesNotContain(Watched.Findings(Enumerable.Range(0, 30 * 250).Select(i => Sent(i * 60 / 250.0, "198.51.100.7"))), f => f.Rule == "mail.stolen-account");

    private static string Sent(double minute, string source) =>
        string.Create(CultureInfo.InvariantCulture, $"{Begin.AddMinutes(minute):yyyy-MM-ddTHH:mm:ss.fff}+00:00 mx postfix/smtps/smtpd[7]: 4QX{(int)(minute * 100):X7}: client=pc.example.org[{source}], sasl_method=LOGIN, sasl_username=alice");

    private static string Transfer(string source, char direction, char mode) => $"Mon Jun  1 12:08:53 2026 1 {source} 123 /pub/setup.exe b _ {direction} {mode} alice ftp 0 * c";

    private static string Fact(Finding finding, string name) => finding.Facts.Single(f => f.Key == name).Value;
}
