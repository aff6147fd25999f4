using Noroshi.Sensor.Detectors;
using Noroshi.Sensor.Logs;

namespace Noroshi.Cli.Scan;

/// <summary>The result on a terminal: what matters first, few lines, what to do; the rest is counted.</summary>
/// <param name="terminal">Where and in which language.</param>
/// <param name="isColored">Whether the terminal shows colours; the words say it all without.</param>
internal sealed class SummaryText(Terminal terminal, bool isColored)
{
    private const int ShownWhole = 6;
    private const int ShownShort = 12;
    private const int MostSuccesses = 8;
    private const int MostOthers = 3;

    internal void Write(ScanResult result)
    {
        WriteHead(result);
        foreach (var group in result.Groups.Take(ShownWhole)) WriteWhole(group, result.Zone);
        WriteRest(result);
        WriteFoot(result);
    }

    private void WriteHead(ScanResult result)
    {
        var first = result.Span.First == LogRecord.NoTime ? 0 : result.Span.First;
        terminal.Line(Say("scan.head", ("files", Shown.Number(result.Files.Count)), ("lines", Shown.Number(result.Lines)), ("size", Shown.Size(result.Bytes)),
            ("seconds", result.Elapsed.TotalSeconds.ToString("F1", System.Globalization.CultureInfo.InvariantCulture))));
        if (result.Span.First != LogRecord.NoTime) terminal.Line(Say("scan.span", ("span", Shown.Span(result.Span.First, result.Span.Last, result.Zone)), ("zone", Shown.Zone(result.Zone, first))));
        terminal.Line("");
        terminal.Line(Paint($"{Verdict(result)} {Detail(result)}".TrimEnd(), result.Groups.Any(g => g.Head.Finding.HasSucceeded) ? Ink.Bad : Ink.Strong));
    }

    /// <summary>The one sentence for who reads nothing else.</summary>
    internal string Verdict(ScanResult result)
    {
        if (result.Lines == result.Unread && result.Groups.Count == 0) return Say(result.Lines == 0 ? "scan.verdict.empty" : "scan.verdict.unread");
        if (result.Groups.Count == 0) return Say("scan.verdict.nothing");
        var all = Shown.Number(result.Groups.Count);
        if (result.Groups.Any(g => g.Head.Finding.HasSucceeded)) return Say("scan.verdict.succeeded");
        var serious = result.Groups.Count(g => g.Head.Finding.Severity >= Severity.High);
        return serious > 0 ? Say("scan.verdict.serious", ("count", Shown.Number(serious)), ("all", all)) : Say("scan.verdict.tries", ("all", all));
    }

    /// <summary>How much of it looks as if somebody got in; empty when nothing does.</summary>
    internal string Detail(ScanResult result)
    {
        var succeeded = result.Groups.Where(g => g.Head.Finding.HasSucceeded).ToArray();
        var sources = succeeded.SelectMany(g => g.Head.Finding.Sources).Distinct().Count();
        return succeeded.Length == 0 ? "" : Say("scan.verdict.succeeded.detail", ("count", Shown.Number(succeeded.Length)), ("all", Shown.Number(result.Groups.Count)), ("sources", Shown.Number(sources)));
    }

    /// <summary>What happened, and of many the same how many.</summary>
    internal string Title(FindingGroup group)
    {
        if (group.IsOne) return group.Head.Title;
        var sources = group.Head.Finding.SourceCount;
        return sources > 1
            ? Say("scan.group.sources", ("title", group.Head.Title), ("count", Shown.Number(sources)))
            : Say("scan.group.times", ("title", group.Head.Title), ("count", Shown.Number(group.Members.Count)));
    }

    /// <summary>One finding: what, when, where, what to do, the first line that shows it. Of many the same the worst, a line each.</summary>
    internal void WriteWhole(FindingGroup group, TimeZoneInfo zone)
    {
        terminal.Line("");
        var finding = group.Head.Finding;
        terminal.Line($"{Paint(Mark(finding), finding.HasSucceeded || finding.Severity >= Severity.High ? Ink.Bad : Ink.Strong)}  {Paint(Title(group), Ink.Strong)}");
        if (group.IsOne)
        {
            terminal.Line($"    {Shown.Span(finding.First, finding.Last, zone)}  {Where(group.Head)}");
            if (group.Head.What.Length > 0) terminal.Line($"    {group.Head.What}");
        }
        else WriteMembers(group, zone);
        foreach (var advice in group.Head.Advice.Take(2)) terminal.Line($"    → {advice}");
        if (group.Head.Lines.Count > 0) terminal.Line(Paint($"    {group.Head.Lines[0].File}:{group.Head.Lines[0].Number}{(group.IsOne && group.Head.Lines.Count == 1 ? "" : " …")}", Ink.Quiet));
    }

