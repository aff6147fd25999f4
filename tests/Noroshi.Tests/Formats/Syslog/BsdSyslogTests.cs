using System.Text;
using Noroshi.Formats.Syslog;

namespace Noroshi.Tests.Formats.Syslog;

/// <summary>RFC 3164 on the wire, and the shapes its messages have in files and from devices.</summary>
public sealed class BsdSyslogTests
{
    private delegate SyslogOutcome Reader(ReadOnlySpan<byte> text, out SyslogMessage message);

    private static string Show(string text, Reader read)
    {
        var outcome = read(Encoding.UTF8.GetBytes(text), out var message);
        if (outcome != SyslogOutcome.Valid) { return outcome.ToString(); }
        return string.Join('|', message.Priority, Encoding.UTF8.GetString(message.Timestamp), Encoding.UTF8.GetString(message.Hostname),
            Encoding.UTF8.GetString(message.AppName), Encoding.UTF8.GetString(message.ProcId), Encoding.UTF8.GetString(message.Message));
    }

    // RFC 3164 section 5.4; example 3 is read as that section reads it.
    [Theory]
    [InlineData("<34>Oct 11 22:14:15 mymachine su: 'su root' failed for lonvick on /dev/pts/8", "34|Oct 11 22:14:15|mymachine|su||'su root' failed for lonvick on /dev/pts/8")]
    [InlineData("<13>Feb  5 17:32:18 192.0.2.99 Use the BFG!", "13|Feb  5 17:32:18|192.0.2.99|||Use the BFG!")]
    [InlineData("<165>Aug 24 05:34:00 CST 1987 mymachine myproc[10]: %% It's time", "165|Aug 24 05:34:00|CST|||1987 mymachine myproc[10]: %% It's time")]
    [InlineData("<0>1990 Oct 22 10:52:01 TZ-6 scapegoat.dmz.example.org 192.0.2.3 sched[0]: That's All Folks!", "BadTimestamp")]
    [InlineData("Use the BFG!", "BadPriority")]
    [InlineData("<34>Oct 11 22:14:15 mymachine ", "34|Oct 11 22:14:15|mymachine|||")]
    [InlineData("<34>Oct 11 22:14:15 2001:db8:: kernel: text", "34|Oct 11 22:14:15|2001:db8::|kernel||text")]
    [InlineData("<34>Oct 11 22:14:15 1987 su: text", "34|Oct 11 22:14:15|1987|su||text")]
    [InlineData("<34>Oct 11 22:14:15 h postfix/smtpd[77]: text", "34|Oct 11 22:14:15|h|postfix/smtpd|77|text")]
    [InlineData("<34>Oct 11 22:14:15 h 192.0.2.1:22 refused", "34|Oct 11 22:14:15|h|||192.0.2.1:22 refused")]
    [InlineData("<34>Oct 1 22:14:15 h su: text", "BadTimestamp")]
    [InlineData("<34>Oct 01 22:14:15 h su: text", "BadTimestamp")]
    [InlineData("<34>Oct 32 22:14:15 h su: text", "BadTimestamp")]
    [InlineData("<34>Feb 30 22:14:15 h su: text", "BadTimestamp")]
    [InlineData("<34>oct 11 22:14:15 h su: text", "BadTimestamp")]
    [InlineData("<34>Oct 11 22:14:60 h su: text", "BadTimestamp")]
    [InlineData("<34>Oct 11 22:14:15  su: text", "BadHostname")]
    [InlineData("<34>Oct 11 22:14:15 su: text", "BadHostname")]
    [InlineData("<34>Oct 11 22:14:15 mymachine", "BadHostname")]
    [InlineData("<034>Oct 11 22:14:15 h su: text", "BadPriority")]
    public void Rfc3164_Read_FollowsTheRfc(string text, string expected) => Assert.Equal(expected, Show(text, Rfc3164.Read));

