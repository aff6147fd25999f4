using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using Noroshi.Cli;
using Noroshi.Cli.Scan;
using Noroshi.Cli.Scan.Follow;
using Noroshi.Cli.Scan.Proof;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Tests.Cli.Scan;

/// <summary>A run that follows is recorded as far as it read, whatever becomes of the files during it and afterwards.</summary>
public sealed class FollowedRecordTests : IDisposable
{
    private static readonly string[] Lines = ScanFolder.BreakIn();

    private readonly ScanFolder _folder = new();
    private readonly ScanContent _content = ScanContent.Load([], [])!;

    public void Dispose() => _folder.Dispose();

    private string Log => Path.Combine(_folder.Path, "auth.log");

    private string Record => Path.Combine(_folder.Path, "record.json");

    [Fact]
    public async Task VerifyScan_TheLogHasGrownSince_HoldsUpToWhereItWasRead()
    {
        _folder.Write("auth.log", Lines[..20]);
        using var run = Follow();
        Look(run);
        await AppendAsync([.. Lines[20..].Select(l => l + "\n"), "half a line"]);
        Look(run);
        Keep(run);
        var input = Assert.Single(Inputs());
        Assert.Equal((Log, Lines.Sum(l => l.Length + 1L)), (input.Name, input.Size));

        await AppendAsync(" and its end\n");
        var verified = await VerifyAsync();
        Assert.Equal(ExitCode.Done, verified.ExitCode);
        Assert.Contains("has grown by 24 bytes", verified.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("proving lines: 0", verified.Output, StringComparison.Ordinal);

        var bytes = await File.ReadAllBytesAsync(Log, TestContext.Current.CancellationToken);
        bytes[^50] ^= 1;
        _folder.WriteBytes("auth.log", bytes);
        verified = await VerifyAsync();
        Assert.Equal(ExitCode.Refused, verified.ExitCode);
        Assert.StartsWith($"NRS-X163 {Log}", verified.Error, StringComparison.Ordinal);
        Assert.Contains($"NRS-X164 {Log}:41", verified.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task VerifyScan_RotatedMeanwhile_HoldsEachOfTheFilesThatHadTheName(bool isCopied)
    {
        _folder.Write("auth.log", Lines[..20]);
        using var run = Follow();
        Look(run);
        if (isCopied)
        {
            // What came just before the copy is read from it.
            await AppendAsync([.. Lines[20..30].Select(l => l + "\n")]);
            File.Copy(Log, Log + ".1");
            await using (var cut = new FileStream(Log, FileMode.Open, FileAccess.Write, FileShare.ReadWrite)) cut.SetLength(0);
        }
        else
        {
            File.Move(Log, Log + ".1");
            _folder.Write("auth.log", Lines[20..30]);
        }
        Look(run);
        await AppendAsync([.. Lines[30..].Select(l => l + "\n")]);
        Look(run);
        Keep(run);
        Assert.Equal(isCopied ? [20, 30, 11] : [20L, 21], Inputs().Select(i => LinesOf(i.Size)));
        Assert.All(Inputs(), i => Assert.Equal(Log, i.Name));
        var verified = await VerifyAsync();
        Assert.Equal((ExitCode.Done, ""), (verified.ExitCode, verified.Error.Replace(verified.Error[..(verified.Error.IndexOf('\n', StringComparison.Ordinal) + 1)], "", StringComparison.Ordinal)));

        await using (var to = new GZipStream(File.Create(Log + ".2.gz"), CompressionLevel.Fastest)) await to.WriteAsync(await File.ReadAllBytesAsync(Log + ".1", TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        File.Delete(Log + ".1");
        Assert.Equal(ExitCode.Done, (await VerifyAsync()).ExitCode);

        // The file that has the name now is not what is missing.
        File.Delete(Log + ".2.gz");
        verified = await VerifyAsync();
        Assert.Equal(ExitCode.Refused, verified.ExitCode);
        Assert.StartsWith($"NRS-X161 {Log}", verified.Error, StringComparison.Ordinal);
        Assert.DoesNotContain($"NRS-X163 {Log}", verified.Error, StringComparison.Ordinal);

        long LinesOf(long size) => Enumerable.Range(0, 42).First(n => Enumerable.Range(0, 42).Any(from => from + n <= 41 && Lines[from..(from + n)].Sum(l => l.Length + 1L) == size));
    }

    [Fact]
    public void Record_EndedBeforeAPackedFileWasBegun_NamesIt()
    {
        _folder.Write("auth.log", Lines);
        using (var to = new GZipStream(File.Create(Log + ".2.gz"), CompressionLevel.Fastest)) to.Write(new byte[400]);
        using var run = Follow();
        using var ended = new CancellationTokenSource();
        ended.Cancel();
        run.Read(ended.Token);
        Assert.Equal(("NRS-X171", Log + ".2.gz"), (Assert.Single(run.Faults).Code, run.Faults[0].Path));
    }

    [Fact]
    public async Task VerifyScan_APackedFileAmongThoseFollowed_IsProvedAsItLies()
    {
        _folder.Write("auth.log", Lines[40..]);
        await using (var to = new GZipStream(File.Create(Log + ".2.gz"), CompressionLevel.Fastest)) await to.WriteAsync(System.Text.Encoding.UTF8.GetBytes(string.Concat(Lines[..40].Select(l => l + "\n"))), TestContext.Current.CancellationToken);
        using var run = Follow();
        Look(run);
        Keep(run);
        var packed = Assert.Single(Inputs(), i => i.IsPacked);
        Assert.Equal((Log + ".2.gz", new FileInfo(Log + ".2.gz").Length), (packed.Name, packed.Size));
        Assert.Equal(ExitCode.Done, (await VerifyAsync()).ExitCode);
        await File.AppendAllTextAsync(Log + ".2.gz", "x", TestContext.Current.CancellationToken);
        File.Delete(Log + ".2.gz");
        Assert.Equal(ExitCode.Refused, (await VerifyAsync()).ExitCode);
    }

    private FollowRun Follow()
    {
        List<Fault> faults = [];
        var options = new ScanOptions { Threads = 1, Zone = TimeZoneInfo.Utc, Offset = TimeSpan.Zero, Watch = _content.Watch, Web = _content.Web, IsRecorded = true };
        var run = new FollowRun(FollowInputs.Of([_folder.Path, Log], DateTimeOffset.UtcNow, faults), options, _content, TimeProvider.System);
        Assert.Empty(faults);
        return run;
    }

    /// <summary>Often enough that a file that was replaced counts as quiet; what was found meanwhile is told, as following does.</summary>
    private static void Look(FollowRun run)
    {
        for (var look = 0; look < 8; look++) run.Read(TestContext.Current.CancellationToken);
        foreach (var finding in run.Findings()) run.Proof.Of(finding);
    }

    private void Keep(FollowRun run)
    {
        ShownFinding[] shown = [.. run.Findings().Select(f => new ShownFinding(f, f.Rule, "", [], "", run.Proof.Of(f)))];
        Assert.NotEmpty(shown);
        File.WriteAllBytes(Record, RecordFile.Of(RunRecord.Of(run.Result(shown, [], [], TimeSpan.Zero, DateTimeOffset.UtcNow), []), key: null));
    }

    private RecordedInput[] Inputs() => JsonNode.Parse(File.ReadAllBytes(Record))!["record"]!["inputs"].Deserialize<RecordedInput[]>(JsonSerializerOptions.Web)!;

    private Task<TestTerminal> VerifyAsync() => TestTerminal.RunAsync(null, "verify-scan", Record);

    private Task AppendAsync(params string[] text) => File.AppendAllTextAsync(Log, string.Concat(text), TestContext.Current.CancellationToken);
}
