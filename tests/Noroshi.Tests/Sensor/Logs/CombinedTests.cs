using Noroshi.Sensor.Logs;

namespace Noroshi.Tests.Sensor.Logs;

public sealed class CombinedTests
{
    [Fact]
    public void Read_Combined_SaysEverything()
    {
        var line = ReadLine.Of("""192.0.2.7 - alice [17/May/2026:10:05:03 +0900] "GET /a?b=c HTTP/1.1" 200 17 "http://www.example.org/" "Mozilla/5.0 (X11)" """.TrimEnd())!;
        Assert.Equal(("combined", RecordKind.Request, Outcome.Success, "192.0.2.7", "alice", "2026-05-17T01:05:03.000Z"), (line.Said.Format, line.Said.Kind, line.Said.Outcome, line.Said.Source, line.Said.Account, line.Said.Time));
        Assert.Equal(("GET", "/a?b=c", 200, 17L, "http://www.example.org/", "Mozilla/5.0 (X11)"), (line.Operation, line.Target, line.Status, line.Bytes, line.Referer, line.UserAgent));
    }

    [Theory]
    [InlineData("""www.example.org:443 192.0.2.7 - - [17/May/2026:10:05:03 +0000] "GET / HTTP/1.1" 301 -""", "192.0.2.7", "www.example.org:443")]
    [InlineData("""2001:db8::1 - - [17/May/2026:10:05:03 +0000] "GET / HTTP/1.1" 301 -""", "2001:db8::1", "")]
    [InlineData("""[2001:db8::1]:8080 192.0.2.7 - - [17/May/2026:10:05:03 +0000] "GET / HTTP/1.1" 301 -""", "192.0.2.7", "[2001:db8::1]:8080")]
    [InlineData("""[2001:db8::1]:8080 2001:db8::7 - - [17/May/2026:10:05:03 +0000] "GET / HTTP/1.1" 301 - "-" "x" """, "2001:db8::7", "[2001:db8::1]:8080")]
    [InlineData("""192.0.2.1:80 192.0.2.7 - alice [17/May/2026:10:05:03 +0000] "GET / HTTP/1.1" 301 -""", "192.0.2.7", "192.0.2.1:80")]
    [InlineData("""[2001:db8::7]:51022 - - [17/May/2026:10:05:03 +0000] "GET / HTTP/1.1" 301 -""", "2001:db8::7", "")]
    [InlineData("""client.example.org - - [17/May/2026:10:05:03 +0000] "GET / HTTP/1.1" 301 -""", "client.example.org", "")]
    public void Read_CommonWithAndWithoutSite_TellsSourceFromSite(string text, string source, string site)
    {
        var line = ReadLine.Of(text)!;
        Assert.Equal((source, site, 301, -1L), (line.Said.Source, line.Site, line.Status, line.Bytes));
    }

    [Fact]
    public void Read_UserNameImitatesARecord_SourceAndRequestStayTheServersOwn()
    {
        var line = ReadLine.Of("""192.0.2.7 - x [01/Jan/2020:00:00:00 +0000] \"GET /fake HTTP/1.1\" 200 1 [17/May/2026:10:05:03 +0000] "GET /real HTTP/1.1" 401 5""")!;
        Assert.Equal(("192.0.2.7", "/real", 401, "2026-05-17T10:05:03.000Z"), (line.Said.Source, line.Target, line.Status, line.Said.Time));
    }

    [Fact]
    public void Read_QuoteInsideTheAgent_DoesNotEndIt()
    {
        var line = ReadLine.Of("""192.0.2.7 - - [17/May/2026:10:05:03 +0000] "GET / HTTP/1.1" 200 5 "-" "a\" 500 9 \"b" """.TrimEnd())!;
        Assert.Equal(("", """a\" 500 9 \"b""", 200), (line.Referer, line.UserAgent, line.Status));
    }

    [Fact]
    public void Read_CutAtEveryByte_NeverThrows()
    {
        var line = """192.0.2.7 - alice [17/May/2026:10:05:03 +0900] "GET /a?b=c HTTP/1.1" 200 17 "http://www.example.org/" "Mozilla/5.0" """;
        for (var length = 0; length <= line.Length; length++) ReadLine.Of(line[..length]);
    }

    [Theory]
    [InlineData("""192.0.2.7, 198.51.100.1 - alice [17/May/2026:10:05:03 +0000] "GET / HTTP/1.1" 301 -""", "192.0.2.7", "alice", "", "2026-05-17T10:05:03.000Z")]
    [InlineData("""192.0.2.7, 198.51.100.1, 198.51.100.2 - - [17/May/2026:10:05:03 +0000] "GET / HTTP/1.1" 301 -""", "192.0.2.7", "", "", "2026-05-17T10:05:03.000Z")]
    [InlineData("""192.0.2.7 - "" [17/May/2026:10:05:03 +0000] "GET / HTTP/1.1" 301 -""", "192.0.2.7", "", "", "2026-05-17T10:05:03.000Z")]
    [InlineData("""- - - [17/May/2026:10:05:03 +0000] "GET / HTTP/1.1" 301 -""", "", "", "", "2026-05-17T10:05:03.000Z")]
    [InlineData("""192.0.2.7 - - [17/May/2026:10:05:03 +0000] www.example.org "GET / HTTP/1.1" 301 -""", "192.0.2.7", "", "www.example.org", "2026-05-17T10:05:03.000Z")]
    [InlineData("""192.0.2.7 - - [17/May/2026:10:05:03.250 +0900] "GET / HTTP/1.1" 301 -""", "192.0.2.7", "", "", "2026-05-17T01:05:03.250Z")]
    [InlineData("""192.0.2.7 - - [05/17/2026:10:05:03 -0000] "GET / HTTP/1.1" 301 -""", "192.0.2.7", "", "", "2026-05-17T10:05:03.000Z")]
    public void Read_ClientOrTimeWrittenOtherwise_AreStillToldApart(string text, string source, string account, string site, string time)
    {
        var line = ReadLine.Of(text)!;
        Assert.Equal((source, account, site, time, "/", 301), (line.Said.Source, line.Said.Account, line.Site, line.Said.Time, line.Target, line.Status));
    }

    [Theory]
    [InlineData("""192.0.2.7 - - [17/May/2026:10:05:03 +0000] 200 "GET / HTTP/1.1" 301 -""")]
    [InlineData("""192.0.2.7 - - [17/May/2026:10:05:03 +0000] a b "GET / HTTP/1.1" 301 -""")]
    public void Read_SomethingElseBehindTheTime_IsAnotherFormat(string text) => Assert.Null(ReadLine.Of(text));
}
