using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Noroshi.Core.Vocabulary;
using Noroshi.Sensor.Detectors;
using Noroshi.Sensor.Detectors.Web;
using Noroshi.Sensor.Logs;
using Noroshi.Sensor.Logs.Patterns;

namespace Noroshi.Core.Content;

/// <summary>
/// An example of a detector file: lines in, the rules found or <c>silence</c>. A step writes a line <c>times</c> times, <c>every</c> so long; in it <c>{n}</c> is the number of the repetition,
/// <c>{x}</c> the same in hexadecimal, <c>{iso}</c> and <c>{clf}</c> the time. Steps follow each other, or run <c>at</c> a time after the beginning. <c>attack</c> stands for the web rules' verdict on the line.
/// </summary>
public sealed class BehaviourExample
{
    private static readonly DateTimeOffset Beginning = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly List<(DateTimeOffset At, string Line, WebVerdict Verdict)> _lines = [];

    private BehaviourExample()
    {
    }

    /// <summary>Runs all examples of a file.</summary>
    /// <param name="file">A file of this kind.</param>
    /// <param name="settings">Settings of all detectors.</param>
    /// <param name="patterns">Messages of products.</param>
    /// <param name="faults">Receives an example with another result.</param>
    public static void RunAll(ContentFile file, WatchSettings settings, Lazy<LogPatterns> patterns, ICollection<Fault> faults)
    {
        if (file.Root([]) is YamlNode.Mapping root) ExampleRunner.Run(new(root, "", faults), input => Answer(input, settings, patterns));
    }

    /// <summary>Reads over an example without running it.</summary>
    internal static void Skip(FieldReader example)
    {
        example.Words("expected");
        example.Node("input");
        example.End();
    }

    private static string Answer(FieldReader input, WatchSettings settings, Lazy<LogPatterns> patterns)
    {
        BehaviourExample example = new();
        var at = Beginning;
        foreach (var step in input.Items("steps"))
        {
            at = example.Add(step, at);
            step.End();
        }
        var found = example.Run(settings, patterns).Select(f => f.Rule).Distinct().Order(StringComparer.Ordinal).ToArray();
        return found.Length == 0 ? "silence" : string.Join(',', found);
    }

    private DateTimeOffset Add(FieldReader step, DateTimeOffset at)
    {
        var line = step.Text("line");
        var times = step.Number("times") ?? 1;
        if (step.OptionalText("at") is { } begin) at = Beginning + Time(step, "at", begin);
        var every = step.OptionalText("every") is { } text ? Time(step, "every", text) : TimeSpan.FromSeconds(1);
        WebVerdict verdict = step.OptionalText("attack") is { } attack && Enum.TryParse<WebAttack>(attack, out var kind) ? new(kind, Tier.High, "example", step.YesNo("succeeded")) : WebVerdict.Nothing;
        for (var n = 1; n <= times; n++)
        {
            _lines.Add((at, Filled(line, n, at), verdict));
            at += every;
        }
        return at;
    }

    private static TimeSpan Time(FieldReader step, string key, string text)
    {
        if (TunableText.TryRead(text, TunableUnit.Time, out var value)) return TimeSpan.FromMilliseconds(value);
        step.Faults.Add(step.Bad("NRS-D103", key).With("value", text).With("expected", TunableText.WordsOf(TunableUnit.Time)));
        return TimeSpan.Zero;
    }

    private static string Filled(string line, int n, DateTimeOffset at) => line
        .Replace("{n}", n.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{x}", n.ToString("x", CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{iso}", at.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{clf}", at.ToString("dd/MMM/yyyy:HH:mm:ss", CultureInfo.InvariantCulture) + " +0000", StringComparison.Ordinal);

    private ImmutableArray<Finding> Run(WatchSettings settings, Lazy<LogPatterns> patterns)
    {
        Watch watch = new(settings);
        SightingBlock block = new(settings);
        LogReader reader = new(new(LogClock.Utc(Beginning.AddYears(1))), patterns);
        LogRecord record = new();
        block.Begin();
        var ordered = _lines.OrderBy(l => l.At).ToList();
        var text = Encoding.UTF8.GetBytes(string.Join('\n', ordered.Select(l => l.Line)));
        var at = 0;
        foreach (var (_, _, verdict) in ordered)
        {
            var end = text.AsSpan(at).IndexOf((byte)'\n') is var i and >= 0 ? at + i : text.Length;
            var line = text.AsSpan(at, end - at);
            if (reader.TryRead(line, ref record)) block.Add(text, line, in record, in verdict);
            else block.AddUnread();
            at = end + 1;
        }
        watch.Take(text, block, new(0, 1, 0));
        return watch.Findings();
    }
}
