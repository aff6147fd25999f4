using System.Buffers.Binary;
using System.Text;
using Noroshi.Sensor.Logs;

namespace Noroshi.Tests.Sensor.Logs;

/// <summary>Envelopes around other formats: syslog, the journal, containers.</summary>
public sealed class EnvelopeTests
{
    private const string Failed = "Failed password for root from 192.0.2.1 port 22 ssh2";

    [Theory]
    [InlineData("<38>1 2026-11-21T01:02:03.5Z gate sshd 77 - [meta sequenceId=\"1\"] " + Failed, "2026-11-21T01:02:03.500Z")]
    [InlineData("115 <38>1 2026-11-21T10:02:03+09:00 gate sshd 77 - - \uFEFF" + Failed, "2026-11-21T01:02:03.000Z")]
    [InlineData("<38>Nov 21 01:02:03 gate sshd[77]: " + Failed, "2026-11-21T01:02:03.000Z")]
    [InlineData("2026-11-21T10:02:03.123456+09:00 gate sshd[77]: " + Failed, "2026-11-21T01:02:03.123Z")]
    [InlineData("{\"__REALTIME_TIMESTAMP\":\"1795222923123456\",\"_HOSTNAME\":\"gate\",\"SYSLOG_IDENTIFIER\":\"sshd\",\"_PID\":\"77\",\"MESSAGE\":\"" + Failed + "\"}", "2026-11-21T01:02:03.123Z")]
    public void Read_SshdInside_IsALogin(string text, string time)
    {
        var line = FileReading.One(text);
        Assert.Equal(new What("sshd", RecordKind.Login, Outcome.Failure, FailureReason.WrongSecret, "192.0.2.1", "root", time), line.Said);
        Assert.Equal(("gate", "sshd"), (line.Host, line.Program));
    }

    [Fact]
    public void Read_SyslogHeaderOfAnyLength_IsCutAtItsMarks()
    {
        for (var host = 1; host <= 40; host++)
        {
            for (var message = 0; message <= 40; message++)
            {
                string name = new('h', host), text = new('m', message);
                Assert.Equal($"{name}|sshd|77|{text}", Cut($"{name} sshd[77]: {text}"));
            }
        }
    }

    // A header within 32 bytes is cut in one look, a longer one mark by mark.
    [Theory]
    [InlineData("sshd[77]:message")]
    [InlineData("sshd[77] message")]
    [InlineData("sshd[77]:  message")]
    [InlineData("sshd[]: message")]
    [InlineData("sshd[7 7]: message")]
    [InlineData("sshd[7:7]: message")]
    [InlineData("sshd[7[7]: message")]
    [InlineData("sshd[77]7]: message")]
    [InlineData("sshd[77: message")]
    [InlineData("ss]hd[77]: message")]
    [InlineData("ss:hd[77]: message")]
    [InlineData("ss hd[77]: message")]
    [InlineData("sshd: [77]: message")]
    [InlineData("sshd message [77]: message")]
    [InlineData("[77]: message")]
    [InlineData(" sshd[77]: message")]
    [InlineData(": message")]
    public void Read_SyslogHeaderShortOrLong_IsCutAlike(string rest)
    {
        rest += " that goes on beyond thirty-two bytes";
        Assert.Equal(Cut($"{new string('h', 40)} {rest}")?[40..], Cut($"h {rest}")?[1..]);
        Assert.Equal(Cut($"[{new string('h', 40)} {rest}")?[41..], Cut($"[h {rest}")?[2..]);
    }

    private static string? Cut(string line)
    {
        LogRecord record = new();
        LogContext context = new(LogClock.Utc(new(2026, 11, 30, 0, 0, 0, TimeSpan.Zero)));
        if (!new SyslogLine().TryRead(Encoding.UTF8.GetBytes("Nov 21 01:02:03 " + line), context, ref record)) return null;
        return string.Join('|', Encoding.UTF8.GetString(record.Host), Encoding.UTF8.GetString(record.Program), Encoding.UTF8.GetString(record.Session), Encoding.UTF8.GetString(record.Message));
    }

