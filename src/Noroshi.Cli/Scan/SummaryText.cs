using Noroshi.Sensor.Detectors;
using Noroshi.Sensor.Logs;

namespace Noroshi.Cli.Scan;

/// <summary>The result on a terminal: what matters first, few lines, what to do; the rest is counted.</summary>
/// <param name="terminal">Where and in which language.</param>
/// <param name="isColored">Whether the terminal shows colours; the words say it all without.</param>
internal sealed class SummaryText(Terminal terminal, bool isColored)
{
    private const int ShownWhole = 8;
    private const int ShownShort = 12;

    internal void Write(ScanResult result)
    {
        WriteHead(result);
        foreach (var finding in result.Findings.Take(ShownWhole)) WriteWhole(finding, result.Zone);
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
        terminal.Line(Paint(Verdict(result), result.Findings.Any(f => f.Finding.HasSucceeded) ? Ink.Bad : Ink.Strong));
    }

    /// <summary>The one sentence for who reads nothing else.</summary>
    internal string Verdict(ScanResult result)
    {
        if (result.Lines == result.Unread && result.Findings.Count == 0) return Say(result.Lines == 0 ? "scan.verdict.empty" : "scan.verdict.unread");
        if (result.Findings.Count == 0) return Say("scan.verdict.nothing");
        var succeeded = result.Findings.Count(f => f.Finding.HasSucceeded);
        if (succeeded > 0) return Say("scan.verdict.succeeded", ("count", Shown.Number(succeeded)), ("all", Shown.Number(result.Findings.Count)));
        var serious = result.Findings.Count(f => f.Finding.Severity >= Severity.High);
        return serious > 0
            ? Say("scan.verdict.serious", ("count", Shown.Number(serious)), ("all", Shown.Number(result.Findings.Count)))
            : Say("scan.verdict.tries", ("all", Shown.Number(result.Findings.Count)));
    }

    /// <summary>One finding: what, when, where, what to do, the first line that shows it.</summary>
    internal void WriteWhole(ShownFinding shown, TimeZoneInfo zone)
    {
        terminal.Line("");
        var finding = shown.Finding;
        terminal.Line($"{Paint(Mark(finding), finding.HasSucceeded || finding.Severity >= Severity.High ? Ink.Bad : Ink.Strong)}  {Paint(shown.Title, Ink.Strong)}");
        terminal.Line($"    {Shown.Span(finding.First, finding.Last, zone)}  {Where(shown)}");
        if (shown.What.Length > 0) terminal.Line($"    {shown.What}");
        foreach (var advice in shown.Advice.Take(2)) terminal.Line($"    → {advice}");
        if (shown.Lines.Count > 0) terminal.Line(Paint($"    {shown.Lines[0].File}:{shown.Lines[0].Number}{(shown.Lines.Count > 1 ? " …" : "")}", Ink.Quiet));
    }

    private void WriteRest(ScanResult result)
    {
        var rest = result.Findings.Skip(ShownWhole).ToArray();
        if (rest.Length == 0) return;
        terminal.Line("");
        foreach (var shown in rest.Take(ShownShort)) terminal.Line($"{Mark(shown.Finding)}  {shown.Title}  {Where(shown)}");
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

    private string Where(ShownFinding shown)
    {
        var finding = shown.Finding;
        var source = finding.Sources.IsEmpty ? "" : finding.SourceCount > 1 ? Say("scan.sources", ("first", Shown.Text(finding.Sources[0])), ("more", Shown.Number(finding.SourceCount - 1))) : Shown.Text(finding.Sources[0]);
        var target = string.Join(' ', new[] { finding.Target.Service, finding.Target.Host, finding.Target.Url }.Where(t => t.Length > 0).Select(Shown.Text));
        var account = shown.Accounts.FirstOrDefault() is { } name ? $"  {Say("scan.account", ("name", name))}" : "";
        return $"{source}{(source.Length > 0 && target.Length > 0 ? " → " : "")}{target}{account}";
    }

    private string Mark(Finding finding) => Say(finding.HasSucceeded ? "scan.mark.succeeded" : $"scan.mark.{finding.Severity.ToString().ToLowerInvariant()}");

    private string Say(string key, params ReadOnlySpan<(string, string)> values) => terminal.Say(key, values);

    private string Paint(string text, string ink) => isColored ? $"\e[{ink}m{text}\e[0m" : text;

    private static class Ink
    {
        internal const string Bad = "1;31";
        internal const string Strong = "1";
        internal const string Quiet = "2";
    }
}
