namespace Noroshi.Cli.Scan.Send;

/// <summary>
/// Lists findings page by page, the most severe first, and asks until the answer names some of them, or none: a slip of the finger is not to cost the scan. The list can be gone on with and be narrowed down;
/// a finding keeps its number all the while.
/// </summary>
/// <param name="terminal">Where to write and in which language.</param>
/// <param name="input">Where answers come from; its end is the answer that nothing is to be sent.</param>
/// <param name="rows">Findings of one page.</param>
internal sealed class FindingPrompt(Terminal terminal, TextReader input, int rows)
{
    private const int FewestRows = 10;
    private const int MostRows = 50;
    private const int UsualRows = 20;

    // The question itself, what is said above it, and the line the answer is typed on.
    private const int OtherRows = 5;

    /// <summary>How many findings fit on this process's terminal.</summary>
    internal static int RowsOfTerminal()
    {
        try
        {
            return Console.WindowHeight > 0 ? Math.Clamp(Console.WindowHeight - OtherRows, FewestRows, MostRows) : UsualRows;
        }
        catch (Exception unknown) when (unknown is IOException or PlatformNotSupportedException)
        {
            return UsualRows;
        }
    }

    /// <summary>Asks.</summary>
    /// <param name="findings">All there are, the most severe first.</param>
    /// <param name="zone">The zone to show times in.</param>
    /// <returns>Those chosen; none when nothing is to be sent.</returns>
    internal IReadOnlyList<ShownFinding> Ask(IReadOnlyList<ShownFinding> findings, TimeZoneInfo zone)
    {
        var narrowed = Enumerable.Range(0, findings.Count).ToArray();
        terminal.Line("");
        var shown = WritePage(findings, narrowed, 0, zone);
        while (true)
        {
            terminal.Out.Write(terminal.Say("scan.send.ask") + " ");
            terminal.Out.Flush();
            var answer = FindingChoice.Narrow(input.ReadLine() ?? "").Trim();
            if (answer is "m" or "more" or "次" or "続き")
            {
                if (shown < narrowed.Length) shown += WritePage(findings, narrowed, shown, zone);
                else terminal.Line(terminal.Say("scan.send.end"));
            }
            else if (answer is ['/', .. var word])
            {
                var fitting = Enumerable.Range(0, findings.Count).Where(i => Fits(findings[i], word.Trim())).ToArray();
                if (fitting.Length == 0) terminal.Line(terminal.Say("scan.send.unfit", ("word", Shown.Text(word.Trim()))));
                else (narrowed, shown) = (fitting, WritePage(findings, fitting, 0, zone));
            }
            else if (FindingChoice.Of(answer, findings, hasNumbers: true, out var unknown, narrowed) is { } chosen) return chosen;
            else terminal.Line(terminal.Say("scan.send.unknown", ("value", Shown.Text(unknown)), ("count", Shown.Number(findings.Count))));
        }
    }

    /// <summary>Writes the next page and, when that is not all, how many more there are and what can be done about it.</summary>
    /// <returns>How many it held.</returns>
    private int WritePage(IReadOnlyList<ShownFinding> findings, int[] narrowed, int from, TimeZoneInfo zone)
    {
        var summary = new SummaryText(terminal, isColored: false);
        var page = narrowed.AsSpan(from, Math.Min(rows, narrowed.Length - from));
        foreach (var i in page) terminal.Line($"{i + 1,4}  {summary.Listed(findings[i], zone)}");
        var more = narrowed.Length - from - page.Length;
        if (more > 0) terminal.Line(terminal.Say("scan.send.more", ("count", Shown.Number(more)), ("all", Shown.Number(narrowed.Length))));
        if (narrowed.Length < findings.Count) terminal.Line(terminal.Say("scan.send.narrowed", ("count", Shown.Number(narrowed.Length)), ("all", Shown.Number(findings.Count))));
        return page.Length;
    }

    /// <summary>Whether a rule's id or title holds a word, or a source begins with it; everything fits an empty word.</summary>
    private static bool Fits(ShownFinding shown, string word) =>
        shown.Finding.Rule.Contains(word, StringComparison.OrdinalIgnoreCase) || shown.Title.Contains(word, StringComparison.OrdinalIgnoreCase)
        || shown.Finding.Sources.Any(s => s.StartsWith(word, StringComparison.OrdinalIgnoreCase));
}
