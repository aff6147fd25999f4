using System.Collections.Immutable;
using System.Text;
using Noroshi.Sensor.Logs;
using Noroshi.Sensor.Logs.Patterns;

namespace Noroshi.Core.Content;

/// <summary>Executes the examples of a file of log patterns. Each pattern must read at least one of them, and at least one line must be left alone.</summary>
internal static class LogPatternExamples
{
    /// <summary>Examples without a year are of this time.</summary>
    private static readonly DateTimeOffset Moment = new(2026, 6, 30, 0, 0, 0, TimeSpan.Zero);

    internal static void Run(FieldReader fields, ImmutableArray<LogPattern> patterns)
    {
        var reader = Reader(patterns);
        List<byte[]> lines = [];
        var leftAlone = 0;
        ExampleRunner.Run(fields, input =>
        {
            var line = Encoding.UTF8.GetBytes(input.Text("line"));
            lines.Add(line);
            var said = Say(reader, line, patterns);
            if (said == "none") leftAlone++;
            return said;
        });
        foreach (var (pattern, i) in patterns.Select((pattern, i) => (pattern, i)))
        {
            var alone = Reader([pattern]);
            if (!lines.Exists(line => Say(alone, line, patterns) != "none")) fields.Faults.Add(fields.Bad("NRS-L010", "patterns").With("value", pattern.Text).With("number", $"{i + 1}"));
        }
        if (leftAlone == 0) fields.Faults.Add(fields.Bad("NRS-L011", "examples"));
    }

    private static LogReader Reader(ImmutableArray<LogPattern> patterns)
    {
        LogPatterns set = new(patterns);
        return new(new(LogClock.Utc(Moment)), new(() => set));
    }

    private static string Say(LogReader reader, byte[] line, ImmutableArray<LogPattern> patterns)
    {
        LogRecord record = new();
        if (!reader.TryRead(line, ref record) || patterns.IsEmpty || record.Format != patterns[0].Product) return "none";
        var outcome = record.Outcome switch { Outcome.Success => "success", Outcome.Failure => "failure", _ => "unknown" };
        return $"{outcome},{Text(record.Source)},{Text(record.Account)}";
    }

    private static string Text(ReadOnlySpan<byte> text) => text.IsEmpty ? "-" : Encoding.UTF8.GetString(text);
}
