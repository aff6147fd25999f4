using FsCheck;
using FsCheck.Fluent;
using Noroshi.Sensor.Logs;
using Outcome = Noroshi.Sensor.Logs.Outcome;

namespace Noroshi.Tests.Sensor.Logs;

public sealed class SshdTests
{
    [Theory]
    [InlineData("Failed password for root from 192.0.2.9 port 22 ssh2", Outcome.Failure, FailureReason.WrongSecret, "root")]
    [InlineData("Failed password for invalid user admin from 192.0.2.9 port 22 ssh2", Outcome.Failure, FailureReason.UnknownAccount, "admin")]
    [InlineData("Accepted publickey for alice from 192.0.2.9 port 22 ssh2: ED25519 SHA256:abc", Outcome.Success, FailureReason.None, "alice")]
    [InlineData("Failed password for invalid user x from 198.51.100.1 port 1 ssh2 from 192.0.2.9 port 22 ssh2", Outcome.Failure, FailureReason.UnknownAccount, "x from 198.51.100.1 port 1 ssh2")]
    public void Read_Authentication_TakesTheServersOwnAddress(string message, Outcome outcome, FailureReason reason, string account)
    {
        var line = ReadLine.Of($"Oct 12 15:44:43 gate sshd[77]: {message}")!;
        Assert.Equal(new What("sshd", RecordKind.Login, outcome, reason, "192.0.2.9", account, "2026-10-12T15:44:43.000Z"), line.Said);
        Assert.Equal(("gate", "sshd"), (line.Host, line.Program));
    }

    [Fact]
    public void Read_AnyName_SaysTheSameWithAndWithoutAKeyBehind() =>
        // With a key behind, a line is read from its beginning; without, from its end.
        Prop.ForAll(Gen.ListOf(Gen.Elements("x", " ", "from", "port", "22", "ssh2", "192.0.2.1", "198.51.100.255", "2001:db8::1", "gate", "invalid user", "256.1.1.1", "1", "")).Zip(Gen.Elements("192.0.2.9", "203.0.113.255", "1.2.3.4", "2001:db8::9", "host.example.org", "300.1.1.1", "192.0.2")).ToArbitrary(), pair =>
        {
            var text = $"Failed password for {string.Join(' ', pair.Item1)} from {pair.Item2} port 65000 ssh2";
            var (plain, withKey) = (ReadLine.Of($"Oct 12 15:44:43 gate sshd[77]: {text}"), ReadLine.Of($"Oct 12 15:44:43 gate sshd[77]: {text}: RSA SHA256:abc"));
            return plain?.Said == withKey?.Said;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    [Fact]
    public void Read_DecemberThenJanuary_CrossesNewYear()
    {
        var reader = new LogReader(new(LogClock.Utc(new(2026, 1, 20, 0, 0, 0, TimeSpan.Zero))));
        string[] lines = ["Dec 31 23:59:59 gate sshd[1]: Invalid user a from 192.0.2.9", "Jan  1 00:00:01 gate sshd[1]: Invalid user a from 192.0.2.9"];
        Assert.Equal(["2025-12-31T23:59:59.000Z", "2026-01-01T00:00:01.000Z"], lines.Select(l => ReadLine.Of(System.Text.Encoding.UTF8.GetBytes(l), reader)!.Said.Time));
    }
}