    private void WriteMembers(FindingGroup group, TimeZoneInfo zone)
    {
        var most = group.Head.Finding.HasSucceeded ? MostSuccesses : MostOthers;
        var width = group.Members.Take(most).Max(m => Plain.Width(Where(m)));
        foreach (var member in group.Members.Take(most))
        {
            var where = Where(member);
            terminal.Line($"    {Shown.Time(member.Finding.First, zone)}  {where}{new string(' ', width - Plain.Width(where))}  {Times(member)}".TrimEnd());
        }
        if (group.Members.Count > most) terminal.Line($"    {Say("scan.group.more", ("count", Shown.Number(group.Members.Count - most)))}");
    }

    private void WriteRest(ScanResult result)
    {
        var rest = result.Groups.Skip(ShownWhole).ToArray();
        if (rest.Length == 0) return;
        terminal.Line("");
        foreach (var group in rest.Take(ShownShort)) terminal.Line($"{Mark(group.Head.Finding)}  {Title(group)}{(group.IsOne ? "  " + Where(group.Head) : "")}".TrimEnd());
        if (rest.Length > ShownShort) terminal.Line(Say("scan.more", ("count", Shown.Number(rest.Length - ShownShort))));
    }

    private void WriteFoot(ScanResult result)
    {
        terminal.Line("");
        foreach (var note in result.Notes) terminal.Line(note);
        if (result.Unread > 0) terminal.Line(Say("scan.unread", ("count", Shown.Number(result.Unread))));
        foreach (var blind in BlindSpots.Of(result)) terminal.Line(Paint(Say(blind), Ink.Quiet));
        terminal.Line(Paint(Say("scan.screening"), Ink.Quiet));
    }

    /// <summary>How often; of attacks that may have worked, how many of them. Nothing for once.</summary>
    internal string Times(ShownFinding shown)
    {
        var worked = shown.Finding.HasSucceeded ? shown.Finding.Facts.FirstOrDefault(f => f.Key == "succeeded").Value : null;
        return worked is not null ? Say("scan.group.worked", ("count", Shown.Number(shown.Finding.Count)), ("worked", worked))
            : shown.Finding.Count > 1 ? Say("scan.group.count", ("count", Shown.Number(shown.Finding.Count))) : "";
    }

    /// <summary>From where, to what, as whom.</summary>
    internal string Where(ShownFinding shown)
    {
        var finding = shown.Finding;
        var source = finding.Sources.IsEmpty ? "" : finding.SourceCount > 1 ? Say("scan.sources", ("first", Shown.Text(finding.Sources[0])), ("more", Shown.Number(finding.SourceCount - 1))) : Shown.Text(finding.Sources[0]);
        var target = shown.Target;
        var account = shown.Accounts.FirstOrDefault() is { } name ? $"  {Say("scan.account", ("name", name))}" : "";
        return $"{source}{(source.Length > 0 && target.Length > 0 ? " → " : "")}{target}{account}";
    }

    /// <summary>A finding on one line, told apart from others of its rule.</summary>
    internal string Listed(ShownFinding shown, TimeZoneInfo zone) => string.Join("  ", new[] { Mark(shown.Finding), shown.Title, Where(shown), Shown.Span(shown.Finding.First, shown.Finding.Last, zone), Times(shown) }.Where(t => t.Length > 0));

    private string Mark(Finding finding) => Say(finding.HasSucceeded ? "scan.mark.succeeded" : $"scan.mark.{finding.Severity.ToString().ToLowerInvariant()}");

    private string Say(string key, params ReadOnlySpan<(string, string)> values) => Wording.Smooth(terminal.Say(key, values), terminal.Language);

    private string Paint(string text, string ink) => isColored ? $"\e[{ink}m{text}\e[0m" : text;

    private static class Ink
    {
        internal const string Bad = "1;31";
        internal const string Strong = "1";
        internal const string Quiet = "2";
    }
}
