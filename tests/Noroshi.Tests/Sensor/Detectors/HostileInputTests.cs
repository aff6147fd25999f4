using System.Globalization;
using System.Text;
using Noroshi.Sensor.Detectors;

namespace Noroshi.Tests.Sensor.Detectors;

/// <summary>Input made to wear the watch out: its memory stays bounded, it never throws, and it says what it forgot.</summary>
public sealed class HostileInputTests
{
    [Fact]
    public void ManySources_BeyondTheLimit_AreForgottenAndTheLoudOneIsNot()
    {
        var settings = Watched.SettingsWith(1000);
        Watch watch = new(settings);
        var lines = Enumerable.Range(0, 30_000).Select(i => Line(i, i % 10 == 0 ? "root" : $"u{i}", i % 10 == 0 ? "192.0.2.9" : $"2001:db8:{i:x}::1"));
        Watched.Take(watch, settings, Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        Assert.Contains(watch.Findings(), f => f.Sources.Contains("192.0.2.9"));
        Assert.Contains(watch.Notes(), n => n.Code == "sources-forgotten" && n.Count > 20_000);
    }

    [Fact]
    public void OneSource_WithManyAccounts_IsOneFinding()
    {
        var settings = Watched.SettingsWith(1000);
        var finding = Assert.Single(Watched.Findings(Enumerable.Range(0, 50_000).Select(i => Line(i / 20, $"name{i}", "192.0.2.9")), settings));
        Assert.Equal("192.0.2.9", Assert.Single(finding.Sources));
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00+00:00", "9999-12-31T23:59:59+00:00")]
    [InlineData("2099-01-01T00:00:00+00:00", "1970-01-01T00:00:00+00:00")]
    public void Times_RunWild_NothingThrows(string early, string late)
    {
        var lines = Enumerable.Range(0, 2000).Select(i => $"{(i % 3 == 0 ? early : i % 3 == 1 ? late : "2026-06-01T00:00:00+00:00")} gate sshd[1]: {(i % 7 == 0 ? "Accepted" : "Failed")} password for a{i % 50} from 192.0.2.{i % 200} port 1 ssh2");
        _ = Watched.Findings(lines).Select(f => f.Rank).ToList();
        var web = Enumerable.Range(0, 2000).Select(i => $"192.0.2.{i % 200} - - [{(i % 2 == 0 ? "01/Jan/1900" : "31/Dec/9999")}:00:00:00 +0000] \"POST /login HTTP/1.1\" {200 + (i % 400)} {i}");
        _ = Watched.Findings(web);
    }

    [Fact]
    public void Findings_AskedTwice_AreTheSame()
    {
        var settings = Watched.Settings;
        Watch watch = new(settings);
        Watched.Take(watch, settings, Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(0, 60).Select(i => Line(i, "root", "192.0.2.9")))));
        Assert.Equal(watch.Findings().Select(f => f.Id), watch.Findings().Select(f => f.Id));
    }

    [Fact]
    public void Names_WithEscapesAndOverrides_AreMadeVisible()
    {
        var finding = Assert.Single(Watched.Findings(Enumerable.Range(0, 40).Select(i => Line(i, "a\u001b[2Jb\u202e", "192.0.2.9"))));
        Assert.DoesNotContain(finding.Accounts, a => a.Name.Contains('\u001b', StringComparison.Ordinal) || a.Name.Contains('\u202e', StringComparison.Ordinal));
    }

    private static string Line(int second, string account, string source) =>
        string.Create(CultureInfo.InvariantCulture, $"{new DateTime(2026, 6, 1).AddSeconds(second):yyyy-MM-ddTHH:mm:ss}+00:00 gate sshd[7]: Failed password for {account} from {source} port 40000 ssh2");
}
