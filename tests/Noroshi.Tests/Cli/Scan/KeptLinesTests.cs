using System.Text;
using Noroshi.Cli.Scan;
using Noroshi.Sensor.Detectors;

namespace Noroshi.Tests.Cli.Scan;

public sealed class KeptLinesTests : IDisposable
{
    private static readonly ScanInput[] Inputs = [new("plain.log", 1, default, Packing.None), new("one.gz", 1, default, Packing.Gzip), new("two.gz", 1, default, Packing.Xz)];

    private readonly KeptLines _kept = new(Inputs);

    public void Dispose() => _kept.Dispose();

    [Fact]
    public void Find_ManyLinesOfTwoInputs_GivesEachAndNoOther()
    {
        List<(LineRef Place, byte[] Line)> lines = [];
        for (var input = 1; input <= 2; input++)
        {
            var offset = 0L;
            for (var i = 0; i < 1000; i++)
            {
                var line = Encoding.UTF8.GetBytes(new string((char)('a' + (i % 26)), i % 7 == 0 ? 0 : i * 3 % 5000));
                lines.Add((new(input, line.Length, i + 1, offset), line));
                // Not every line is noted.
                offset += line.Length + 1 + (i % 3 * 100);
            }
        }
        foreach (var (place, line) in lines) _kept.Add(place, line);

        foreach (var (place, line) in lines.AsEnumerable().Reverse()) Assert.Equal(line, _kept.Find(place));
        foreach (var (place, _) in lines) Assert.Null(_kept.Find(place with { Offset = place.Offset + 1_000_000_000 }));
        Assert.Null(_kept.Find(lines[500].Place with { File = 0 }));
        Assert.Null(_kept.Find(lines[500].Place with { Offset = lines[500].Place.Offset + 1 }));
    }

    [Fact]
    public void Add_InputNotPackedOrLineBehindTheLast_IsLeftToTheInput()
    {
        _kept.Add(new(0, 1, 1, 0), "a"u8);
        _kept.Add(new(1, 1, 5, 50), "b"u8);
        _kept.Add(new(1, 1, 4, 40), "c"u8);
        _kept.Add(new(1, 1, 5, 50), "d"u8);

        Assert.Null(_kept.Find(new(0, 1, 1, 0)));
        Assert.Null(_kept.Find(new(1, 1, 4, 40)));
        Assert.Equal("b"u8.ToArray(), _kept.Find(new(1, 1, 5, 50)));
    }

    [Fact]
    public void Add_DiskFull_LeavesAllToTheInputAndNoException()
    {
        if (!File.Exists("/dev/full")) { Assert.Skip("no device here that is always full"); return; }
        using KeptLines kept = new(Inputs, () => new("/dev/full", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 1 << 16));
        for (var i = 0; i < 1000; i++) kept.Add(new(1, 300, i + 1, i * 301L), new byte[300]);

        Assert.Null(kept.Find(new(1, 300, 1, 0)));
        Assert.Null(kept.Find(new(1, 300, 900, 899 * 301L)));
    }

    [Fact]
    public void Add_FewLinesOnAFullDisk_LeavesThemToTheInput()
    {
        if (!File.Exists("/dev/full")) { Assert.Skip("no device here that is always full"); return; }
        using KeptLines kept = new(Inputs, () => new("/dev/full", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 1 << 16));
        kept.Add(new(1, 3, 1, 0), "abc"u8);

        Assert.Null(kept.Find(new(1, 3, 1, 0)));
    }

    [Fact]
    public void TemporaryFile_IsItsOwnersAloneAndGoneWhenClosed()
    {
        var file = TemporaryFile.Create();
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file.Name));
        file.Dispose();
        Assert.False(File.Exists(file.Name));

        using var nameless = TemporaryFile.CreateNameless();
        Assert.Equal(OperatingSystem.IsWindows(), File.Exists(nameless.Name));
    }

    [Fact]
    public void Find_NothingKept_IsNothing() => Assert.Null(_kept.Find(new(1, 1, 1, 0)));
}