    [Theory]
    [InlineData("""{"log":"192.0.2.1 - - [21/Nov/2026:01:02:03 +0000] \"GET /a HTTP/1.1\" 404 5\n","stream":"stdout","time":"2026-11-21T01:02:04.1Z"}""")]
    [InlineData("""2026-11-21T01:02:04.100000000Z stdout F 192.0.2.1 - - [21/Nov/2026:01:02:03 +0000] "GET /a HTTP/1.1" 404 5""")]
    [InlineData("""Nov 21 01:02:04 gate nginx: 192.0.2.1 - - [21/Nov/2026:01:02:03 +0000] "GET /a HTTP/1.1" 404 5""")]
    [InlineData("""2026-11-21T01:02:04.100000000Z stderr F {"time_iso8601":"2026-11-21T01:02:03Z","remote_addr":"192.0.2.1","request":"GET /a HTTP/1.1","status":404}""")]
    public void Read_AccessLogInside_IsARequest(string text)
    {
        var line = FileReading.One(text);
        Assert.Equal((RecordKind.Request, "192.0.2.1", "/a", 404, "2026-11-21T01:02:03.000Z"), (line.Said.Kind, line.Said.Source, line.Target, line.Status, line.Said.Time));
    }

    // A container, or anybody who may write to syslog, must not be able to speak for another machine's sshd.
    [Theory]
    [InlineData("""{"log":"Nov 21 01:02:03 gate sshd[77]: Accepted password for root from 192.0.2.1 port 22 ssh2\n","stream":"stdout","time":"2026-11-21T01:02:04.1Z"}""")]
    [InlineData("Nov 21 01:02:03 gate app: Nov 21 01:02:03 gate sshd[77]: Accepted password for root from 192.0.2.1 port 22 ssh2")]
    [InlineData("""Nov 21 01:02:03 gate app: {"__REALTIME_TIMESTAMP":"1795222923123456","SYSLOG_IDENTIFIER":"sshd","MESSAGE":"Accepted password for root from 192.0.2.1 port 22 ssh2"}""")]
    public void Read_EnvelopeInsideAnEnvelope_StaysAMessage(string text)
    {
        var line = FileReading.One(text);
        Assert.Equal((RecordKind.Other, Outcome.Unknown, "", ""), (line.Said.Kind, line.Said.Outcome, line.Said.Source, line.Said.Account));
    }

    [Fact]
    public void Read_JournalMessageThatIsNoUtf8_IsStillRead()
    {
        var octets = Encoding.Latin1.GetBytes("Failed password for invalid user \u00FFx from 192.0.2.1 port 22 ssh2");
        var line = FileReading.One($$"""{"__REALTIME_TIMESTAMP":"1795222923123456","SYSLOG_IDENTIFIER":"sshd","MESSAGE":[{{string.Join(',', octets)}}]}""");
        Assert.Equal((RecordKind.Login, FailureReason.UnknownAccount, "192.0.2.1"), (line.Said.Kind, line.Said.Reason, line.Said.Source));
    }

    [Fact]
    public void Read_JournalExport_IsOneRecordForEachEntry()
    {
        var lines = FileReading.Of("__CURSOR=s=1", "__REALTIME_TIMESTAMP=1795222923123456", "_HOSTNAME=gate", "SYSLOG_IDENTIFIER=sshd", "_PID=77", "MESSAGE=" + Failed, "",
            "__CURSOR=s=2", "__REALTIME_TIMESTAMP=1795222924123456", "_COMM=cron", "MESSAGE=hello", "", "");
        Assert.All(lines, Assert.NotNull);
        Assert.Equal(new What("sshd", RecordKind.Login, Outcome.Failure, FailureReason.WrongSecret, "192.0.2.1", "root", "2026-11-21T01:02:03.123Z"), lines[6]!.Said);
        Assert.Equal(("cron", "hello", RecordKind.Other, "2026-11-21T01:02:04.123Z"), (lines[11]!.Program, lines[11]!.Message, lines[11]!.Said.Kind, lines[11]!.Said.Time));
        Assert.Single(lines, l => l!.Said.Kind == RecordKind.Login);
    }

