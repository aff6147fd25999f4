using Noroshi.Cli.Scan;

namespace Noroshi.Tests.Cli.Scan;

public sealed class LogFileNameTests
{
    [Fact]
    public void Compare_RotatedLogs_OldestFirst()
    {
        string[] names = ["b.log", "a.log", "a.log.1", "a.log.10.gz", "a.log.2.gz", "a.log-20260101", "a.log-20251231.gz"];
        Array.Sort(names, LogFileName.Compare);
        Assert.Equal(["a.log.10.gz", "a.log.2.gz", "a.log.1", "a.log-20251231.gz", "a.log-20260101", "a.log", "b.log"], names);
    }

    [Theory]
    [InlineData("a.log.2.gz", "a.log.1", "a.log.0", "a.log")]
    [InlineData("a.log-20261121-23.gz", "a.log-20261122.gz", "a.log-20261122-06", "a.log-20261122-07", "a.log")]
    [InlineData("a.log.2026-11-21.gz", "a.log.2026-11-22", "a.log")]
    [InlineData("app-20261121", "app-20261122", "app")]
    public void Compare_EachWayOfRotation_TheCurrentFileLast(params string[] oldestFirst)
    {
        string[] names = [.. oldestFirst.Order(StringComparer.Ordinal)];
        Array.Sort(names, LogFileName.Compare);
        Assert.Equal(oldestFirst, names);
        Array.Reverse(names);
        Array.Sort(names, LogFileName.Compare);
        Assert.Equal(oldestFirst, names);
    }

    [Fact]
    public void Logs_RotatedFiles_AreOneLog()
    {
        string[] names = ["/l/a.log.10.gz", "/l/a.log.2.gz", "/l/a.log", "/l/a.log-20251231.gz", "/l/a.log-20260101-06", "/l/b.log", "/m/a.log", "/l/b.log.1", "/l/20260101", "/l/20260102", "/l/a-1.log", "/l/a-2.log", "-"];
        Assert.Equal([0, 0, 0, 0, 0, 5, 6, 5, 8, 9, 10, 11, 12], LogFileName.Logs(names));
    }
}
