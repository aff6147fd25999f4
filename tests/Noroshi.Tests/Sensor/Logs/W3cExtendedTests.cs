using Noroshi.Sensor.Logs;

namespace Noroshi.Tests.Sensor.Logs;

/// <summary>W3C extended logs: the file says itself what its columns are.</summary>
public sealed class W3cExtendedTests
{
    [Fact]
    public void Read_DeclaredInAnyOrder_EveryColumnFindsItsPlace()
    {
        var line = FileReading.Of("#Software: Microsoft Internet Information Services 10.0", "#Date: 2026-11-21 01:02:03", "#Fields: c-ip cs-username date time cs(User-Agent) cs(Referer) x-custom cs-method cs-uri-stem cs-uri-query cs-host sc-status sc-bytes",
            "192.0.2.1 DOMAIN\\a+b 2026-11-21 01:02:03 Mozilla/5.0+(X) http://www.example.org/ z GET /a b=%20+c www.example.org 404 5")[^1]!;
        Assert.Equal(new What("iis-w3c", RecordKind.Request, Outcome.Failure, FailureReason.None, "192.0.2.1", "DOMAIN\\a b", "2026-11-21T01:02:03.000Z"), line.Said);
        Assert.Equal(("GET", "/a?b=%20+c", "www.example.org", "Mozilla/5.0 (X)", "http://www.example.org/", 404, 5L), (line.Operation, line.Target, line.Site, line.UserAgent, line.Referer, line.Status, line.Bytes));
    }

    [Fact]
    public void Read_NewDeclaration_CountsFromThereOn()
    {
        var lines = FileReading.Of("#Fields: date time c-ip cs-method cs-uri-stem sc-status", "2026-11-21 01:02:03 192.0.2.1 GET /a 200",
            "#Fields: date time cs-method c-ip cs-uri-stem sc-status", "2026-11-21 01:02:04 POST 192.0.2.2 /b 500");
        Assert.Equal(("192.0.2.1", "GET", "192.0.2.2", "POST"), (lines[1]!.Said.Source, lines[1]!.Operation, lines[3]!.Said.Source, lines[3]!.Operation));
    }

    [Theory]
    [InlineData("2026-11-21 01:02:03 192.0.2.1 GET /a")]
    [InlineData("2026-11-21 01:02:03 192.0.2.1 GET /a b 200")]
    [InlineData("2026-11-21 01:02:03 not-an-address GET /a 200")]
    [InlineData("2026-11-21 25:02:03 192.0.2.1 GET /a 200")]
    public void Read_RowThatDoesNotFit_IsNotRead(string row) =>
        Assert.Null(FileReading.Of("#Fields: date time c-ip cs-method cs-uri-stem sc-status", row)[1]);

    [Fact]
    public void Read_WithoutDeclaration_DefaultColumnsAreKnown()
    {
        var line = FileReading.One("2026-11-21 01:02:03 198.51.100.1 GET /a b=1 443 - 192.0.2.1 Mozilla/5.0 - 200 0 0 12");
        Assert.Equal(("192.0.2.1", "/a?b=1", 200), (line.Said.Source, line.Target, line.Status));
    }

    [Fact]
    public void Read_HttpErr_IsAFailedRequestOrConnection()
    {
        var lines = FileReading.Of("#Software: Microsoft HTTP API 2.0", "#Fields: date time c-ip c-port s-ip s-port cs-version cs-method cs-uri sc-status s-siteid s-reason s-queuename",
            "2026-11-21 01:02:03 192.0.2.1 2094 198.51.100.6 80 HTTP/1.1 GET /a?b 400 - Hostname -", "2026-11-21 01:02:03 192.0.2.1 64388 198.51.100.6 80 - - - - - Timer_MinBytesPerSecond -");
        Assert.Equal(("httperr", RecordKind.Request, Outcome.Failure, "/a?b", 400), (lines[2]!.Said.Format, lines[2]!.Said.Kind, lines[2]!.Said.Outcome, lines[2]!.Target, lines[2]!.Status));
        Assert.Equal(("192.0.2.1", RecordKind.Connection, Outcome.Failure), (lines[3]!.Said.Source, lines[3]!.Said.Kind, lines[3]!.Said.Outcome));
    }

