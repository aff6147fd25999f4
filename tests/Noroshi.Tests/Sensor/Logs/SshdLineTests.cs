using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Noroshi.Benchmarks.Logs;
using Noroshi.Sensor.Logs;

namespace Noroshi.Tests.Sensor.Logs;

/// <summary>The short way of reading sshd's lines says what the long one says, or nothing.</summary>
public sealed class SshdLineTests
{
    private const string Marks = " []:.0123459aP\0\u00FF";
    private const string Head = "Oct 12 15:44:43 gate sshd[77]: ";

    [Theory]
    [InlineData("Failed password for root from 192.0.2.9 port 22 ssh2")]
    [InlineData("Failed password for invalid user admin from 192.0.2.9 port 65535 ssh2")]
    [InlineData("Failed password for invalid user  from 192.0.2.9 port 2 ssh2")]
    [InlineData("Failed password for x from 198.51.100.1 port 1 ssh2 from 192.0.2.9 port 22 ssh2")]
    [InlineData("Invalid user admin from 203.0.113.255 port 40000")]
    [InlineData("Connection closed by invalid user admin 192.0.2.9 port 22 [preauth]")]
    [InlineData("Connection closed by invalid user a b 192.0.2.9 port 22 [preauth]")]
    [InlineData("Connection closed by authenticating user root 192.0.2.9 port 22 [preauth]")]
    [InlineData("Connection closed by 192.0.2.9 port 22 [preauth]")]
    [InlineData("Failed password for root from 2001:db8:aef6:1000:20c:29ff:fe12:3456 port 65535 ssh2")]
    [InlineData("Failed password for invalid user x from 198.51.100.1 port 1 ssh2 from 2001:db8::1 port 22 ssh2")]
    [InlineData("Connection closed by invalid user admin 2001:db8::9 port 22 [preauth]")]
    [InlineData("Accepted password for alice from 192.0.2.9 port 22 ssh2")]
    [InlineData("Accepted publickey for alice from 2001:db8::9 port 22 ssh2: ED25519 SHA256:q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA")]
    [InlineData("Accepted password for x from 198.51.100.1 port 1 ssh2: RSA a from 192.0.2.9 port 22 ssh2: RSA SHA256:q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA")]
    [InlineData("pam_unix(sshd:session): session opened for user alice(uid=1000) by (uid=0)")]
    [InlineData("pam_unix(sshd:session): session opened for user a by b by root(uid=0)")]
    [InlineData("pam_unix(sshd:session): session closed for user alice")]
    [InlineData("Connection closed by invalid user admin 192.0.2.9 port 22")]
    [InlineData("Connection closed by user alice 192.0.2.9 port 22 [preauth]")]
    [InlineData("Connection reset by authenticating user root 192.0.2.9 port 22 [preauth]")]
    [InlineData("Connection reset by 2001:db8::9 port 22")]
    [InlineData("Disconnected from user alice 192.0.2.9 port 22")]
    [InlineData("Disconnected from invalid user a b 192.0.2.9 port 22 [preauth]")]
    [InlineData("Disconnected from 192.0.2.9 port 22")]
    [InlineData("Received disconnect from 192.0.2.9 port 22:11: Bye Bye [preauth]")]
    [InlineData("Received disconnect from 192.0.2.9 port 22:11: disconnected by user")]
    [InlineData("Received disconnect from 192.0.2.9: 11: Bye Bye")]
    [InlineData("Received disconnect from 2001:db8::9 port 22:14: No more user authentication methods available [preauth]")]
    [InlineData("pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=192.0.2.9  user=root")]
    [InlineData("pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=192.0.2.9")]
    [InlineData("pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=192.0.2.9 ")]
    [InlineData("pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=gate.example.org  user=a rhost=198.51.100.1  user=b")]
    [InlineData("pam_unix(sshd:auth): check pass; user unknown")]
    public void TryRead_WhatAttacksWrite_TakesIt(string message) => Assert.True(IsTaken(Head + message));

    [Theory]
    [InlineData("Failed password for invalid user from 192.0.2.9 port 22 ssh2")]
    [InlineData("Failed password for root from 192.0.2.256 port 22 ssh2")]
    [InlineData("Failed password for root from 192.0.2.9 port 22x ssh2")]
    [InlineData("Failed password for root from 192.0.2.9 port 123456 ssh2")]
    [InlineData("Failed password for root from 192.0.2.9 port  ssh2     ")]
    [InlineData("Failed password for root by 192.0.2.9 port 22 ssh2")]
    [InlineData("Invalid user admin from gate.example.org port 40000")]
    [InlineData("Connection closed by alice 192.0.2.9 port 22")]
    [InlineData("Disconnected from role user alice 192.0.2.9 port 22")]
    [InlineData("Received disconnect from : 11: Bye")]
    [InlineData("pam_unix(sshd:auth): authentication failure; logname=alice uid=0 euid=0 tty=ssh ruser= rhost=192.0.2.9  user=root")]
    [InlineData("pam_unix(sshd:auth): conversation failed")]
    [InlineData("Failed password for illegal user admin from 192.0.2.9 port 22 ssh2")]
    [InlineData("Failed password for root from 2001:db8::1::2 port 22 ssh2")]
    [InlineData("Failed password for root from ::ffff:192.0.2.9 port 22 ssh2")]
    [InlineData("Failed password for root from fe80::1%eth0 port 22 ssh2")]
    [InlineData("Accepted hostbased for alice from 192.0.2.9 port 22 ssh2")]
    [InlineData("Accepted publickey for alice from 192.0.2.9 port 22 ssh2: RSA-CERT SHA256:q83v ID mine (serial 1) CA RSA SHA256:q83v")]
    [InlineData("pam_unix(sshd:session): session paused for user alice")]
    public void TryRead_AnythingElse_LeavesItToTheLongWay(string message) => Assert.False(IsTaken(Head + message));

