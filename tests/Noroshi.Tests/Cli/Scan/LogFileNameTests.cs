using Noroshi.Cli.Scan;

namespace Noroshi.Tests.Cli.Scan;

public sealed class LogFileNameTests
{
    [Fact]
    public void Compare_RotatedLogs_OldestFirst()
    {
        string[] names = ["b.log", "a.log", "a.log.1", "a.log.10.gz", "a.log.2.gz", "a.log-20260101", "a.log-20251231.gz"];
        Array.Sort(names, LogFileName.Compare);
        Assert.Equal(["a.log.10.gz", "a.log.2.gz", "a.log.1", "a.log", "a.log-20251231.gz", "a.log-20260101", "b.log"], names);
    }

    [Fact]
    public void Logs_RotatedFiles_AreOneLog()
    {
        string[] names = ["/l/a.log.10.gz", "/l/a.log.2.gz", "/l/a.log", "/l/a.log-20251231.gz", "/l/a.log-20260101-06", "/l/b.log", "/m/a.log", "/l/b.log.1", "/l/20260101", "/l/20260102", "/l/a-1.log", "/l/a-2.log", "-"];
        Assert.Equal([0, 0, 0, 0, 0, 5, 6, 5, 8, 9, 10, 11, 12], LogFileName.Logs(names));
    }
}
