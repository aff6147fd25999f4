using System.Text;
using System.Text.Json.Nodes;
using Noroshi.Cli;

namespace Noroshi.Tests.Cli.Scan;

public sealed class RecordTests : IDisposable
{
    private readonly ScanFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Log => Path.Combine(_folder.Path, "auth.log");

    private string Record => Path.Combine(_folder.Path, "record.json");

    [Fact]
    public async Task Scan_Record_SaysWhatWasReadHowAndWhatShowsIt()
    {
        await ScanAsync(isSealed: false);
        var record = JsonNode.Parse(await File.ReadAllBytesAsync(Record, TestContext.Current.CancellationToken))!["record"]!;
        var input = record["inputs"]![0]!;
        Assert.Equal((Log, new FileInfo(Log).Length, Sha256(Log)), ((string?)input["name"], (long)input["size"]!, (string?)input["hash"]));
        Assert.Equal("UTC", (string?)record["zone"]);
        Assert.Equal(64, ((string)record["rules"]!).Length);
        Assert.Contains("--record", record["arguments"]!.AsArray().Select(a => (string?)a));
        var line = record["findings"]![0]!["lines"]!.AsArray()[^1]!;
        var text = ScanFolder.BreakIn()[40];
        Assert.Equal((41L, text.Length, new FileInfo(Log).Length - text.Length - 1), ((long)line["number"]!, (int)line["length"]!, (long)line["offset"]!));
        Assert.DoesNotContain("Accepted", record.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task VerifyScan_AsItWas_HoldsAndSaysWhetherItIsSealed(bool isSealed)
    {
        var key = await ScanAsync(isSealed);
        var result = await TestTerminal.RunAsync(null, "verify-scan", Record);
        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Equal(!isSealed, result.Error.Contains("not sealed", StringComparison.Ordinal));
        Assert.Equal(isSealed, result.Output.Contains("Signed with: box+", StringComparison.Ordinal));
        Assert.Equal(isSealed ? ExitCode.Done : ExitCode.Refused, (await TestTerminal.RunAsync(null, "verify-scan", Record, "--key", key)).ExitCode);
    }

    [Fact]
    public async Task VerifyScan_AnyByteOfTheRecordChanged_IsRefused()
    {
        var key = await ScanAsync(isSealed: true);
        var bytes = await File.ReadAllBytesAsync(Record, TestContext.Current.CancellationToken);
        for (var at = 0; at <= bytes.Length; at += 7)
        {
            byte[] changed = at == bytes.Length ? [.. bytes, (byte)'\n'] : [.. bytes];
            if (at < bytes.Length) changed[at] ^= 1;
            var result = await TestTerminal.RunAsync(null, at % 2 == 0 ? ["verify-scan", _folder.WriteBytes("changed", changed)] : ["verify-scan", _folder.WriteBytes("changed", changed), "--key", key]);
            Assert.True(result.ExitCode == ExitCode.Refused, $"byte {at}: {result.ExitCode} {result.Output}");
            Assert.StartsWith("NRS-", result.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task VerifyScan_AByteOfTheLogChanged_SaysWhichLineNoLongerStands()
    {
        await ScanAsync(isSealed: true);
        var log = await File.ReadAllBytesAsync(Log, TestContext.Current.CancellationToken);
        log[^3] ^= 1;
        _folder.WriteBytes("auth.log", log);
        var result = await TestTerminal.RunAsync(null, "verify-scan", Record);
        Assert.Equal(ExitCode.Refused, result.ExitCode);
        Assert.StartsWith($"NRS-X163 {Log}: ", result.Error, StringComparison.Ordinal);
        Assert.Equal(1, result.Error.Split("NRS-X164").Length - 1);
        Assert.Contains($"NRS-X164 {Log}:41: ", result.Error, StringComparison.Ordinal);

        // Told of the file that was given, whatever it is called.
        result = await TestTerminal.RunAsync(null, "verify-scan", Record, _folder.WriteBytes("copy", log));
        Assert.StartsWith("NRS-X163", result.Error, StringComparison.Ordinal);

        // A byte that proves nothing is a change of the file all the same.
        await ScanAsync(isSealed: false, "Oct 12 15:02:00 gate cron[1]: (root) CMD (true)");
        log = await File.ReadAllBytesAsync(Log, TestContext.Current.CancellationToken);
        log[^3] ^= 1;
        _folder.WriteBytes("auth.log", log);
        result = await TestTerminal.RunAsync(null, "verify-scan", Record);
        Assert.Equal(ExitCode.Refused, result.ExitCode);
        Assert.DoesNotContain("NRS-X164", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task VerifyScan_TheLogCutOff_SaysWhereItEnds()
    {
        await ScanAsync(isSealed: true);
        var log = await File.ReadAllBytesAsync(Log, TestContext.Current.CancellationToken);
        _folder.WriteBytes("auth.log", log[..100]);
        var result = await TestTerminal.RunAsync(null, "verify-scan", Record);
        Assert.Equal(ExitCode.Refused, result.ExitCode);
        Assert.StartsWith("NRS-X162", result.Error, StringComparison.Ordinal);
        Assert.Contains("it ends after 100 now", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task VerifyScan_KeyOfSomebodyElse_IsRefused()
    {
        await ScanAsync(isSealed: true);
        var other = await MakeKeyAsync("other.key");
        var result = await TestTerminal.RunAsync(null, "verify-scan", Record, "--key", other);
        Assert.Equal(ExitCode.Refused, result.ExitCode);
        Assert.StartsWith("NRS-X166", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task VerifyScan_GrownRenamedOrPackedSince_IsFoundAndHolds()
    {
        await ScanAsync(isSealed: true);
        await File.AppendAllTextAsync(Log, "Oct 12 15:03:00 gate cron[1]: more\n", TestContext.Current.CancellationToken);
        Assert.Contains("has grown by 35 bytes", (await TestTerminal.RunAsync(null, "verify-scan", Record)).Output, StringComparison.Ordinal);
        File.Move(Log, Log + ".1");
        await File.WriteAllTextAsync(Log, "Oct 13 00:00:00 gate cron[1]: another day, and a file as long as it needs to be\n", TestContext.Current.CancellationToken);
        Assert.Equal(ExitCode.Done, (await TestTerminal.RunAsync(null, "verify-scan", Record)).ExitCode);
        var packed = Log + ".1.gz";
        await using (var to = new System.IO.Compression.GZipStream(File.Create(packed), System.IO.Compression.CompressionLevel.Fastest)) await to.WriteAsync(await File.ReadAllBytesAsync(Log + ".1", TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        File.Delete(Log + ".1");
        Assert.Contains(packed, (await TestTerminal.RunAsync(null, "verify-scan", Record)).Output, StringComparison.Ordinal);
        var elsewhere = Path.Combine(_folder.Path, "kept");
        File.Move(packed, elsewhere);
        Assert.StartsWith("NRS-X16", (await TestTerminal.RunAsync(null, "verify-scan", Record)).Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, (await TestTerminal.RunAsync(null, "verify-scan", Record, elsewhere)).ExitCode);
    }

    [Theory]
    [InlineData(ExitCode.Found, "--accounts")]
    [InlineData(ExitCode.Found, "--accounts", "--json")]
    [InlineData(ExitCode.Done, "--all-lines")]
    public async Task Scan_RecordOfATable_ProvesTheInputsAndWhatWasPrinted(int exitCode, params string[] options)
    {
        var log = _folder.Write("auth.log", [.. ScanFolder.BreakIn(), "192.0.2.1 - - [12/Oct/2026:10:00:01 +0000] \"GET /?id=1%27%20UNION%20SELECT%20name%2Cpassword%20FROM%20users-- HTTP/1.1\" 200 1 \"-\" \"Mozilla/5.0\""]);
        var plain = await TestTerminal.RunAsync(null, ["scan", log, "--zone", "UTC", .. options]);
        var result = await TestTerminal.RunAsync(null, ["scan", log, "--zone", "UTC", .. options, "--record", Record]);
        Assert.Equal((exitCode, plain.Output), (result.ExitCode, result.Output));
        Assert.NotEmpty(result.Output);
        var record = JsonNode.Parse(await File.ReadAllBytesAsync(Record, TestContext.Current.CancellationToken))!["record"]!;
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(result.Output))), (string?)record["printed"]);
        Assert.Equal(Sha256(log), (string?)record["inputs"]![0]!["hash"]);
        Assert.Equal(["login.success-after-failures", "web.attacks"], record["findings"]!.AsArray().Select(f => (string)f!["rule"]!).Take(2));
        Assert.Equal(ExitCode.Done, (await TestTerminal.RunAsync(null, "verify-scan", Record)).ExitCode);
        await File.AppendAllTextAsync(log, "more\n", TestContext.Current.CancellationToken);
        Assert.Equal(ExitCode.Done, (await TestTerminal.RunAsync(null, "verify-scan", Record)).ExitCode);
        await File.WriteAllTextAsync(log, (await File.ReadAllTextAsync(log, TestContext.Current.CancellationToken)).Replace("alice", "bobby", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        Assert.StartsWith("NRS-X163", (await TestTerminal.RunAsync(null, "verify-scan", Record)).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("NRS-X159", "--seal", "KEY")]
    [InlineData("NRS-X157", "--seal", "LOG", "--record", "RECORD")]
    [InlineData("NRS-X106", "--seal", "/no/such/key", "--record", "RECORD")]
    [InlineData("NRS-X125", "--record", "/no/such/folder/record.json", "--follow")]
    public async Task Scan_ARecordThatCannotBe_IsRefusedBeforeAnythingIsRead(string code, params string[] options)
    {
        var key = await MakeKeyAsync("key");
        var log = _folder.Write("auth.log", ScanFolder.BreakIn());
        var result = await TestTerminal.RunAsync(null, ["scan", log, .. options.Select(o => o switch { "KEY" => key[..^4], "LOG" => log, "RECORD" => Record, _ => o })]);
        Assert.Equal(ExitCode.ScanFailed, result.ExitCode);
        Assert.StartsWith(code, result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Record));
    }

    [Fact]
    public async Task SealKey_MadeOnce_IsForItsOwnerAloneAndNeverOverwritten()
    {
        var path = Path.Combine(_folder.Path, "seal.key");
        var made = await TestTerminal.RunAsync(null, "seal-key", path, "--name", "box");
        var again = await TestTerminal.RunAsync(null, "seal-key", path);
        Assert.Equal((ExitCode.Done, made.Output), (again.ExitCode, again.Output));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.Equal(ExitCode.Usage, (await TestTerminal.RunAsync(null, "seal-key", path + "2", "--name", "two words")).ExitCode);
        Assert.False(File.Exists(path + "2"));
    }

    [Theory]
    [InlineData("{}\n")]
    [InlineData("[]\n")]
    [InlineData("null\n")]
    [InlineData("{\"record\":null,\"sha256\":\"74234e98afe7498fb5daf1f36ac2d78acc339464f950703b8c019892f982b90b\"}\n")]
    [InlineData("{\"record\":{\"findings\":[null],\"format\":\"noroshi-scan-record-1\",\"inputs\":[null]},\"sha256\":\"\"}\n")]
    [InlineData("not json")]
    public async Task VerifyScan_NoRecord_IsRefusedWithACode(string file)
    {
        var result = await TestTerminal.RunAsync(null, "verify-scan", _folder.WriteBytes("no", Encoding.UTF8.GetBytes(file)));
        Assert.Equal(ExitCode.Refused, result.ExitCode);
        Assert.StartsWith("NRS-", result.Error, StringComparison.Ordinal);
    }

    /// <summary>Scans a break-in and keeps the record; gives the file of the public key.</summary>
    private async Task<string> ScanAsync(bool isSealed, params string[] more)
    {
        var key = await MakeKeyAsync("seal.key");
        var log = _folder.Write("auth.log", [.. ScanFolder.BreakIn(), .. more]);
        var result = await TestTerminal.RunAsync(null, ["scan", log, "--zone", "UTC", "--record", Record, .. isSealed ? (string[])["--seal", key[..^4]] : []]);
        Assert.Equal(ExitCode.Found, result.ExitCode);
        return key;
    }

    private async Task<string> MakeKeyAsync(string name)
    {
        var path = Path.Combine(_folder.Path, name);
        var made = await TestTerminal.RunAsync(null, "seal-key", path, "--name", "box");
        return _folder.WriteBytes(name + ".pub", Encoding.UTF8.GetBytes(made.Output));
    }

    private static string Sha256(string file) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file)));
}
