using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Noroshi.Cli;
using Noroshi.Cli.Scan;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Tests.Cli.Scan;

public sealed class ScanCommandTests : IDisposable
{
    private readonly ScanFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Scan_SuccessAfterFailures_IsFoundWithItsLinesAndHashes()
    {
        var lines = ScanFolder.BreakIn();
        var log = _folder.Write("auth.log", lines);
        var result = await TestTerminal.RunAsync(null, "scan", log, "--json", "--zone", "UTC");

        Assert.Equal(ExitCode.Found, result.ExitCode);
        var finding = JsonNode.Parse(result.Output.Split('\n')[0])!;
        Assert.Equal(("login.success-after-failures", "192.0.2.9", "alice", true), ((string?)finding["rule"], (string?)finding["source"]!["ip"], (string?)finding["account"], (bool)finding["succeeded"]!));
        var last = finding["lines"]!.AsArray()[^1]!;
        Assert.Equal((log, 41L), ((string?)last["file"], (long)last["number"]!));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lines[40]))), (string?)last["hash"]);
        Assert.Null(last["text"]);
    }

    [Fact]
    public async Task Scan_SameFilesAgain_FindsTheSame()
    {
        // Sources at the border between guessing passwords and searching for accounts, which is told by estimates of how many they tried.
        var log = _folder.Write("auth.log", [.. Enumerable.Range(0, 6000).Select(i => string.Create(CultureInfo.InvariantCulture, $"Oct 12 15:{i / 60 % 60:D2}:{i % 60:D2} gate sshd[{i}]: Failed password for invalid user {"abcdefghijklmno"[i % 7]}{i % (20 + (i % 120 / 4))} from 192.0.2.{i % 120} port 2000 ssh2"))]);
        List<string> outputs = [];
        for (var run = 0; run < 3; run++) outputs.Add((await TestTerminal.RunAsync(null, "scan", log, "--json", "--zone", "UTC")).Output);

        Assert.Contains("login.account-enumeration", outputs[0], StringComparison.Ordinal);
        Assert.Single(outputs.Distinct());
    }

    [Theory]
    [InlineData(false, "app.log.3 1", "app.log.2 2", "app.log.1 3", "app.log 4")]
    [InlineData(true, "app.log.3 1", "app.log.1 3", "app.log 4")]
    [InlineData(false, "app.log-20260301 1", "app.log-20260302 2", "app.log-20260303 3")]
    [InlineData(true, "app.log-20260301 1", "app.log-20260303 3", "app.log 4")]
    [InlineData(false, "app.log.3 1", "other.log.1 3")]
    [InlineData(false, "app.log-20260302.gz 1", "app.log-20260303 2", "app.log 3")]
    [InlineData(true, "app.log-20260302.gz 1", "app.log 3")]
    [InlineData(true, "app.log-20260301-23 1", "app.log 3")]
    [InlineData(true, "app.log.2026-03-01 1", "app.log 3")]
    public async Task Scan_RotatedFileMissing_IsAGapOfTheLog(bool isGap, params string[] files)
    {
        foreach (var file in files.Select(f => f.Split(' ')))
        {
            _folder.Write(file[0], [.. Enumerable.Range(0, 1440).Select(i => string.Create(CultureInfo.InvariantCulture, $"2026-03-0{file[1]}T{i / 60:D2}:{i % 60:D2}:00Z gate app[7]: tick {i}"))]);
        }
        var result = await TestTerminal.RunAsync(null, "scan", _folder.Path, "--json", "--zone", "UTC");
        // As a shell puts them: the current file first, and of numbered ones the oldest last.
        var named = await TestTerminal.RunAsync(null, ["scan", .. files.Select(f => Path.Combine(_folder.Path, f.Split(' ')[0])).Order(StringComparer.Ordinal), "--json", "--zone", "UTC"]);

        Assert.Equal(isGap ? ExitCode.Found : ExitCode.Done, result.ExitCode);
        Assert.Equal(result.Output, named.Output);
        if (!isGap) return;
        var finding = JsonNode.Parse(result.Output.Split('\n')[0])!;
        Assert.Equal("log.gap", (string?)finding["rule"]);
        var line = finding["lines"]!.AsArray()[^1]!;
        Assert.Equal((Path.Combine(_folder.Path, files[1].Split(' ')[0]), 1L), ((string?)line["file"], (long)line["number"]!));
    }

    [Fact]
    public async Task Scan_NothingBad_ExitsWithZeroAndSaysSo()
    {
        var log = _folder.Write("auth.log", "Oct 12 15:00:01 gate sshd[1]: Accepted publickey for alice from 192.0.2.9 port 22 ssh2");
        var result = await TestTerminal.RunAsync(null, "scan", log);
        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Contains("No trace of unauthorised access was found.", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("NRS-X121", "/no/such/log")]
    [InlineData("NRS-X124", "FILE", "--zone", "Mars/Olympus")]
    public async Task Scan_WhatCannotBeDone_ExitsWithTwo(string code, params string[] args)
    {
        var log = _folder.Write("auth.log", "x");
        var result = await TestTerminal.RunAsync(null, ["scan", .. args.Select(a => a == "FILE" ? log : a)]);
        Assert.Equal(ExitCode.ScanFailed, result.ExitCode);
        Assert.StartsWith(code, result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--report", "--accounts")]
    [InlineData("--report", "--all-lines")]
    [InlineData("--send", "--accounts")]
    [InlineData("--send", "--all-lines")]
    [InlineData("--accounts", "--follow")]
    [InlineData("--all-lines", "--follow")]
    [InlineData("--accounts", "--all-lines")]
    public async Task Scan_OptionThatWouldDoNothing_IsRefused(string vain, string beside)
    {
        var log = _folder.Write("auth.log", ScanFolder.BreakIn());
        var result = await TestTerminal.RunAsync(null, ["scan", log, .. vain is "--report" or "--send" ? (string[])[vain, "OUT"] : [vain], beside]);
        Assert.Equal((ExitCode.ScanFailed, ""), (result.ExitCode, result.Output));
        Assert.StartsWith($"NRS-X160 {vain}: This cannot be used together with {beside}.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scan_NoFileNamed_ExitsWithTwo() => Assert.Equal(ExitCode.ScanFailed, (await TestTerminal.RunAsync(null, "scan")).ExitCode);

    [Fact]
    public async Task Scan_OneFileUnreadable_TheOthersAreLookedThrough()
    {
        var log = _folder.Write("auth.log", ScanFolder.BreakIn());
        var broken = _folder.WriteBytes("broken.gz", [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0xFF, 0xFF, 0xFF, 0xFF]);
        var result = await TestTerminal.RunAsync(null, "scan", broken, log);
        Assert.Equal(ExitCode.Found, result.ExitCode);
        Assert.Contains("NRS-X152", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Inputs_MoreThanAFolderMayHold_AreSaid()
    {
        for (var i = 0; i < 4; i++) _folder.Write($"{i}.log", "x");
        List<Fault> faults = [];
        using var spool = new Spool();
        Assert.Equal(4, ScanInputs.Of([_folder.Path], spool, DateTimeOffset.UtcNow, faults, most: 4).Count);
        Assert.Empty(faults);
        Assert.Equal(3, ScanInputs.Of([_folder.Path], spool, DateTimeOffset.UtcNow, faults, most: 3).Count);
        Assert.Equal(("NRS-X168", _folder.Path), (Assert.Single(faults).Code, faults[0].Path));
    }

    [Fact]
    public async Task Scan_Gzip_FindsTheSameLinesAsTheFileItself()
    {
        var lines = ScanFolder.BreakIn();
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        var plain = await TestTerminal.RunAsync(null, "scan", _folder.Write("auth.log", lines), "--json");
        var gz = await TestTerminal.RunAsync(null, "scan", _folder.WriteBytes("auth.log.gz", packed.ToArray()), "--json");
        Assert.Equal(Lines(plain), Lines(gz));

        static string Lines(TestTerminal run) => string.Join('\n', JsonNode.Parse(run.Output.Split('\n')[0])!["lines"]!.AsArray().Select(l => $"{l!["number"]} {l["hash"]}"));
    }

    [Fact]
    public async Task Scan_ManyThreads_FindWhatOneFinds()
    {
        var requests = Enumerable.Range(0, 30_000).Select(i => string.Create(CultureInfo.InvariantCulture,
            $"192.0.2.{i % 200} - - [12/Oct/2026:10:{i / 60 % 60:D2}:{i % 60:D2} +0000] \"GET /{(i % 97 == 0 ? "..%2f..%2fetc/passwd" : "page")} HTTP/1.1\" 200 {i} \"-\" \"Mozilla/5.0 {i % 31}\""));
        var log = _folder.Write("access.log", [.. requests, .. ScanFolder.BreakIn()]);
        var one = await TestTerminal.RunAsync(null, "scan", log, "--json", "--threads", "1");
        var four = await TestTerminal.RunAsync(null, "scan", log, "--json", "--threads", "4");
        Assert.NotEmpty(one.Output);
        Assert.Equal(one.Output, four.Output);
    }

    [Fact]
    public async Task Scan_AllLines_PrintsAVerdictForEachFlaggedLine()
    {
        var log = _folder.Write("access.log",
            """192.0.2.1 - - [12/Oct/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 1 "-" "Mozilla/5.0" """.TrimEnd(),
            """192.0.2.1 - - [12/Oct/2026:10:00:01 +0000] "GET /?id=1%27%20UNION%20SELECT%20name%2Cpassword%20FROM%20users--%20 HTTP/1.1" 200 1 "-" "Mozilla/5.0" """.TrimEnd());
        var result = await TestTerminal.RunAsync(null, "scan", log, "--all-lines");
        var verdict = JsonNode.Parse(Assert.Single(result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)))!;
        Assert.Equal((log, 2L, "sql-injection", "high"), ((string?)verdict["file"], (long)verdict["number"]!, (string?)verdict["classes"]![0], (string?)verdict["tier"]));
    }

    [Fact]
    public async Task Scan_HostileLines_NeitherStopItNorReachTheTerminal()
    {
        string[] lines = ["\u001b[2J\u001b[31mboo", "nul \0 nul", new string('x', 3_000_000), "Oct 12 15:00", .. ScanFolder.BreakIn(), "Oct 12 15:02:00 gate sshd[1]: Failed password for \u001b]0;owned\u0007\u202Eroot from 192.0.2.9 port 1 ssh2"];
        var result = await TestTerminal.RunAsync(null, "scan", _folder.Write("auth.log", lines), "--json", "--text");
        Assert.Equal(ExitCode.Found, result.ExitCode);
        Assert.DoesNotContain(result.Output + result.Error, c => (char.IsControl(c) && c is not ('\n' or '\r')) || c == '\u202E');
    }

    [Fact]
    public async Task Scan_Report_IsOnePageInEitherLanguageThatLoadsNothing()
    {
        var log = _folder.Write("auth.log", [.. ScanFolder.BreakIn(), "Oct 12 15:02:00 gate sshd[1]: Failed password for invalid user <script>alert(1)</script> from 192.0.2.9 port 1 ssh2"]);
        foreach (var language in (string[])["ja", "en"])
        {
            var page = Path.Combine(_folder.Path, $"{language}.html");
            await TestTerminal.RunAsync(null, "scan", log, "--report", page, "--lang", language);
            var html = await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken);
            Assert.Contains($"<html lang='{language}'>", html, StringComparison.Ordinal);
            Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("http://", html, StringComparison.Ordinal);
            Assert.DoesNotContain('⟦', html);
        }
    }

    [Fact]
    public async Task Scan_ReportCannotBeWritten_IsSaid()
    {
        var result = await TestTerminal.RunAsync(null, "scan", _folder.Write("auth.log", "x"), "--report", Path.Combine(_folder.Path, "no", "such", "folder.html"));
        Assert.Equal(ExitCode.ScanFailed, result.ExitCode);
        Assert.StartsWith("NRS-X125", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_ALine_SaysHowItWasReadAndWhatWasThoughtOfIt()
    {
        var result = await TestTerminal.RunAsync(null, "explain", """192.0.2.1 - - [12/Oct/2026:10:00:01 +0000] "GET /?q=%3Cscript%3Ealert(1)%3C/script%3E HTTP/1.1" 200 1 "-" "Mozilla/5.0" """.TrimEnd());
        Assert.Contains("combined", result.Output, StringComparison.Ordinal);
        Assert.Contains("cross-site-scripting", result.Output, StringComparison.Ordinal);
        Assert.Contains("login.brute-force", result.Output, StringComparison.Ordinal);
        string silent = result.Output.Split('\n').Single(l => l.Contains("session-fixation", StringComparison.Ordinal));
        Assert.DoesNotContain("cross-site-scripting", silent, StringComparison.Ordinal);
        Assert.DoesNotContain(silent, char.IsAsciiDigit);
    }
}
