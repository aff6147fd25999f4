using Noroshi.Cli.Scan;
using Noroshi.Core.Content;
using Noroshi.Core.Vocabulary;
using Noroshi.Tests.Content;

namespace Noroshi.Tests.Cli.Scan;

public sealed class ContentCacheTests : IDisposable
{
    private static readonly ContentFile[] Files = [new("a.yaml", "key: value\n"u8.ToArray())];

    private static readonly ContentFile[] Shipped = [.. BuiltInContent.Files().Where(f => f.Path.StartsWith("detectors/", StringComparison.Ordinal)).OrderBy(f => f.Path, StringComparer.Ordinal)];

    private readonly string _folder = Directory.CreateTempSubdirectory("noroshi-cache-").FullName;

    private string Cache => Path.Combine(_folder, "noroshi");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Known_FirstTime_ParsesOnceAndKeepsAnImageThatTheSecondTimeReads()
    {
        Assert.False(Assert.Single(ContentCache.Known(Files, Cache)).Known.IsDefault);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Cache));
        var image = Assert.Single(Directory.GetFiles(Cache));
        File.SetLastWriteTimeUtc(image, DateTime.UnixEpoch);
        Assert.False(Assert.Single(ContentCache.Known(Files, Cache)).Known.IsDefault);
        Assert.Equal(DateTime.UnixEpoch, File.GetLastWriteTimeUtc(image));
    }

    [Fact]
    public void Known_ImageIsDamaged_IsMadeAnew()
    {
        ContentCache.Known(Files, Cache);
        var image = Assert.Single(Directory.GetFiles(Cache));
        var whole = File.ReadAllBytes(image);
        File.WriteAllBytes(image, whole[..^1]);
        Assert.False(Assert.Single(ContentCache.Known(Files, Cache)).Known.IsDefault);
        Assert.Equal(whole, File.ReadAllBytes(image));
    }

    [Fact]
    public void Known_FolderCannotBeMadeOrThereIsNone_ParsesEachTime()
    {
        File.WriteAllText(Cache, "in the way");
        Assert.False(Assert.Single(ContentCache.Known(Files, Cache)).Known.IsDefault);
        Assert.Same(Assert.Single(Files), Assert.Single(ContentCache.Known(Files, null)));
    }

    [Fact]
    public void Known_FileWithFaults_IsNotKept()
    {
        ContentFile faulty = new("a.yaml", "a: 1\na: 2\n"u8.ToArray());
        Assert.Same(faulty, Assert.Single(ContentCache.Known([faulty], Cache)));
        Assert.False(Directory.Exists(Cache));
    }

    [Fact]
    public void Detectors_SecondTime_ComeFromTheImageUnlessItIsDamaged()
    {
        var read = Detectors(Shipped);
        var image = Assert.Single(Directory.GetFiles(Cache, "detectors.*.image"));
        var whole = File.ReadAllBytes(image);
        File.SetLastWriteTimeUtc(image, DateTime.UnixEpoch);
        Assert.Equal(read.Web.Count, Detectors(Shipped).Web.Count);
        Assert.Equal(DateTime.UnixEpoch, File.GetLastWriteTimeUtc(image));
        foreach (var damaged in (byte[][])[[], whole[..^1], [.. whole, 0], [.. whole[..^1], (byte)(whole[^1] ^ 1)]])
        {
            File.WriteAllBytes(image, damaged);
            Assert.Equal(read.Web.Count, Detectors(Shipped).Web.Count);
            Assert.Equal(whole, File.ReadAllBytes(image));
        }
    }

    [Fact]
    public void Detectors_FilesHaveChanged_AreReadAnew()
    {
        var before = Detectors(Shipped).Web.Count;
        ContentFile[] fewer = [.. Shipped.Where(f => f.Path != "detectors/web.scanner.agents.yaml")];
        Assert.InRange(Detectors(fewer).Web.Count, 1, before - 1);
        Assert.Equal(before, Detectors(Shipped).Web.Count);
    }

    [Fact]
    public void Detectors_FileWithFaults_IsToldEachTime()
    {
        var first = Shipped[0];
        ContentFile[] faulty = [first with { Bytes = [.. first.Bytes, .. "surplus: key\n"u8] }, .. Shipped[1..]];
        for (var i = 0; i < 2; i++)
        {
            List<Fault> faults = [];
            Assert.Null(ContentCache.Detectors(faulty, faults, Cache));
            Assert.NotEmpty(faults);
        }
        Assert.Empty(Directory.GetFiles(Cache, "detectors.*.image"));
    }

    private DetectorContent Detectors(ContentFile[] files)
    {
        List<Fault> faults = [];
        var content = ContentCache.Detectors(files, faults, Cache);
        Assert.Empty(faults);
        return content!;
    }

    [Fact]
    public void Known_ManySets_KeepsOnlySoMany()
    {
        for (var i = 0; i < 40; i++) ContentCache.Known([new($"{i}.yaml", Files[0].Bytes)], Cache);
        Assert.InRange(Directory.GetFiles(Cache).Length, 1, 16);
    }
}