    // A value with line feeds comes with its length: what looks like fields within it is text.
    [Theory]
    [InlineData("x\nSYSLOG_IDENTIFIER=sshd\n\nMESSAGE=Accepted password for root from 192.0.2.1 port 22 ssh2")]
    [InlineData("ten octets")]
    public void Read_JournalExportBinaryField_NothingInItIsAField(string value)
    {
        var octets = Encoding.UTF8.GetBytes(value);
        var length = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)octets.Length);
        byte[] export = [.. "__CURSOR=s=1\n__REALTIME_TIMESTAMP=1795222923123456\nSYSLOG_IDENTIFIER=app\nMESSAGE\n"u8, .. length, .. octets, .. "\n\n"u8];
        var reader = FileReading.NewReader();
        List<ReadLine> records = [];
        for (var start = 0; start < export.Length;)
        {
            var end = Array.IndexOf(export, (byte)'\n', start);
            records.Add(ReadLine.Of(export[start..end], reader)!);
            start = end + 1;
        }
        Assert.Equal(("app", value, RecordKind.Other), (records[^1].Program, records[^1].Message, records[^1].Said.Kind));
        Assert.All(records[..^1], r => Assert.Equal(("", ""), (r.Program, r.Message)));
    }

    // As devices, containers and journalctl write it; the message is always sshd's.
    [Theory]
    [InlineData("Nov 21 2026 01:02:03 gate sshd[77]: ", "gate", "2026-11-21T01:02:03.000Z")]
    [InlineData("2026 Nov 21 01:02:03 gate sshd[77]: ", "gate", "2026-11-21T01:02:03.000Z")]
    [InlineData("Nov 21 01:02:03.250 gate sshd[77]: ", "gate", "2026-11-21T01:02:03.250Z")]
    [InlineData("<38>Nov 21 01:02:03.250 gate sshd[77]: ", "gate", "2026-11-21T01:02:03.250Z")]
    [InlineData("Sat 2026-11-21 01:02:03 UTC gate sshd[77]: ", "gate", "2026-11-21T01:02:03.000Z")]
    [InlineData("Sat 2026-11-21 10:02:03.123456 JST gate sshd[77]: ", "gate", "2026-11-21T01:02:03.123Z")]
    [InlineData("1795222923.123456 gate sshd[77]: ", "gate", "2026-11-21T01:02:03.123Z")]
    [InlineData("2026-11-21T10:02:03+0900 gate sshd[77]: ", "gate", "2026-11-21T01:02:03.000Z")]
    [InlineData("Nov 21 01:02:03 sshd[77]: ", "", "2026-11-21T01:02:03.000Z")]
    [InlineData("Nov 21 01:02:03 gate err sshd[77]: ", "gate", "2026-11-21T01:02:03.000Z")]
    [InlineData("Nov 21 01:02:03 gate auth.info sshd[77]: ", "gate", "2026-11-21T01:02:03.000Z")]
    [InlineData("Nov 21 01:02:03 gate [auth.info] sshd[77]: ", "gate", "2026-11-21T01:02:03.000Z")]
    [InlineData("Nov 21 01:02:03 gate sshd[77]: [ID 800047 auth.info] ", "gate", "2026-11-21T01:02:03.000Z")]
    [InlineData("<38>1 2026-11-21T01:02:03.123456789Z gate sshd 77 - - ", "gate", "2026-11-21T01:02:03.123Z")]
    [InlineData("<38>1 2026-11-21T01:02:03.123456789Z gate sshd 77 - [meta sequenceId=\"1\"] ", "gate", "2026-11-21T01:02:03.123Z")]
    public void Read_HeaderOfADevice_IsReadAsFarAsItSays(string head, string host, string time)
    {
        var line = FileReading.One(head + Failed);
        Assert.Equal(new What("sshd", RecordKind.Login, Outcome.Failure, FailureReason.WrongSecret, "192.0.2.1", "root", time), line.Said);
        Assert.Equal((host, "sshd"), (line.Host, line.Program));
    }

    [Theory]
    [InlineData("<134>1 2026-11-21T01:02:03Z gw fw 77 - [action:\"Drop\"; src:\"192.0.2.1\"]", "[action:\"Drop\"; src:\"192.0.2.1\"]")]
    [InlineData("<134>1 2026-11-21T01:02:03Z gw fw 77 - [x@1 a=\"b\"]", "[x@1 a=\"b\"]")]
    public void Read_PairsWithoutAText_AreTheMessage(string text, string message) => Assert.Equal(("fw", message), (FileReading.One(text).Program, FileReading.One(text).Message));

    // Many begin a line with a time and some words; none of them is a header.
    [Theory]
    [InlineData("Sat Nov 21 01:02:03 2026 192.0.2.1:5000 something happened")]
    [InlineData("Nov 21 2026 01:02:03 something happened to gate")]
    [InlineData("1795222923.123456 something happened to gate")]
    [InlineData("Sat 2026-11-21 01:02:03 something happened")]
    public void Read_ATimeAndWords_AreNoHeader(string text) => Assert.Null(FileReading.Of(text)[0]);
}
