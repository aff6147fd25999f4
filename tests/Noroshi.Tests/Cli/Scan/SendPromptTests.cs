using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Noroshi.Cli;

namespace Noroshi.Tests.Cli.Scan;

/// <summary><c>--send</c> asks which findings to send: tried at a terminal of script(1), against a server of this process on loopback.</summary>
public sealed class SendPromptTests : IDisposable
{
    private const string Prompt = "nothing sends nothing):";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ScanFolder _folder = new();
    private readonly HttpListener _server = new();
    private readonly List<string> _drafts = [];
    private readonly string _address;

    public SendPromptTests()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        _address = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/";
        free.Stop();
        _server.Prefixes.Add(_address);
        _server.Start();
        _ = AnswerAsync();
    }

    public void Dispose()
    {
        _server.Close();
        _folder.Dispose();
    }

    [Fact]
    public async Task Send_AtATerminal_AsksAgainAfterASlipAndSendsWhatIsChosen()
    {
        var (exitCode, said) = await TypeAsync(["192.0.2.9", "192.0.2.8"], "9", "２");
        Assert.Equal(ExitCode.Found, exitCode);
        Assert.Contains("There is no finding '9'. Numbers go from 1 to 2.", said, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^   1  .*192\.0\.2\.(8|9) ", said);
        Assert.Contains("Findings put into a draft: 1.", said, StringComparison.Ordinal);
        var other = said.Split('\n').Single(l => l.StartsWith("   2  ", StringComparison.Ordinal)).Contains("192.0.2.8", StringComparison.Ordinal) ? "192.0.2.8" : "192.0.2.9";
        Assert.Contains(other, Assert.Single(_drafts), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_ManyFindingsAtATerminal_AreShownByPagesAndNarrowedDown()
    {
        var (exitCode, said) = await TypeAsync([.. Enumerable.Range(1, 60).Select(i => $"192.0.2.{i}")], "more", "/192.0.2.33", "all");
        Assert.Equal(ExitCode.Found, exitCode);
        Assert.Matches(@"\d+ more of \d+, the most severe first", said);
        Assert.Matches(@"Listed: \d+ of \d+", said);
        Assert.Contains("192.0.2.33", Assert.Single(_drafts), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_NothingChosen_SendsNothing()
    {
        var (exitCode, said) = await TypeAsync(["192.0.2.9", "192.0.2.8"], "");
        Assert.Equal(ExitCode.Found, exitCode);
        Assert.Contains("nothing was sent", said, StringComparison.Ordinal);
        Assert.Empty(_drafts);
    }

    [Fact]
    public async Task Send_WithoutATerminalOrChoice_IsRefusedBeforeAnythingIsRead()
    {
        var log = _folder.Write("auth.log", ScanFolder.BreakIn());
        var run = await TestTerminal.RunAsync(new() { ["NOROSHI_TOKEN"] = "t" }, "scan", log, "--send", _address, "--json");
        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.StartsWith("NRS-X127", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("login.", run.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Forbidden, (await TestTerminal.RunAsync(null, "scan", log, "--send", _address, "--choose", "all")).ExitCode);
    }

    /// <summary>Scans at a terminal and gives an answer whenever it is asked for.</summary>
    private async Task<(int ExitCode, string Said)> TypeAsync(string[] sources, params string[] answers)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/script"), "script(1) is missing.");
        var log = _folder.Write("auth.log", [.. sources.SelectMany(ScanFolder.BreakIn)]);
        var program = Path.Combine(AppContext.BaseDirectory, "noroshi-cli.dll");
        var start = new ProcessStartInfo("/usr/bin/script", ["-qfec", $"dotnet '{program}' scan '{log}' --zone UTC --send {_address}", "/dev/null"]) { RedirectStandardInput = true, RedirectStandardOutput = true, StandardInputEncoding = new UTF8Encoding(false) };
        foreach (var (name, value) in new[] { ("LANG", "C.UTF-8"), ("NOROSHI_TOKEN", "t"), ("TERM", "dumb"), ("NO_COLOR", "1"), ("SHELL", "/bin/sh") }) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        using var late = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        late.CancelAfter(Patience);
        var said = new StringBuilder();
        try
        {
            foreach (var answer in answers)
            {
                await ReadAsync(process, said, Prompt, late.Token);
                await process.StandardInput.WriteLineAsync(answer.AsMemory(), late.Token);
                await process.StandardInput.FlushAsync(late.Token);
            }
            await ReadAsync(process, said, null, late.Token);
            await process.WaitForExitAsync(late.Token);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
        return (process.ExitCode, said.ToString().ReplaceLineEndings("\n"));
    }

    /// <summary>Reads until something new is said that ends with a text, or to the end.</summary>
    private static async Task ReadAsync(Process process, StringBuilder said, string? until, CancellationToken ct)
    {
        var from = said.Length;
        var part = new char[4096];
        while (until is null || !said.ToString(from, said.Length - from).Contains(until, StringComparison.Ordinal))
        {
            var read = await process.StandardOutput.ReadAsync(part, ct);
            if (read == 0) break;
            said.Append(part, 0, read);
        }
    }

    private async Task AnswerAsync()
    {
        while (_server.IsListening)
        {
            HttpListenerContext call;
            try
            {
                call = await _server.GetContextAsync();
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
            using var body = new StreamReader(call.Request.InputStream);
            var text = await body.ReadToEndAsync();
            if (call.Request.HttpMethod == "PUT") _drafts.Add(text);
            call.Response.StatusCode = call.Request.HttpMethod == "PUT" ? 200 : 404;
            call.Response.ContentType = "application/json";
            await call.Response.OutputStream.WriteAsync("{\"code\":\"NRS-W404\"}"u8.ToArray());
            call.Response.Close();
        }
    }
}