    [Theory]
    [InlineData("Oct  1 22:14:15 h sshd[1]: text", "-1|Oct  1 22:14:15|h|sshd|1|text")]
    [InlineData("Oct 01 22:14:15 h sshd[1]: text", "-1|Oct 01 22:14:15|h|sshd|1|text")]
    [InlineData("2026-11-21T07:08:09.123456+09:00 h sshd[1]: text", "-1|2026-11-21T07:08:09.123456+09:00|h|sshd|1|text")]
    [InlineData("2026-11-21T07:08:09+0900 h sshd[1]: text", "-1|2026-11-21T07:08:09+0900|h|sshd|1|text")]
    [InlineData("2026-11-21T07:08:09 h sshd[1]: text", "-1|2026-11-21T07:08:09|h|sshd|1|text")]
    [InlineData("<38>Oct 11 22:14:15 sshd[1]: text", "38|Oct 11 22:14:15||sshd|1|text")]
    [InlineData("<38>Oct 11 22:14:15 kernel: [12.3] text", "38|Oct 11 22:14:15||kernel||[12.3] text")]
    [InlineData("<166>Oct 11 2026 22:14:15 fw1 : %ASA-6-302013: Built", "166|Oct 11 2026 22:14:15|fw1|%ASA-6-302013||Built")]
    [InlineData("<166>Oct 11 2026 22:14:15: %ASA-6-302013: Built", "166|Oct 11 2026 22:14:15||%ASA-6-302013||Built")]
    [InlineData("<189>29: *Mar  1 18:46:11.123 UTC: %SYS-5-CONFIG_I: Configured", "189|*Mar  1 18:46:11.123||%SYS-5-CONFIG_I||Configured")]
    [InlineData("<189>29: router1: Mar  1 18:46:11: %SYS-5-CONFIG_I: Configured", "189|Mar  1 18:46:11|router1|%SYS-5-CONFIG_I||Configured")]
    [InlineData("Thu Oct 11 22:14:15 2026 authpriv.info dropbear[123]: text", "86|Thu Oct 11 22:14:15 2026||dropbear|123|text")]
    [InlineData("Oct 11 22:14:15 <auth.info> h sshd[1]: text", "38|Oct 11 22:14:15|h|sshd|1|text")]
    [InlineData("Oct 11 22:14:15 h last message repeated 3 times", "-1|Oct 11 22:14:15|h|||last message repeated 3 times")]
    [InlineData("Oct 11 22:14:15 last message repeated 3 times", "-1|Oct 11 22:14:15||||last message repeated 3 times")]
    [InlineData("Oct 11 22:14:15 h su(pam_unix)[9]: text", "-1|Oct 11 22:14:15|h|su(pam_unix)|9|text")]
    [InlineData("Oct 11 22:14:15 h CRON[9] text", "-1|Oct 11 22:14:15|h|CRON|9|text")]
    [InlineData("Oct 11 22:14:15 h kernel:[12.3] text", "-1|Oct 11 22:14:15|h|kernel||[12.3] text")]
    [InlineData("Oct 11 22:14:15 h -- MARK --", "-1|Oct 11 22:14:15|h|||-- MARK --")]
    [InlineData("<1990>Oct 11 22:14:15 h su: text", "BadPriority")]
    [InlineData("192.0.2.1 - - [11/Oct/2026:22:14:15 +0900] \"GET / HTTP/1.1\" 200 1", "BadTimestamp")]
    [InlineData("hello", "BadTimestamp")]
    public void BsdLine_Read_TakesWhatIsWritten(string text, string expected) => Assert.Equal(expected, Show(text, BsdLine.Read));

    // What a peer can put into a message must not become host, program or process.
    [Theory]
    [InlineData("Oct 11 22:14:15 h app\u001B[2J[1]: text", "-1|Oct 11 22:14:15|h|||app\u001B[2J[1]: text")]
    [InlineData("Oct 11 22:14:15 h text from a user sshd[1]: Accepted", "-1|Oct 11 22:14:15|h|||text from a user sshd[1]: Accepted")]
    [InlineData("Oct 11 22:14:15 h a[b[c]: text", "-1|Oct 11 22:14:15|h|||a[b[c]: text")]
    [InlineData("Oct 11 22:14:15 h a[]: text", "-1|Oct 11 22:14:15|h|||a[]: text")]
    [InlineData("Oct 11 22:14:15 h \0[1]: text", "-1|Oct 11 22:14:15|h|||\0[1]: text")]
    public void BsdLine_HostileText_StaysText(string text, string expected) => Assert.Equal(expected, Show(text, BsdLine.Read));

    [Theory]
    [InlineData("<189>29: router1: *Mar  1 2026 18:46:11.123 UTC: %SYS-5-CONFIG_I: Configured")]
    [InlineData("Thu Oct 11 22:14:15 2026 authpriv.info dropbear[123]: text")]
    [InlineData("2026-11-21T07:08:09.123456+09:00 h sshd[1]: text")]
    public void BsdLine_TruncatedAtEachByte_NeverReadsMoreThanIsThere(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        for (var length = 0; length <= bytes.Length; length++)
        {
            var outcome = BsdLine.Read(bytes.AsSpan(0, length), out var message);
            Assert.True(outcome != SyslogOutcome.Valid || !message.Timestamp.IsEmpty);
            Assert.True(Encoding.UTF8.GetString(message.Message).Length <= length);
        }
    }

    [Theory]
    [InlineData("Jan  2 03:04:05 x", 0, 1, 2, 3, 4, 5, 0)]
    [InlineData("Feb 29 23:59:59.5 x", 0, 2, 29, 23, 59, 59, 500)]
    [InlineData(".Dec 31 2027 00:00:00.123456 x", 2027, 12, 31, 0, 0, 0, 123)]
    [InlineData("2027 Dec 31 00:00:00 x", 2027, 12, 31, 0, 0, 0, 0)]
    [InlineData("Dec 31 00:00:00 2027 x", 2027, 12, 31, 0, 0, 0, 0)]
    public void SyslogTime_TryTake_ReadsTheFigures(string text, int year, int month, int day, int hour, int minute, int second, int milliseconds)
    {
        ReadOnlySpan<byte> rest = Encoding.UTF8.GetBytes(text);
        Assert.True(SyslogTime.TryTake(ref rest, out var time));
        Assert.Equal(new(year, month, day, hour, minute, second, milliseconds), time);
        Assert.Equal(" x", Encoding.UTF8.GetString(rest));
    }

    [Theory]
    [InlineData("Feb 29 2027 00:00:00 x")]
    [InlineData("Feb 30 00:00:00 x")]
    [InlineData("Jan 10 24:00:00 x")]
    [InlineData("Jan 10 1:00:00 x")]
    [InlineData("Jan  0 00:00:00 x")]
    public void SyslogTime_NoSuchTime_IsRefused(string text)
    {
        ReadOnlySpan<byte> rest = Encoding.UTF8.GetBytes(text);
        Assert.False(SyslogTime.TryTake(ref rest, out _));
    }
}
