using System.Text;
using Noroshi.Sensor.Logs;

namespace Noroshi.Tests.Sensor.Logs;

/// <summary>Texts in records of Linux audit: quoted, or as digits.</summary>
public sealed class AuditTextTests
{
    [Theory]
    [InlineData("\"bob\" exe=", 5, "bob")]
    [InlineData("\"\" exe=", 2, "")]
    [InlineData("626F6220736D697468 exe=", 18, "bob smith")]
    [InlineData("E5B1B1", 6, "山")]
    [InlineData("626F62'", 6, "bob")]
    [InlineData("626F6 exe=", -1, "")]
    [InlineData("626f62 exe=", -1, "")]
    [InlineData("\"bob", -1, "")]
    [InlineData("? exe=", -1, "")]
    [InlineData("(null)", -1, "")]
    [InlineData("", -1, "")]
    public void Length_OfWhatIsWritten_AndWhatItSays(string text, int length, string said)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Assert.Equal(length, AuditText.Length(bytes));
        if (length > 0) Assert.Equal(said, Encoding.UTF8.GetString(AuditText.Of(bytes.AsSpan(0, length), new(LogClock.Utc(DateTimeOffset.UnixEpoch)))));
    }

    [Theory]
    [InlineData("\"/usr/bin/id\"", "/usr/bin/id")]
    [InlineData("2F746D702F6D7920617070", "/tmp/my app")]
    public void Read_ProgramOfACall_IsWhatWasRun(string exe, string target)
    {
        LogRecord record = new();
        Assert.True(Products.NewReader().TryRead(Encoding.UTF8.GetBytes($"type=SYSCALL msg=audit(1796000000.579:2995): arch=c000003e syscall=59 success=yes exit=0 pid=27032 uid=1000 comm=6D7920617070 exe={exe} key=(null)"), ref record));
        Assert.Equal((RecordKind.Command, target), (record.Kind, Encoding.UTF8.GetString(record.Target)));
    }
}