    [Theory]
    [InlineData("PASS *** 230", RecordKind.Login, Outcome.Success, "")]
    [InlineData("PASS *** 530", RecordKind.Login, Outcome.Failure, "")]
    [InlineData("RETR /a.zip 226", RecordKind.Transfer, Outcome.Success, "/a.zip")]
    public void Read_FtpService_VerbsAreLoginsAndTransfers(string row, RecordKind kind, Outcome outcome, string target)
    {
        var line = FileReading.Of("#Fields: date time c-ip cs-username s-ip s-port cs-method cs-uri-stem sc-status", $"2026-11-21 01:02:03 192.0.2.1 bob 198.51.100.1 21 {row}")[1]!;
        Assert.Equal((kind, outcome, "bob", target), (line.Said.Kind, line.Said.Outcome, line.Said.Account, line.Target));
    }

    [Fact]
    public void Read_CloudFront_HasTabs()
    {
        var line = FileReading.Of("#Version: 1.0", "#Fields: date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer) cs(User-Agent)",
            "2026-11-21\t01:02:03\tNRT1\t5\t192.0.2.1\tGET\td.example.org\t/a\t200\t-\tMozilla/5.0%20(X)")[^1]!;
        Assert.Equal(("192.0.2.1", "d.example.org", "NRT1", 200), (line.Said.Source, line.Site, line.Host, line.Status));
    }

    [Fact]
    public void Read_PublicSamples_EveryRowIsRead()
    {
        if (Repository.TestData("authlogs") is not { } folder) { Assert.Skip("the public test data 'authlogs' is not laid out beside the repository"); return; }
        foreach (var file in Directory.GetFiles(Path.Combine(folder, "iis")))
        {
            var lines = FileReading.Of([.. File.ReadAllLines(file)]);
            Assert.All(lines, Assert.NotNull);
            Assert.Contains(lines, l => l!.Said.Source == "81.2.69.143");
        }
    }

    [Theory]
    [InlineData("2026-11-21 01:02:03 192.0.2.1 5000 198.51.100.1 80 HTTP/1.1 GET /a 400 - BadRequest -", RecordKind.Request)]
    [InlineData("2026-11-21 01:02:03 192.0.2.1 5000 198.51.100.1 80 - - - - - Timer_ConnectionIdle -", RecordKind.Connection)]
    public void Read_HttpErrWithoutItsDeclaration_IsKnownByItsColumns(string row, RecordKind kind)
    {
        var said = FileReading.One(row).Said;
        Assert.Equal(("httperr", kind, Outcome.Failure, "192.0.2.1", "2026-11-21T01:02:03.000Z"), (said.Format, said.Kind, said.Outcome, said.Source, said.Time));
    }

    [Theory]
    [InlineData("2026-11-21 01:02:03 192.0.2.1 x 198.51.100.1 80 HTTP/1.1 GET /a 400 - BadRequest -")]
    [InlineData("2026-11-21 01:02:03 192.0.2.1 5000 gate 80 HTTP/1.1 GET /a 400 - BadRequest -")]
    [InlineData("2026-11-21 01:02:03 192.0.2.1 5000 198.51.100.1 80 HTTP/1.1 GET /a 400 - 7 -")]
    public void Read_ThirteenOtherWords_AreNotHttpErr(string row) => Assert.Null(FileReading.Of(row)[0]);

    [Theory]
    [InlineData("2026-11-21 01:02:03 W3SVC1 198.51.100.1 GET /a - 80 bob 192.0.2.1 Mozilla 404 0 2")]
    [InlineData("2026-11-21 01:02:03 W3SVC1 WEB 198.51.100.1 GET /a - 80 bob 192.0.2.1 HTTP/1.1 Mozilla - - www.example.org 404 0 2 1 2 3")]
    public void Read_OtherDefaultsOfIisWithoutDeclaration_AreKnownByTheirColumns(string row)
    {
        var line = FileReading.One(row);
        Assert.Equal(("iis-w3c", "192.0.2.1", "bob", "/a", 404), (line.Said.Format, line.Said.Source, line.Said.Account, line.Target, line.Status));
    }
}
