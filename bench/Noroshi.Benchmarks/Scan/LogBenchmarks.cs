using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Noroshi.Benchmarks.Logs;
using Noroshi.Core.Content;
using Noroshi.Core.Vocabulary;
using Noroshi.Sensor.Detectors;
using Noroshi.Sensor.Detectors.Web;
using Noroshi.Sensor.Detectors.Web.Knowledge;
using Noroshi.Sensor.Logs;
using Noroshi.Sensor.Logs.Patterns;

namespace Noroshi.Benchmarks.Scan;

/// <summary>What a scan does with a block of lines, beside one expression for the same fields; and what a judge does with requests it has not seen before.</summary>
internal static partial class LogBenchmarks
{
    private const int BlockBytes = 64 * 1024;

    [GeneratedRegex("""^(\S+) \S+ (\S+) \[([^\]]+)\] "(\S+) (\S+) [^"]*" (\d{3}) (\d+|-) "([^"]*)" "([^"]*)"$""", RegexOptions.CultureInvariant)]
    private static partial Regex Combined { get; }

    [GeneratedRegex(@"^(\w{3} +\d+ [\d:]{8}) (\S+) sshd\[(\d+)\]: (Failed|Accepted) (\S+) for (?:invalid user )?(.*) from (\S+) port (\d+)", RegexOptions.CultureInvariant)]
    private static partial Regex Sshd { get; }

    [GeneratedRegex(@"^(\w{3} +\d+ [\d:]{8}) (\S+) ([^\s:\[]+)(?:\[(\d+)\])?: (.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Head { get; }

    internal static IEnumerable<Benchmark> All()
    {
        var (knowledge, settings, patterns) = Content();
        yield return Block("logs.web-block", Generated("web"), Combined, knowledge, settings, patterns);
        yield return Block("logs.auth-block", Generated("auth"), Sshd, knowledge, settings, patterns);
        yield return Block("logs.system-block", SystemLog(), Head, knowledge, settings, patterns);
        WebJudge judge = new(knowledge);
        byte[][] values = [.. Values.Select(Encoding.UTF8.GetBytes)];
        yield return new("web.judge-values", () =>
        {
            foreach (var value in values) judge.JudgeHeader(value);
        });
    }

    private static IEnumerable<string> Values =>
    [
        "1' union select password from users--", "<img src=x onerror=alert(1)>", "../../../../etc/passwd", "; cat /etc/passwd", "${jndi:ldap://198.51.100.7/a}", "{{7*7}}",
        "select a plan that fits", "O'Reilly & sons", "東京都 千代田区", "https://www.example.com/path?x=1&y=2", "a+b=c (maybe)", "2026-11-21T10:00:00+09:00",
    ];

    /// <summary>What a machine's own log is full of, and no format knows: every format that could is asked, then the patterns of all products.</summary>
    private static byte[] SystemLog()
    {
        string[] messages =
        [
            "systemd[1]: Started Session {0} of User alice.", "systemd-logind[610]: New session {0} of user alice.", "kernel: [ {0}.123456] eth0: link becomes ready", "dhclient[700]: bound to 192.0.2.7 -- renewal in {0} seconds.",
            "CRON[{0}]: (root) CMD (test -x /usr/sbin/anacron || run-parts /etc/cron.daily)", "named[820]: zone example.org/IN: sending notifies (serial {0})", "chronyd[650]: Selected source 198.51.100.{1}", "rsyslogd: [origin software=\"rsyslogd\" x-pid=\"{0}\"] rsyslogd was HUPed",
        ];
        StringBuilder log = new();
        for (var i = 0; log.Length < BlockBytes; i++) log.Append(CultureInfo.InvariantCulture, $"Nov 20 10:{i / 60 % 60:00}:{i % 60:00} gate ").AppendFormat(CultureInfo.InvariantCulture, messages[i % messages.Length], 1000 + i, i % 256).Append('\n');
        return Encoding.UTF8.GetBytes(log.ToString());
    }

    private static byte[] Generated(string kind)
    {
        using MemoryStream written = new();
        LogsProgram.Write(kind, BlockBytes, 1, written);
        return written.ToArray();
    }

    private static Benchmark Block(string name, byte[] block, Regex rival, WebKnowledge knowledge, WatchSettings settings, LogPatterns patterns)
    {
        string[] lines = Encoding.UTF8.GetString(block).Split('\n');
        LogReader reader = new(new(LogClock.Utc(DateTimeOffset.UnixEpoch.AddYears(60))), new(patterns));
        WebJudge judge = new(knowledge);
        LineIndex index = new();
        SightingBlock sightings = new(settings);
        return new(name, () => Read(block, reader, judge, index, sightings), "Regex, fields only", () =>
        {
            foreach (var line in lines) rival.Match(line);
        });
    }

    private static void Read(ReadOnlySpan<byte> block, LogReader reader, WebJudge judge, LineIndex index, SightingBlock sightings)
    {
        sightings.Begin();
        LogRecord record = new();
        LineCursor cursor = new(index, block);
        while (cursor.TryNext(out var line))
        {
            if (!reader.TryRead(line, cursor.Quotes, ref record)) continue;
            var verdict = record.Kind == RecordKind.Request ? judge.Judge(in record) : WebVerdict.Nothing;
            sightings.Add(block, line, in record, in verdict);
        }
    }

    private static (WebKnowledge, WatchSettings, LogPatterns) Content()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "content");
        var files = Files(folder, "detectors");
        List<Fault> faults = [];
        return (WebKnowledge.Of(DetectorRules.Read(files, null, faults), out _), new(BehaviourReader.ReadAll(files, faults).Select(b => b.Setting)), LogPatternFiles.Read(Files(folder, "logs"), [], faults));
    }

    private static ContentFile[] Files(string folder, string part) =>
        [.. Directory.EnumerateFiles(Path.Combine(folder, part), "*.yaml").Order(StringComparer.Ordinal).Select(f => new ContentFile(Path.GetRelativePath(folder, f), File.ReadAllBytes(f)))];
}
