using System.Diagnostics;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Noroshi.Cli.Scan;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Tests.Cli.Scan;

/// <summary>A log is rotated while a scan that has an end reads it, or between its reading and the second look at the lines that prove something.</summary>
public sealed class RotationTests : IDisposable
{
    private static readonly string[] Lines = ScanFolder.BreakIn();

    /// <summary>As long as the log, so that every place exists there too.</summary>
    private static readonly string[] Others = [.. Lines.Select(l => l.Replace("alice", "bobby", StringComparison.Ordinal))];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ScanFolder _folder = new();
    private readonly List<Fault> _faults = [];

    public void Dispose() => _folder.Dispose();

    private string Log => Path.Combine(_folder.Path, "auth.log");

    [Fact]
    public void Lines_LogRenamed_AreThoseThatWereRead() => Assert.Equal(HashesOf(Lines), Hashes(Write, () =>
    {
        File.Move(Log, Log + ".1");
        _folder.Write("auth.log", Others);
    }));

    [Fact]
    public void Lines_LogRenamedToAnyName_AreThoseThatWereRead() => Assert.Equal(HashesOf(Lines), Hashes(Write, () => File.Move(Log, Path.Combine(_folder.Path, "kept"))));

    [Fact]
    public void Lines_LogCopiedAndCutOff_AreThoseThatWereRead() => Assert.Equal(HashesOf(Lines), Hashes(Write, CopyAndCut));

    [Fact]
    public void Lines_LogRenamedAndPacked_AreThoseThatWereRead() => Assert.Equal(HashesOf(Lines), Hashes(Write, () =>
    {
        Pack(Log + ".1.gz");
        File.Delete(Log);
        _folder.Write("auth.log", Others);
    }));

    [Fact]
    public void Lines_LogGrown_AreThoseThatWereRead() => Assert.Equal(HashesOf(Lines), Hashes(Write, () => File.AppendAllLines(Log, Others)));

    [Fact]
    public void Lines_PackedLogRenamed_AreThoseThatWereRead() => Assert.Equal(HashesOf(Lines), Hashes(() =>
    {
        Write();
        var packed = Pack(Log + ".1.gz");
        File.Delete(Log);
        return packed;
    }, () =>
    {
        File.Move(Log + ".1.gz", Log + ".2.gz");
        _folder.Write("auth.log", Others);
        Pack(Log + ".1.gz");
    }));

    [Fact]
    public void Lines_LogCutOffAndItsCopyGone_AreToldWithoutHash()
    {
        Assert.All(Hashes(Write, () =>
        {
            CopyAndCut();
            File.Delete(Log + ".1");
        }, "NRS-X169"), Assert.Null);
        Assert.Equal(Log, _faults[0].Path);
    }

    [Fact]
    public void Lines_LogGone_AreToldWithoutHash() => Assert.All(Hashes(Write, () => File.Delete(Log), "NRS-X169"), Assert.Null);

    [Fact]
    public void Scan_LogCutOffWhileItIsRead_IsSaidAndHasNoHash()
    {
        _folder.Write("auth.log", [.. Enumerable.Repeat(Lines, 200).SelectMany(l => l)]);
        var (inputs, options, content) = Setting(Log);
        using var source = new BlockSource(inputs, input => content.NewReader(new(input.Changed, options.Zone, options.Offset)), isHashed: true, threads: 1, options.Watch);
        Assert.True(source.TryTake(out var work, out var reader));
        source.Done(work.Block, reader!);
        source.Return(work);
        // Cut off and grown beyond the place reached: what is read next is of other lines.
        _folder.Write("auth.log", [.. Enumerable.Repeat(Others, 200).SelectMany(l => l)]);
        while (source.TryTake(out work, out reader))
        {
            source.Done(work.Block, reader ?? content.NewReader(new(DateTimeOffset.UtcNow, options.Zone, options.Offset)));
            source.Return(work);
        }
        Assert.Equal(("NRS-X170", Log), (Assert.Single(source.Faults).Code, source.Faults[0].Path));
        Assert.Null(Assert.Single(source.Opened).Hash);
    }

    [Theory]
    [InlineData(true, "")]
    [InlineData(false, "NRS-X169")]
    public async Task Scan_LogReplacedBeforeTheLastInputEnds_ShowsNoLineOfTheOther(bool isKept, string code)
    {
        Write();
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "noroshi-cli.dll"), "scan", Log, "-", "--json", "--text", "--zone", "UTC", "--lang", "en"]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        // A scan that hangs is ended, which ends its streams too.
        using var late = new Timer(_ => process.Kill(entireProcessTree: true), null, Patience, Timeout.InfiniteTimeSpan);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        // More than a pipe holds: when it has been taken, the log before it has been read.
        await process.StandardInput.WriteAsync(new string('\n', 1 << 20));
        if (isKept) File.Move(Log, Log + ".1");
        _folder.Write("auth.log", Others);
        process.StandardInput.Close();
        Assert.Contains("alice", await output, StringComparison.Ordinal);
        Assert.DoesNotContain("bobby", await output, StringComparison.Ordinal);
        Assert.Equal(isKept, (await output).Contains(Lines[40], StringComparison.Ordinal));
        Assert.Equal(code, (await error).Split(' ')[0]);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(Noroshi.Cli.ExitCode.Found, process.ExitCode);
    }

    private string Write() => _folder.Write("auth.log", Lines);

    private void CopyAndCut()
    {
        File.Copy(Log, Log + ".1");
        _folder.Write("auth.log", [.. Others, .. Others]);
    }

    private string Pack(string packed)
    {
        using var to = new GZipStream(File.Create(packed), CompressionLevel.Fastest);
        to.Write(File.ReadAllBytes(Log));
        return packed;
    }

    /// <summary>Scans a log, lets something happen to it, and reads the proving lines of what was found.</summary>
    private string?[] Hashes(Func<string> write, Action happens, params string[] faults)
    {
        var (inputs, options, content) = Setting(write());
        using var kept = new KeptLines(inputs);
        var run = new ScanRun(inputs, options, content, kept);
        var terminal = new Noroshi.Cli.Terminal(TextWriter.Null, TextWriter.Null, _ => null, Language.En, isJson: true);
        var findings = run.Run(terminal, showsProgress: false, TestContext.Current.CancellationToken);
        happens();
        var lines = Evidence.Read(inputs, null, findings.SelectMany(f => f.Lines), run.Seen, _faults);
        Assert.Equal(faults, _faults.Select(f => f.Code));
        Assert.NotEmpty(lines);
        Assert.All(lines.Values, line => Assert.Equal(inputs[0].Name, line.File));
        return [.. lines.OrderBy(l => l.Key.Number).Select(l => l.Value.Hash)];
    }

    private (List<ScanInput> Inputs, ScanOptions Options, ScanContent Content) Setting(string log)
    {
        using var spool = new Spool();
        var content = ScanContent.Load(_faults, [])!;
        return (ScanInputs.Of([log], spool, DateTimeOffset.UtcNow, _faults), new() { Threads = 1, Zone = TimeZoneInfo.Utc, Offset = TimeSpan.Zero, Watch = content.Watch, Web = content.Web }, content);
    }

    private string?[] HashesOf(string[] lines)
    {
        var found = Hashes(() => _folder.Write("untouched.log", lines), () => { });
        var all = lines.Select(l => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(l)))).ToHashSet();
        Assert.All(found, hash => Assert.Contains(hash!, all));
        return found;
    }
}
