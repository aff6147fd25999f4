using System.Text;
using Noroshi.Core.Content;
using Noroshi.Core.Content.Sigma;
using Noroshi.Sensor.Detectors;
using Noroshi.Sensor.Logs;
using Noroshi.Sensor.Rules;
using Noroshi.Sensor.Rules.Lines;
using Noroshi.Sensor.Rules.Modifiers;
using Noroshi.Tests.Sensor.Detectors;
using Noroshi.Tests.Sensor.Detectors.Web;

namespace Noroshi.Tests.Sensor.Rules.Lines;

public sealed class LineRulesTests
{
    private const string Web = """192.0.2.1 - - [12/Oct/2026:10:00:00 +0000] "GET /a/b.exe?q=%3Cscript%3E+x HTTP/1.1" 404 512 "https://www.example.org/%61" "sqlmap/1.5" """;
    private const string Plus = """192.0.2.1 - - [12/Oct/2026:10:00:00 +0000] "GET /+a+/b?c+d HTTP/1.1" 404 512 "-" "-" """;
    private const string NoAgent = """192.0.2.1 - - [12/Oct/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 512 "-" "-" """;
    private const string Proxy = "1796000000.123    100 192.0.2.7 TCP_MISS/200 512 GET http://www.example.com/x?y=1 - HIER_DIRECT/198.51.100.1 text/html";
    private const string Proxy6 = "1796000000.123    100 192.0.2.7 TCP_MISS/200 512 GET http://[2001:db8::1]:8080/x?y=1 - HIER_DIRECT/198.51.100.1 text/html";
    private const string Ssh = "Oct 12 15:00:00 gate sshd[77]: Failed password for alice from 192.0.2.9 port 2000 ssh2";
    private const string Sudo = "Oct 12 15:03:00 gate sudo[1]:   bob : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/usr/bin/nc -e /bin/sh";
    private const string Cron = "Oct 12 15:03:00 gate CROND[1]: (root) CMD (curl http://192.0.2.1/x)";
    private const string Audit = """type=EXECVE msg=audit(1796000000.579:2995): argc=3 a0="cat" a1=2F746D702F612062 a2="x" """;
    private const string Windows = """{"Event": {"System": {"Provider": {"#attributes": {"Name": "Microsoft-Windows-Sysmon"}}, "EventID": 1, "Channel": "Microsoft-Windows-Sysmon/Operational", "Computer": "pc"}, "EventData": {"Image": "C:\\Windows\\cmd.exe", "CommandLine": "cmd /c whoami"}}}""";
    private const string Xml = """<Event xmlns="x"><System><Provider Name="Microsoft-Windows-Sysmon"/><EventID>3</EventID><Channel>Microsoft-Windows-Sysmon/Operational</Channel></System><EventData><Data Name="Image">C:\a &amp; b.exe</Data></EventData></Event>""";
    private const string Json = """{"action": "repo.destroy", "actor": {"name": "x"}, "n": [1, "two"]}""";
    private const string HandMade = """{"ua": "a\x22b", "uri": "/x"}""";
    private const string Forti = """date=2026-10-12 time=10:00:00 devname="fw" logid="0100044547" type="event" action="Add" cfgpath="system.admin" msg="Add system.admin x" """;
    private const string Trace = "django.core.exceptions.SuspiciousOperation: x";

    [Theory]
    [InlineData(Web, "cs-method: get")]
    [InlineData(Web, "cs-uri-query|contains: '<script> x'")]
    [InlineData(Web, "cs-uri-query|contains: '%3Cscript%3E+x'")]
    [InlineData(Web, "c-uri|startswith: /a/")]
    [InlineData(Web, "cs-uri-stem|endswith: b.exe")]
    [InlineData(Web, "c-uri-extension: exe")]
    [InlineData(Web, "cs-version: HTTP/1.1")]
    [InlineData(Web, "sc-status: 404")]
    [InlineData(Web, "sc-status|gte: 400")]
    [InlineData(Web, "sc-bytes|lt: 513")]
    [InlineData(Web, "cs-user-agent|startswith: sqlmap")]
    [InlineData(Web, "c-useragent|startswith: sqlmap")]
    [InlineData(Web, "cs-referer|endswith: .org/a")]
    [InlineData(Web, "cs-referer|endswith: '%61'")]
    [InlineData(Web, "c-ip|cidr: 192.0.2.0/24")]
    [InlineData(Web, "src_ip: 192.0.2.1")]
    [InlineData(Plus, "cs-uri-stem: /+a+/b")]
    [InlineData(Plus, "cs-uri-query: c d")]
    [InlineData(NoAgent, "c-useragent: ''")]
    [InlineData(NoAgent, "c-useragent: '-'")]
    [InlineData(NoAgent, "cs-user-agent: null")]
    [InlineData(Proxy, "cs-host: www.example.com")]
    [InlineData(Proxy6, "cs-host: '2001:db8::1'")]
    [InlineData(Proxy, "c-uri|contains: example.com/x?y")]
    [InlineData(Ssh, "User: alice")]
    [InlineData(Ssh, "SourceIp: 192.0.2.9")]
    [InlineData(Sudo, "CommandLine|contains: 'nc -e'")]
    [InlineData(Audit, "type: EXECVE")]
    [InlineData(Audit, "a0: cat")]
    [InlineData(Audit, "a1: '/tmp/a b'")]
    [InlineData(Windows, @"Image|endswith: \cmd.exe")]
    [InlineData(Windows, "Provider_Name: Microsoft-Windows-Sysmon")]
    [InlineData(Xml, @"Image: 'C:\a & b.exe'")]
    [InlineData(Xml, "EventID: 3")]
    [InlineData(Json, "actor.name: x")]
    [InlineData(Json, "n: two")]
    [InlineData(HandMade, "ua: 'a\"b'")]
    [InlineData(Forti, "cfgpath: system.admin")]
    public void Match_FieldByTheNameRulesGiveIt_IsThere(string line, string selection)
    {
        Assert.True(Fires(line.TrimEnd(), "category: own", $"{{ {Quoted(selection)} }}"));
        Assert.False(Fires(line.TrimEnd(), "category: own", $"{{ {Quoted(selection)}, missing: x }}"));
    }

