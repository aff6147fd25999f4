using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Noroshi.Cli;
using Noroshi.Cli.Scan;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Tests.Cli.Scan;

/// <summary>Packed logs that are not whole, packed by the machine's own tools.</summary>
public sealed class PackedTests : IDisposable
{
    private readonly ScanFolder _folder = new();

    public static TheoryData<string> Packers => ["gzip", "bzip2", "xz", "zstd"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Packers))]
    public async Task Scan_CutInTheMiddle_LooksThroughWhatThereIsAndSaysWhereItEnds(string packer)
    {
        var packed = Pack(packer, Log(30_000));
        var result = await Scan(packed[..(packed.Length * 2 / 3)]);
        Assert.Equal(ExitCode.Found, result.ExitCode);
        Assert.StartsWith("NRS-X151", result.Error, StringComparison.Ordinal);
        Assert.True(Offset(result.Error) > 100_000, result.Error);
        Assert.Contains("alice", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Packers))]
    public async Task Scan_SeveralOneBehindTheOther_AreReadAsOne(string packer)
    {
        var result = await Scan([.. Pack(packer, "nothing\n"), .. Pack(packer, Log(10))]);
        Assert.Equal((ExitCode.Found, ""), (result.ExitCode, result.Error));
        Assert.Contains("log:2", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Packers))]
    public async Task Scan_SomethingElseBehind_IsSaid(string packer)
    {
        var result = await Scan([.. Pack(packer, Log(10)), .. "this was appended"u8]);
        Assert.Equal(ExitCode.Found, result.ExitCode);
        Assert.StartsWith("NRS-X153", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Packers))]
    public async Task Scan_DamagedInside_IsSaidToBeDamagedNotCut(string packer)
    {
        var packed = Pack(packer, Log(30_000));
        packed.AsSpan(packed.Length / 2, 64).Clear();
        var result = await Scan(packed);
        Assert.Equal(ExitCode.Found, result.ExitCode);
        Assert.StartsWith("NRS-X152", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_GzipCutAtEveryByte_IsAlwaysSaid()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize)) gzip.Write(Encoding.UTF8.GetBytes(Log(3)));
        var bytes = packed.ToArray();
        for (var length = 2; length < bytes.Length; length++) Assert.Equal("NRS-X151", Amiss(bytes[..length])?.Code);
        Assert.Null(Amiss(bytes));
    }

    private Fault? Amiss(byte[] packed)
    {
        using var open = new OpenInput(new(_folder.WriteBytes("log", packed), packed.Length, default, Packing.Gzip), isHashed: false);
        var blocks = new LineBlocks();
        var block = new LineBlock(new byte[LineBlocks.BlockBytes]);
        blocks.Begin(open.Text, 0);
        while (blocks.TryFill(block)) Assert.True(block.Length > 0);
        return open.Amiss(blocks.Offset, blocks.Failure);
    }

    private Task<TestTerminal> Scan(byte[] packed) => TestTerminal.RunAsync(null, "scan", _folder.WriteBytes("log", packed), "--zone", "UTC");

    private static long Offset(string error) => long.Parse(error.Split("after ")[1].Split(' ')[0], NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    private static string Log(int more) =>
        string.Join('\n', [.. ScanFolder.BreakIn(), .. Enumerable.Range(0, more).Select(i => $"Oct 12 {16 + (i / 3600 % 8):D2}:{i / 60 % 60:D2}:{i % 60:D2} gate cron[{i}]: ({i * 7919L % 1000003}) CMD (true)"), ""]);

    private byte[] Pack(string packer, string text)
    {
        var file = _folder.WriteBytes("plain", Encoding.UTF8.GetBytes(text));
        string[] options = packer == "xz" ? ["-c", "--block-size=65536", file] : packer == "zstd" ? ["-c", "-q", file] : ["-c", "-1", file];
        Process? process = null;
        try
        {
            process = Process.Start(new ProcessStartInfo(packer, options) { RedirectStandardOutput = true })!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip($"{packer} is not installed");
        }
        using (process)
        {
            using var packed = new MemoryStream();
            process.StandardOutput.BaseStream.CopyTo(packed);
            return packed.ToArray();
        }
    }
}