    [Fact]
    public void TryRead_Composed_SaysWhatTheLongWaySays()
    {
        var word = Gen.Elements("x", " ", "", "from", "port", "22", "ssh2", "[preauth]", "192.0.2.1", "198.51.100.255", "2001:db8::1", "2001:db8:1:2:3:4:5:6", "::1", "ssh2: RSA SHA256:q83v", "by", "(uid=0)", "gate", "invalid user", "user", "authenticating user", "256.1.1.1", "for", "Failed password for", "sshd[1]:");
        var start = Gen.Elements("Failed password for ", "Failed password for invalid user ", "Invalid user ", "Connection closed by ", "Connection closed by invalid user ", "Connection closed by authenticating user ", "Failed none for ", "Connection reset by ", "Accepted password for ", "Accepted publickey for ", "Accepted password for invalid user ", "pam_unix(sshd:session): session opened for user ", "pam_unix(sshd:session): session ", "Disconnected from ", "Disconnected from user ", "Disconnected from invalid user ", "Received disconnect from ", "Connection reset by invalid user ", "Connection closed by user ", "pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=", "pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=192.0.2.1  user=", "pam_unix(sshd:auth): check pass; user unknown", "");
        var end = Gen.Elements(" from 192.0.2.9 port 22 ssh2", " from 192.0.2.9 port 65000", " 203.0.113.255 port 1 [preauth]", " from 1.2.3.4 port 99999 ssh2", " from 01.2.3.4 port 1 ssh2", "192.0.2.9 port 70000 [preauth]", " port 22 ssh2", " from 2001:db8::ff00:42:8329 port 22 ssh2", " from 192.0.2.9 port 7 ssh2: ED25519 SHA256:q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA", " from 2001:db8:: port 7 ssh2: RSA x", " 2001:db8::7 port 22 [preauth]", "(uid=7) by x(uid=0)");
        var head = Gen.Elements(Head, "Oct 12 15:59:60 gate sshd-session[1]: ", "Oct 12 15:60:00 gate sshd[1]: ", "Oct 12 15:00:61 gate sshd[1]: ", "Oct 12 15:00:00 gate sshd: ", "Oct 12 15:00:00 a-long-host-name sshd[1]: ", "Oct 12 15:00:00 gate cron[1]: ", "2026-10-12T15:44:43.123456+09:00 gate sshd[1]: ", "2026-10-12T15:59:60Z gate sshd[1]: ", "2026-10-12 15:44:43 gate sshd[1]: ", "2026-10-12T24:44:43+09:00 gate sshd[1]: ");
        var taken = 0;
        Prop.ForAll(head.Zip(start).Zip(Gen.ListOf(word)).Zip(end).ToArbitrary(), parts =>
        {
            var (((before, message), names), after) = parts;
            if (IsTaken(before + message + string.Join(' ', names) + after)) taken++;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20_000));
        Assert.True(taken > 500, $"{taken} taken");
    }

    [Fact]
    public void TryRead_AfterALeapSecond_KeepsTheHour()
    {
        var reader = ReadLine.NewReader();
        string[] lines = ["Oct 12 15:59:60 gate sshd[77]: Invalid user a from 192.0.2.9 port 1", "Oct 12 15:10:00 gate sshd[77]: Invalid user a from 192.0.2.9 port 1"];
        Assert.Equal(["2026-10-12T16:00:00.000Z", "2026-10-12T15:10:00.000Z"], lines.Select(l => ReadLine.Of(Encoding.UTF8.GetBytes(l), reader)!.Said.Time));
    }

    [Fact]
    public void TryRead_GeneratedAndSpoilt_SaysWhatTheLongWaySays()
    {
        using MemoryStream log = new();
        LogsProgram.Write("auth", 400_000, 7, log);
        Random chance = new(7);
        int taken = 0, all = 0;
        foreach (var line in Encoding.UTF8.GetString(log.ToArray()).Split('\n'))
        {
            all++;
            if (IsTaken(line)) taken++;
            for (var i = 0; i < 3 && line.Length > 0; i++) IsTaken(Spoil(line, chance));
        }
        Assert.True(taken * 2 > all, $"{taken} of {all} taken");
    }

    private static string Spoil(string line, Random chance)
    {
        var at = chance.Next(line.Length);
        var with = Marks[chance.Next(Marks.Length)];
        return chance.Next(3) switch
        {
            0 => line[..at] + with + line[(at + 1)..],
            1 => line[..at] + with + line[at..],
            _ => line.Remove(at, Math.Min(line.Length - at, 1 + chance.Next(3))),
        };
    }

    /// <summary>Whether the short way takes a line; then it must say what the long way says.</summary>
    private static bool IsTaken(string text)
    {
        var line = Encoding.UTF8.GetBytes(text);
        var clock = LogClock.Utc(new(2026, 11, 30, 0, 0, 0, TimeSpan.Zero));
        // A line of the same hour came before, if it is a time at all.
        if (line.Length >= 15) LogTimeText.TrySyslog(line, clock, out _, out _);
        LogRecord record = new();
        if (!SyslogHead.TryRead(line, clock, ref record)) return false;
        // Whatever its message, the reader that goes the short way says what the one says that meets its first line.
        var reader = ReadLine.NewReader();
        var first = ReadLine.Of(line, reader);
        Assert.Equal(first, ReadLine.Of(line, reader));
        if (!SshdLine.IsOf(record.Program) || !SshdLine.TryRead(line, ref record)) return false;
        Assert.Equal(first, ReadLine.Of(in record));
        return true;
    }
}