    [Theory]
    [InlineData(Web, "category: webserver", "category: proxy", "product: apache")]
    [InlineData(Ssh, "product: linux", "{ product: linux, service: sshd }", "{ product: linux, service: auth }", "service: syslog")]
    [InlineData(Sudo, "product: linux", "{ product: linux, service: sudo }", "{ product: linux, service: auth }", "{ category: process_creation, product: linux }")]
    [InlineData(Cron, "{ product: linux, service: cron }", "product: linux")]
    [InlineData(Audit, "{ product: linux, service: auditd }")]
    [InlineData(Windows, "product: windows", "{ category: process_creation, product: windows }", "{ product: windows, service: sysmon }")]
    [InlineData(Xml, "product: windows", "{ category: network_connection, product: windows }", "{ product: windows, service: sysmon }")]
    [InlineData(Trace, "{ category: application, product: django }", "product: linux")]
    [InlineData(Json, "{ product: github, service: audit }", "{ product: windows, service: security }", "category: webserver")]
    [InlineData(Forti, "{ product: fortigate, service: event }", "product: cisco")]
    public void Match_LogSource_SaysWhichRulesAreFor(string line, params string[] fitting)
    {
        string[] all =
        [
            "category: webserver", "category: proxy", "product: apache", "product: windows", "{ category: process_creation, product: windows }", "{ category: network_connection, product: windows }",
            "{ product: windows, service: security }", "{ product: windows, service: sysmon }", "{ product: linux, service: sshd }", "{ product: linux, service: sudo }", "{ product: linux, service: cron }", "{ product: linux, service: clamav }",
        ];
        var keyword = $"['{line.Trim()[2..9].Replace("'", "''", StringComparison.Ordinal)}']";
        Assert.All(fitting, source => Assert.True(Fires(line.TrimEnd(), source, keyword), source));
        // An object or a line that nobody knows may be of anybody.
        if (line is Json or Trace or Audit or Forti) return;
        Assert.All(all.Except(fitting), source => Assert.False(Fires(line.TrimEnd(), source, keyword), source));
    }

    [Theory]
    [InlineData(Ssh, "['failed password']", true)]
    [InlineData(Ssh, "{ '|all': [alice, 192.0.2.9] }", true)]
    [InlineData(Ssh, "{ '|all': [alice, bob] }", false)]
    [InlineData(Web, "['<script>']", true)]
    [InlineData(Json, "[repo.destroy]", true)]
    public void Match_Keywords_AreLookedForInLineAndMeaning(string line, string keywords, bool expected) => Assert.Equal(expected, Fires(line.TrimEnd(), "category: own", keywords));

    [Fact]
    public void Match_RuleOfAnUnknownLogThatOnlyExcludes_NeedsOneOfItsFields()
    {
        var rule = Rule("{ product: zeek, service: rdp }", "{ id.orig_h|cidr: 10.0.0.0/8 }", "not s");
        Assert.False(Fires(Ssh, rule));
        Assert.True(Fires("""{"id.orig_h": "192.0.2.1"}""", rule));
    }

    [Fact]
    public void Explain_ARule_SaysWhyItFiredOrNot()
    {
        var set = Compile([Rule("category: webserver", "{ cs-uri|contains: b.exe }"), Rule("{ product: linux, service: sshd }", "[b.exe]"), Rule("category: webserver", "{ cs-uri|contains: other }"), Rule("category: webserver", "{ cs-uri|contains: b.exe, sc-status: 200 }")]);
        var record = Read(Web.TrimEnd(), out var line);
        Assert.Equal([RuleAnswer.Fired, RuleAnswer.OtherLog, RuleAnswer.NoText, RuleAnswer.ConditionFalse], new LineRules(set, 1).Explain(line, in record));
    }

    [Fact]
    public void Match_OurWebRules_MeanTheSameInTheFlatFormAndAsRules()
    {
        List<Noroshi.Core.Vocabulary.Fault> faults = [];
        var book = DetectorRules.Read(Judged.Files, null, faults);
        var set = RuleSet.Compile(book);
        Assert.Empty(faults);
        Assert.NotEmpty(book.Rules);
        for (var rule = 0; rule < book.Rules.Length; rule++)
        {
            var notes = book.Rules[rule].Notes!;
            foreach (var line in notes.Positive.Concat(notes.Negative))
            {
                var isFlat = Judged.Line(line).Classes.HasFlag(notes.Attack);
                var record = Read(line, out var bytes);
                Assert.True(isFlat == (new LineRules(set, 1).Explain(bytes, in record)[rule] is RuleAnswer.Fired), $"{book.Rules[rule].Header.Name}: {line}");
            }
        }
    }

    [Fact]
    public void Match_AfterWarmUp_AllocatesNothing()
    {
        var folder = Repository.TestData("sigma");
        Assert.SkipWhen(folder is null, "The public Sigma data is not laid out.");
        var reader = new SigmaReader(Placeholders.None);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(folder!, "rules"), "*.yml", SearchOption.AllDirectories)) reader.Add(file, File.ReadAllBytes(file));
        var rules = new LineRules(RuleSet.Compile(reader.Complete(out _)), 1);
        var sightings = new SightingBlock(Watched.Settings);
        var context = new LogReader(new(LogClock.Utc(new(2026, 11, 30, 0, 0, 0, TimeSpan.Zero))));
        byte[][] lines = [.. new[] { Web, NoAgent, Proxy, Ssh, Sudo, Cron, Audit, Windows, Xml, Json, HandMade, Forti, Trace }.Select(l => Encoding.UTF8.GetBytes(l.TrimEnd()))];
        Run(50);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run(50);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Run(int times)
        {
            LogRecord record = new();
            for (var i = 0; i < times; i++)
            {
                sightings.Begin();
                foreach (var line in lines)
                {
                    context.TryRead(line, ref record);
                    rules.Match(line, line, in record, sightings);
                    sightings.AddUnread();
                }
            }
        }
    }

    [Fact]
    public void Match_LinesCutAndChanged_NeverThrows()
    {
        var set = Compile([Rule("category: own", "{ a|contains: b, a0: c, Image: d, cs-uri|contains: e, c-ip: f }"), Rule("category: own", "[word]")]);
        var rules = new LineRules(set, 1);
        var chance = new Random(7);
        foreach (var text in (string[])[Web, NoAgent, Proxy, Ssh, Sudo, Audit, Windows, Xml, Json, HandMade, Forti, "<Event", "a=", "=", "msg=audit( a=4142 b='msg=\"c=d", "{\"a\": [[[[", "{\"\\"])
        {
            for (var run = 0; run < 400; run++)
            {
                var bytes = Encoding.UTF8.GetBytes(text)[..chance.Next(text.Length + 1)];
                for (var change = chance.Next(4); change > 0 && bytes.Length > 0; change--) bytes[chance.Next(bytes.Length)] = (byte)chance.Next(256);
                LogRecord record = new();
                NewReader().TryRead(bytes, ref record);
                rules.Explain(bytes, in record);
            }
        }
    }

    private static string Quoted(string selection)
    {
        var colon = selection.IndexOf(": ", StringComparison.Ordinal);
        var value = selection[(colon + 2)..];
        return value.StartsWith('\'') || value == "null" || char.IsAsciiDigit(value[0]) && int.TryParse(value, out _) ? selection : $"{selection[..colon]}: '{value}'";
    }

    private static string Rule(string source, string selection, string condition = "s") =>
        $"title: t\nlogsource: {(source.StartsWith('{') ? source : $"{{ {source} }}")}\ndetection:\n  s: {selection}\n  condition: {condition}\n";

    private static bool Fires(string line, string source, string selection) => Fires(line, Rule(source, selection));

    private static bool Fires(string line, string rule)
    {
        var record = Read(line, out var bytes);
        return new LineRules(Compile([rule]), 1).Explain(bytes, in record)[0] is RuleAnswer.Fired;
    }

    private static LogReader NewReader() => new(new(LogClock.Utc(new(2026, 11, 30, 0, 0, 0, TimeSpan.Zero))));

    private static LogRecord Read(string line, out byte[] bytes)
    {
        bytes = Encoding.UTF8.GetBytes(line);
        LogRecord record = new();
        NewReader().TryRead(bytes, ref record);
        return record;
    }

    private static RuleSet Compile(IEnumerable<string> rules)
    {
        var reader = new SigmaReader(Placeholders.None);
        foreach (var rule in rules) reader.Add("rule.yml", Encoding.UTF8.GetBytes(rule));
        var book = reader.Complete(out var faults);
        Assert.Empty(faults);
        return RuleSet.Compile(book);
    }
}
