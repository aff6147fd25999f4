using Noroshi.Sensor.Logs;

namespace Noroshi.Tests.Sensor.Logs;

/// <summary>CEF as a log format: what its keys mean for a record.</summary>
public sealed class CefLineTests
{
    [Theory]
    [InlineData("CEF:0|Example|Fire Wall|1.0|100|Connection|5|", "", "")]
    [InlineData("Nov 21 01:02:03 fw CEF:0|Example|Fire Wall|1.0|100|Connection|5|", "fw", "2026-11-21T01:02:03.000Z")]
    [InlineData("Nov 21 01:02:03 fw CEF: 0|Example|Fire Wall|1.0|100|Connection|5|", "fw", "2026-11-21T01:02:03.000Z")]
    [InlineData("<134>Nov 21 01:02:03 fw CEF:0|Example|Fire Wall|1.0|100|Connection|5|", "fw", "2026-11-21T01:02:03.000Z")]
    [InlineData("<134>1 2026-11-21T01:02:03Z fw - - - - CEF:0|Example|Fire Wall|1.0|100|Connection|5|", "fw", "2026-11-21T01:02:03.000Z")]
    [InlineData("0|Example|Fire Wall|1.0|100|Connection|5|", "", "")]
    public void Read_EveryWayItComes_IsTheSameAlarm(string head, string host, string time)
    {
        var line = FileReading.One(head + "src=192.0.2.1 spt=5000 dst=198.51.100.1 act=blocked suser=alice msg=a \\= b");
        Assert.Equal(new What("cef", RecordKind.Alarm, Outcome.Failure, FailureReason.Blocked, "192.0.2.1", "alice", time), line.Said);
        Assert.Equal((host, "Fire Wall", "198.51.100.1", "a = b"), (line.Host, line.Program, line.Site, line.Message));
    }

    [Theory]
    [InlineData("User login failed", "suser=bob", RecordKind.Login, Outcome.Failure, "bob")]
    [InlineData("Logon", "duser=bob suser=alice outcome=Success", RecordKind.Login, Outcome.Success, "bob")]
    [InlineData("User logged out", "suser=bob", RecordKind.SessionClosed, Outcome.Unknown, "bob")]
    [InlineData("Web", "request=/a requestMethod=GET outcome=allowed", RecordKind.Request, Outcome.Success, "")]
    public void Read_NameAndOutcome_SayWhatItWas(string name, string extension, RecordKind kind, Outcome outcome, string account)
    {
        var line = FileReading.One($"CEF:0|Example|P|1|9|{name}|3|rt=1795222923123 src=192.0.2.1 {extension}");
        Assert.Equal((kind, outcome, "192.0.2.1", account, "2026-11-21T01:02:03.123Z"), (line.Said.Kind, line.Said.Outcome, line.Said.Source, line.Said.Account, line.Said.Time));
    }

    [Fact]
    public void Read_ValueImitatesPairs_TheFirstAndTheUnescapedCount()
    {
        var line = FileReading.One("CEF:0|Example|P|1|9|Login failed|3|src=192.0.2.1 suser=x src\\=198.51.100.9 act=denied src=198.51.100.10");
        Assert.Equal(("192.0.2.1", "x src=198.51.100.9"), (line.Said.Source, line.Said.Account));
    }

    [Theory]
    [InlineData("rt=Nov 21 2026 01:02:03", "2026-11-21T01:02:03.000Z")]
    [InlineData("rt=Nov 21 2026 01:02:03.123 UTC", "2026-11-21T01:02:03.123Z")]
    [InlineData("rt=Nov 21 2026 10:02:03.123 JST", "2026-11-21T01:02:03.123Z")]
    [InlineData("end=1795222923123", "2026-11-21T01:02:03.123Z")]
    [InlineData("start=1795222923123", "2026-11-21T01:02:03.123Z")]
    [InlineData("start=1 rt=1795222923123", "2026-11-21T01:02:03.123Z")]
    public void Read_TimeInAnyForm_IsTheSame(string extension, string time) => Assert.Equal(time, FileReading.One($"CEF:0|Example|P|1|9|x|3|{extension}").Said.Time);

    [Theory]
    [InlineData("shost=pc.example.org", "pc.example.org")]
    [InlineData("shost=pc.example.org src=192.0.2.1", "192.0.2.1")]
    [InlineData("shost=a b", "")]
    public void Read_HostName_StandsInForAnAddress(string extension, string source) => Assert.Equal(source, FileReading.One($"CEF:0|Example|P|1|9|x|3|{extension}").Said.Source);
}
