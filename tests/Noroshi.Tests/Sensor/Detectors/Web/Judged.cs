using System.Text;
using Noroshi.Core.Content;
using Noroshi.Core.Vocabulary;
using Noroshi.Sensor.Detectors.Web;
using Noroshi.Sensor.Detectors.Web.Knowledge;
using Noroshi.Sensor.Logs;

namespace Noroshi.Tests.Sensor.Detectors.Web;

/// <summary>Verdicts of a judge with everything that ships, so that tests can state them.</summary>
internal static class Judged
{
    internal const string Browser = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

    internal static IReadOnlyList<ContentFile> Files { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "content", "detectors"), "web.*.yaml").Order(StringComparer.Ordinal).Select(f => new ContentFile($"detectors/{Path.GetFileName(f)}", File.ReadAllBytes(f)))];

    internal static WebKnowledge Knowledge { get; } = Read();

    /// <summary>A judge of its own for each test: judges are for one thread.</summary>
    internal static WebJudge NewJudge() => new(Knowledge);

    internal static WebVerdict Target(string target) => Of(target, Browser, "");

    internal static WebVerdict Agent(string agent) => Of("/", agent, "");

    internal static WebVerdict Referer(string referer) => Of("/", Browser, referer);

    internal static WebVerdict Of(string target, string agent, string referer, int status = 200, long bytes = 5000) =>
        Of(NewJudge(), target, agent, referer, status, bytes);

    internal static WebVerdict Of(WebJudge judge, string target, string agent, string referer, int status = 200, long bytes = 5000)
    {
        var record = new LogRecord
        {
            Kind = RecordKind.Request,
            Target = Encoding.UTF8.GetBytes(target),
            UserAgent = Encoding.UTF8.GetBytes(agent),
            Referer = Encoding.UTF8.GetBytes(referer),
            Status = status,
            Bytes = bytes,
        };
        return judge.Judge(record);
    }

    internal static WebVerdict Line(string line)
    {
        LogRecord record = new();
        Assert.True(ReadLineReader().TryRead(Encoding.UTF8.GetBytes(line), ref record), line);
        return NewJudge().Judge(record);
    }

    private static LogReader ReadLineReader() => new(new(LogClock.Utc(new(2026, 11, 30, 0, 0, 0, TimeSpan.Zero))));

    private static WebKnowledge Read()
    {
        List<Fault> faults = [];
        var knowledge = WebKnowledge.Of(DetectorRules.Read(Files, null, faults), out var rest);
        Assert.Empty(faults);
        Assert.Empty(rest.Rules);
        return knowledge;
    }
}
