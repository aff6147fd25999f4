using System.Globalization;
using System.Text;
using Noroshi.Sensor.Logs;

namespace Noroshi.Tests.Sensor.Logs;

/// <summary>The ways programs write a time in front of what they say, read where no format knows the line.</summary>
public sealed class WrittenTimeTests
{
    [Theory]
    [InlineData("2026-11-21 01:02:03,123 x")]
    [InlineData("2026-11-21 10:02:03.123 JST x")]
    [InlineData("[2026-11-21T10:02:03.123+09:00] x")]
    [InlineData("[21-Nov-2026 10:02:03.123 +0900] x")]
    [InlineData("21 Nov 2026 01:02:03.123 x")]
    [InlineData("[Sat, 21 Nov 2026 01:02:03.123456 UTC] x")]
    [InlineData("Nov 21 2026 01:02:03.123 x")]
    [InlineData("11/21/2026-01:02:03.123456  x")]
    [InlineData("1795222923.123 x")]
    [InlineData("1795222923123 x")]
    public void TryRead_WithAFraction_IsToTheMillisecond(string line) => Assert.Equal("2026-11-21T01:02:03.123Z", TimeOf(line));

    [Theory]
    [InlineData("nov/21/2026 01:02:03 x")]
    [InlineData("nov/21 01:02:03 x")]
    [InlineData("2026:11:21-01:02:03 x")]
    [InlineData("2026-11-21  1:02:03 x")]
    [InlineData("261121  1:02:03 x")]
    [InlineData("21.11.2026 01:02:03 x")]
    [InlineData("11/21/2026:01:02:03 GMT x")]
    [InlineData("id=7 date=2026-11-21 time=01:02:03 x")]
    [InlineData("date=2026-11-21 time=10:02:03 eventtime=1795222923000000000 tz=\"+0900\" x")]
    [InlineData("Fri Nov 20 2026 20:02:03 EST x")]
    [InlineData("1795222923 x")]
    public void TryRead_WithoutAFraction_IsToTheSecond(string line) => Assert.Equal("2026-11-21T01:02:03.000Z", TimeOf(line));

    // Numbers of a log are seldom moments, and behind a comma stands the next column.
    [Theory]
    [InlineData("logid=\"0101039424\" x", "")]
    [InlineData("id 179522292 x", "")]
    [InlineData("id 17952229231 x", "")]
    [InlineData("1795222923abc", "")]
    [InlineData("1,2026/11/21 01:02:03,001801000000,x", "2026-11-21T01:02:03.000Z")]
    [InlineData("2026/11/21 01:02:03,192.0.2.1,x", "2026-11-21T01:02:03.000Z")]
    [InlineData("2026-11-21 01:02:03 IST x", "2026-11-21T01:02:03.000Z")]
    [InlineData("2026-02-30 01:02:03 x", "")]
    public void TryRead_WhatOnlyLooksLikeATime_IsNone(string line, string time) => Assert.Equal(time, TimeOf(line));

    private static string TimeOf(string line)
    {
        LogRecord record = new();
        Assert.False(ReadLine.NewReader().TryRead(Encoding.UTF8.GetBytes(line), ref record));
        return record.Time == LogRecord.NoTime ? "" : DateTimeOffset.FromUnixTimeMilliseconds(record.Time).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
    }
}
