namespace Noroshi.Tests.Sensor.Detectors;

/// <summary>The part of <c>bench/accuracy.md</c> between two marks: a table for each generated log, replaced by title.</summary>
internal static class AccuracyPage
{
    private const string Begin = "<!-- behaviour: begin -->";
    private const string End = "<!-- behaviour: end -->";
    private static readonly Lock Gate = new();

    internal static void Write(string title, IEnumerable<string> rows)
    {
        lock (Gate)
        {
            var path = Path.Combine(Repository.Root, "bench", "accuracy.md");
            var text = File.Exists(path) ? File.ReadAllText(path) : "# Accuracy\n";
            if (!text.Contains(Begin, StringComparison.Ordinal)) text += $"\n## Behaviour\n\nGenerated logs (`Noroshi.Benchmarks logs`), counted by source; the last column is the interval of Wilson at 95 %.\n\n{Begin}\n{End}\n";
            var from = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
            var until = text.IndexOf(End, StringComparison.Ordinal);
            var tables = text[from..until].Split("### ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(t => !t.StartsWith(Kind(title), StringComparison.Ordinal));
            var table = $"{title}\n\n| | found | goal | interval |\n|---|---|---|---|\n{string.Join('\n', rows)}";
            File.WriteAllText(path, $"{text[..from]}\n{string.Concat(tables.Append(table).Order(StringComparer.Ordinal).Select(t => $"### {t}\n\n"))}{text[until..]}");
        }
    }

    // "auth, seed 1, 123 lines": the number of lines changes with the generator.
    private static string Kind(string title) => title[..title.LastIndexOf(',')];
}
