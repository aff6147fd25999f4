using System.Text;
using Noroshi.Sensor.Logs;
using Noroshi.Tests.Content;

namespace Noroshi.Tests.Sensor.Logs;

/// <summary>JSON Lines: what hostile text in values and names must not do. What each product's lines mean is proved by the examples in their files.</summary>
public sealed class JsonLogTests
{
    private const string Nginx = """{"time_iso8601":"2026-11-21T01:02:03Z","remote_addr":"192.0.2.1","remote_user":"alice","request":"GET /a HTTP/1.1","status":404}""";

    [Fact]
    public void Maps_ThatShip_HaveNoFaults()
    {
        Assert.Empty(BuiltInContent.Faults);
        Assert.True(BuiltInContent.Catalog.LogMaps.Length >= 25);
    }

    [Theory]
    [InlineData("""{"ts":1795222923.1,"logger":"http.log.access","status":200,"request":{"method":"GET","uri":"/","remote_ip":"192.0.2.1","headers":{"client_ip":["198.51.100.9"],"request.client_ip":["198.51.100.9"],"].request.client_ip":["198.51.100.9"]}}}""")]
    [InlineData("""{"ts":1795222923.1,"logger":"http.log.access","status":200,"request":{"headers":{"x":{"remote_ip":"198.51.100.9"}},"method":"GET","uri":"/","remote_ip":"192.0.2.1"}}""")]
    [InlineData("""{"ts":1795222923.1,"logger":"http.log.access","status":200,"request":{"method":"GET","uri":"/\",\"remote_ip\":\"198.51.100.9","remote_ip":"192.0.2.1"}}""")]
    [InlineData("""{"ts":1795222923.1,"logger":"http.log.access","status":200,"request":{"method":"GET","uri":"/","remote_ip":"192.0.2.1","remote_ip":"198.51.100.9"}}""")]
    public void Read_NamesAndValuesOfAPeer_AreNoMembers(string text)
    {
        var line = FileReading.One(text);
        Assert.Equal(("caddy", "192.0.2.1", Outcome.Success), (line.Said.Format, line.Said.Source, line.Said.Outcome));
    }

    [Fact]
    public void Read_TruncatedAtEachByte_IsNotRead()
    {
        for (var length = 0; length < Nginx.Length; length++) { Assert.Null(FileReading.Of(Nginx[..length])[0]); }
        Assert.NotNull(FileReading.Of(Nginx)[0]);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"a\":1}")]
    [InlineData("{\"remote_addr\":\"192.0.2.1\",\"request\":\"GET / HTTP/1.1\",\"status\":200} x")]
    [InlineData("{\"remote_addr\":\"192.0.2.1\",\"request\":\"GET / HTTP/1.1\",\"status\":tru}")]
    [InlineData("\"remote_addr\"")]
    [InlineData("[1,2]")]
    public void Read_NoObjectOrNoProduct_IsNotRead(string text) => Assert.Null(FileReading.Of(text)[0]);

    [Fact]
    public void Read_ControlCharactersAndBrokenUtf8_AreKeptAsTheyAre()
    {
        byte[] text = [.. "{\"time_iso8601\":\"2026-11-21T01:02:03Z\",\"remote_addr\":\"192.0.2.1\",\"remote_user\":\"a\0\u001B[2J"u8, 0xFF, .. "\",\"request\":\"GET /\\u0000\\ud800 HTTP/1.1\",\"status\":404}"u8];
        var line = ReadLine.Of(text, FileReading.NewReader())!;
        Assert.Equal(("192.0.2.1", "a\0\u001B[2J\uFFFD", "/\0\uFFFD"), (line.Said.Source, line.Said.Account, line.Target));
    }

    [Fact]
    public void Read_DeepAndWide_IsPassedOver()
    {
        var deep = Nginx[..^1] + ",\"x\":" + string.Concat(Enumerable.Repeat("{\"x\":[", 100)) + string.Concat(Enumerable.Repeat("]}", 100)) + "}";
        var wide = Nginx[..^1] + string.Concat(Enumerable.Range(0, 5000).Select(i => $",\"x{i}\":{{\"y\":[1,\"2\"]}}")) + "}";
        Assert.Equal("192.0.2.1", FileReading.One(deep).Said.Source);
        Assert.Equal("192.0.2.1", FileReading.One(wide).Said.Source);
        Assert.Null(FileReading.Of("{\"remote_addr\":" + new string('[', 100_000))[0]);
    }

    [Theory]
    [InlineData("1795222923", "2026-11-21T01:02:03.000Z")]
    [InlineData("1795222923.123456", "2026-11-21T01:02:03.123Z")]
    [InlineData("1.795222923123e+09", "2026-11-21T01:02:03.123Z")]
    [InlineData("1795222923123", "2026-11-21T01:02:03.123Z")]
    [InlineData("1795222923123456", "2026-11-21T01:02:03.123Z")]
    [InlineData("1795222923123456789", "2026-11-21T01:02:03.123Z")]
    [InlineData("\"/Date(1795222923123)/\"", "2026-11-21T01:02:03.123Z")]
    [InlineData("\"21/Nov/2026:10:02:03 +0900\"", "2026-11-21T01:02:03.000Z")]
    [InlineData("\"[21/Nov/2026:10:02:03 +0900]\"", "2026-11-21T01:02:03.000Z")]
    [InlineData("\"2026-11-21 01:02:03,123\"", "2026-11-21T01:02:03.123Z")]
    [InlineData("\"yesterday\"", "")]
    [InlineData("true", "")]
    [InlineData("1e400", "")]
    public void Read_TimesAsLogsWriteThem_AreInstants(string time, string expected) =>
        Assert.Equal(expected, FileReading.One($$"""{"time":{{time}},"remote_addr":"192.0.2.1","request":"GET /a HTTP/1.1","status":404}""").Said.Time);

    [Fact]
    public void Read_SteadyState_AllocatesNothing()
    {
        byte[][] lines = [.. new[] { Nginx, """{"log":"192.0.2.1 - - [21/Nov/2026:01:02:03 +0000] \"GET /a HTTP/1.1\" 404 5\n","stream":"stdout","time":"2026-11-21T01:02:04.1Z"}""", """{"EventID":4625,"Channel":"Security","TargetUserName":"bob","IpAddress":"192.0.2.1"}""" }.Select(Encoding.UTF8.GetBytes)];
        var reader = FileReading.NewReader();
        LogRecord record = new();
        for (var i = 0; i < 100; i++) { Assert.True(reader.TryRead(lines[i % 3], ref record)); }
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 300; i++) { reader.TryRead(lines[i % 3], ref record); }
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
