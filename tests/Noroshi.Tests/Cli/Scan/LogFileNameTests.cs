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
}
