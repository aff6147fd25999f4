using System.IO.Compression;
using System.Text;
using Noroshi.Cli.Scan;
using Noroshi.Cli.Scan.Follow;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Tests.Cli.Scan;

/// <summary>Rotation at any moment between the listing of files and their reading: every line is read once.</summary>
public sealed class FollowInputsTests : IDisposable
{
    private readonly ScanFolder _folder = new();
    private readonly ScanContent _content = ScanContent.Load([], [])!;
    private readonly List<Fault> _faults = [];
    private int _lines;

    public void Dispose() => _folder.Dispose();

    private string Log => Path.Combine(_folder.Path, "auth.log");

    [Fact]
    public void Read_RotatedAfterListing_LosesAndDoublesNothing()
    {
        Write(Log);
        Pack(Write(Log + ".1"), Log + ".2.gz");
        Write(Log + ".1");
        using var run = Open();
        Rotate();
        Write(Log);

        Assert.Equal(_lines, Read(run));
    }

    [Fact]
    public void Read_RotatedTwiceAfterListing_LosesAndDoublesNothing()
    {
        Write(Log);
        Write(Log + ".1");
        using var run = Open();
        Rotate();
        Write(Log);
        Rotate();
        Write(Log);

        Assert.Equal(_lines, Read(run));
    }

    [Fact]
    public void Read_RotatedWhileFollowedBesideItsRotatedFiles_DoublesNothing()
    {
        Write(Log);
        Write(Log + ".1");
        using var run = Open();
        Assert.Equal(_lines, Read(run));
        Rotate();
        Write(Log);
        Assert.Equal(_lines, Read(run));
        Rotate();
        Write(Log);

        Assert.Equal(_lines, Read(run));
    }

    [Fact]
    public void Read_JustBeingPacked_IsReadOnce()
    {
        Write(Log);
        Write(Log + ".1");
        PackOnly(Log + ".1", Log + ".1.gz");
        using var run = Open();

        Assert.Equal(_lines, Read(run));
    }

    [Fact]
    public void Read_SameBeginningOfAFewBytes_AreTwoFiles()
    {
        _folder.Write("auth.log", "# header");
        _folder.Write("old.log", "# header", "x");
        PackOnly(Path.Combine(_folder.Path, "old.log"), Log + ".1.gz");
        File.Delete(Path.Combine(_folder.Path, "old.log"));
        using var run = Open();

        Assert.Equal(3, Read(run));
    }

    [Fact]
    public void Proof_PackedFileRotatedOn_IsReadFromWhereItIsNow()
    {
        _folder.Write("old.log", ScanFolder.BreakIn());
        Pack(Path.Combine(_folder.Path, "old.log"), Log + ".1.gz");
        using var run = Open();
        run.Read(TestContext.Current.CancellationToken);
        File.Move(Log + ".1.gz", Log + ".2.gz");
        _folder.Write("other.log", [.. ScanFolder.BreakIn().Select(l => l.Replace("alice", "bobby", StringComparison.Ordinal))]);
        Pack(Path.Combine(_folder.Path, "other.log"), Log + ".1.gz");

        var lines = run.Proof.Of(Assert.Single(run.Findings()));

        Assert.All(lines, l => Assert.Contains("alice", Encoding.UTF8.GetString(l.Text), StringComparison.Ordinal));
        Assert.All(lines, l => Assert.NotNull(l.Hash));
    }

    [Fact]
    public void Resume_RotatedWhileStopped_LosesAndDoublesNothing()
    {
        Write(Log);
        Write(Log + ".1");
        FollowPlace[] places;
        using (var before = Open())
        {
            Assert.Equal(_lines, Read(before));
            places = [.. before.Places];
        }
        var known = _lines;
        Rotate();
        Write(Log);
        using var run = Open();

        Assert.Empty(run.Resume(places.GroupBy(p => p.Path)));
        Assert.Equal(_lines - known, Read(run));
    }

    private FollowRun Open()
    {
        var options = new ScanOptions { Threads = 1, Zone = TimeZoneInfo.Utc, Offset = TimeSpan.Zero, Watch = _content.Watch, Web = _content.Web };
        var run = new FollowRun(FollowInputs.Of([_folder.Path, Log], DateTimeOffset.UtcNow, _faults), options, _content, TimeProvider.System);
        Assert.Empty(_faults);
        return run;
    }

    /// <summary>Reads until nothing comes any more; the lines read in all.</summary>
    private static long Read(FollowRun run)
    {
        for (var look = 0; look < 15; look++) run.Read(TestContext.Current.CancellationToken);
        return run.Result([], [], [], TimeSpan.Zero, DateTimeOffset.UtcNow).Files.Sum(f => f.Lines);
    }

    private string Write(string path)
    {
        string[] lines = [.. Enumerable.Range(0, 20).Select(_ => $"Oct 12 15:00:00 gate sshd[{_lines++}]: Failed password for alice from 192.0.2.9 port 2000 ssh2")];
        return _folder.Write(Path.GetFileName(path), lines);
    }

    /// <summary>As logrotate(8) does with delaycompress.</summary>
    private void Rotate()
    {
        if (File.Exists(Log + ".3.gz")) File.Delete(Log + ".3.gz");
        if (File.Exists(Log + ".2.gz")) File.Move(Log + ".2.gz", Log + ".3.gz");
        if (File.Exists(Log + ".1")) Pack(Log + ".1", Log + ".2.gz");
        File.Move(Log, Log + ".1");
    }

    private static void Pack(string from, string to)
    {
        PackOnly(from, to);
        File.Delete(from);
    }

    private static void PackOnly(string from, string to)
    {
        using var packed = new GZipStream(File.Create(to), CompressionLevel.Fastest);
        packed.Write(File.ReadAllBytes(from));
    }
}
