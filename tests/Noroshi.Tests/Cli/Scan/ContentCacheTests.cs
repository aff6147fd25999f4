using Noroshi.Cli.Scan;
using Noroshi.Core.Content;

namespace Noroshi.Tests.Cli.Scan;

public sealed class ContentCacheTests : IDisposable
{
    private static readonly ContentFile[] Files = [new("a.yaml", "key: value\n"u8.ToArray())];

    private readonly string _folder = Directory.CreateTempSubdirectory("noroshi-cache-").FullName;

    private string Cache => Path.Combine(_folder, "noroshi");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Known_FirstTime_KeepsAnImageThatTheSecondTimeReads()
    {
        Assert.True(Assert.Single(ContentCache.Known(Files, Cache)).Known.IsDefault);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Cache));
        Assert.False(Assert.Single(ContentCache.Known(Files, Cache)).Known.IsDefault);
    }

    [Fact]
    public void Known_ImageIsDamaged_IsMadeAnew()
    {
        ContentCache.Known(Files, Cache);
        var image = Assert.Single(Directory.GetFiles(Cache));
        File.WriteAllBytes(image, File.ReadAllBytes(image)[..^1]);
        Assert.True(Assert.Single(ContentCache.Known(Files, Cache)).Known.IsDefault);
        Assert.False(Assert.Single(ContentCache.Known(Files, Cache)).Known.IsDefault);
    }

    [Fact]
    public void Known_FolderCannotBeMadeOrThereIsNone_ParsesEachTime()
    {
        File.WriteAllText(Cache, "in the way");
        Assert.True(Assert.Single(ContentCache.Known(Files, Cache)).Known.IsDefault);
        Assert.True(Assert.Single(ContentCache.Known(Files, null)).Known.IsDefault);
    }

    [Fact]
    public void Known_ManySets_KeepsOnlySoMany()
    {
        for (var i = 0; i < 40; i++) ContentCache.Known([new($"{i}.yaml", Files[0].Bytes)], Cache);
        Assert.InRange(Directory.GetFiles(Cache).Length, 1, 16);
    }
}
