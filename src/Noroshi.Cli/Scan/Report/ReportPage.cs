using System.Globalization;
using System.Reflection;
using System.Text;
using Noroshi.Core.Vocabulary;
using Noroshi.Sensor.Detectors;
using Noroshi.Sensor.Logs;

namespace Noroshi.Cli.Scan.Report;

/// <summary>The scan's result as one page that needs nothing else: no script, no font, no picture from anywhere. What is wrong first, then the plots, then the findings with their lines, then what was read.</summary>
/// <param name="terminal">Language and texts.</param>
/// <param name="result">What was found.</param>
internal sealed class ReportPage(Terminal terminal, ScanResult result)
{
    private const int BarRows = 10;
    private const int MostNames = 10;
    private const int MostSources = 2000;

    /// <summary>Findings of one rule that the page lists; the JSON has them all.</summary>
    private const int MostMembers = 200;

    private readonly StringBuilder _html = new();
    private readonly SummaryText _summary = new(terminal, isColored: false);

    internal string Html()
    {
        var language = terminal.Language == Language.Ja ? "ja" : "en";
        _html.Append(CultureInfo.InvariantCulture, $"<!doctype html>\n<html lang='{language}'><head><meta charset='utf-8'><meta name='viewport' content='width=device-width'>\n");
        _html.Append("<meta http-equiv='Content-Security-Policy' content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
        _html.Element("title", Say("scan.page.title")).Append("<style>").Append(Style()).Append("</style></head><body><main>\n");
        Head();
        Plots();
        Findings();
        Limits();
        Read();
        return _html.Append("</main></body></html>\n").ToString();
    }

    private void Head()
    {
        var groups = result.Groups;
        var state = groups.Any(g => g.Head.Finding.HasSucceeded) ? "bad" : groups.Any(g => g.Head.Finding.Severity >= Severity.High) ? "warn" : groups.Count > 0 ? "some" : "good";
        _html.Element("p", Say("scan.page.title"), "class='kicker'");
        _html.Element("h1", _summary.Verdict(result), $"class='{state}'");
        if (_summary.Detail(result) is { Length: > 0 } detail) _html.Element("p", detail);
        if (groups.Count > 0)
        {
            var top = groups[0].Head;
            _html.Append("<dl class='first'>");
            Row("scan.page.what", _summary.Title(groups[0]));
            Row("scan.page.sure", Say($"scan.confidence.{Word(top.Finding.Confidence)}"));
            Row("scan.page.since", Shown.Span(top.Finding.First, top.Finding.Last, result.Zone) + " " + Shown.Zone(result.Zone, top.Finding.First));
            if (top.Advice.Count > 0) Row("scan.page.now", top.Advice[0]);
            if (top.Reporting.Length > 0) Row("scan.page.report", top.Reporting);
            _html.Append("</dl>\n");
        }
        else _html.Element("p", Say("scan.page.nothing"));
    }

    private void Row(string key, string text) => _html.Append("<div>").Element("dt", Say(key)).Element("dd", text).Append("</div>");

    private void Plots()
    {
        if (result.Timeline.IsEmpty) return;
        var plot = new TimePlot(result.Timeline);
        _html.Element("h2", Say("scan.page.time")).Append("<figure>\n");
        PlotRow("all", "scan.page.lines", plot.Lines);
        PlotRow("failure", "scan.page.failures", plot.Failures);
        PlotRow("attack", "scan.page.attacks", plot.Attacks);
        _html.Append(plot.Axis(result.Zone)).Element("figcaption", Say("scan.page.bar", ("time", Wording.Duration(plot.BarWidth, terminal)))).Append("</figure>\n");
        _html.Append("<div class='pair'>");
        Bars("scan.page.sources", result.Findings.Where(f => f.Finding.SourceCount == 1 && !f.Finding.Sources.IsEmpty).GroupBy(f => f.Finding.Sources[0]));
        Bars("scan.page.targets", result.Findings.GroupBy(f => f.Target).Where(g => g.Key.Length > 0));
        _html.Append("</div>\n");
    }

    /// <summary>A row of the plot with its name and its scale; nothing for what does not occur.</summary>
    private void PlotRow(string style, string name, long[] counts)
    {
        var most = counts.Max();
        if (most == 0) return;
        var (label, scale) = (Say(name), Say("scan.page.top", ("top", Shown.Number(most))));
        _html.Append(CultureInfo.InvariantCulture, $"<p class='scale'><span><span class='key {style}'></span>{HtmlText.Of(label)}</span>").Element("span", scale).Append("</p>").Append(TimePlot.Row(counts, style, $"{label}: {scale}"));
    }

    private void Bars(string title, IEnumerable<IGrouping<string, ShownFinding>> groups)
    {
        var rows = groups.Select(g => (Name: g.Key, Count: g.Sum(f => f.Finding.Count))).OrderByDescending(r => r.Count).Take(BarRows).ToArray();
        if (rows.Length == 0) return;
        _html.Append("<section>").Element("h2", Say(title)).Append("<table class='bars'>");
        foreach (var (name, count) in rows)
        {
            var share = Math.Max(1, 100.0 * count / rows[0].Count);
            _html.Append("<tr>").Element("th", Shown.Text(name), "scope='row'").Append(CultureInfo.InvariantCulture, $"<td><svg viewBox='0 0 100 10' preserveAspectRatio='none' aria-hidden='true'><rect width='{share:F0}' height='10'/></svg></td>");
            _html.Element("td", Shown.Number(count), "class='number'").Append("</tr>");
        }
        _html.Append("</table></section>");
    }

    private void Findings()
    {
        if (result.Groups.Count == 0) return;
        _html.Element("h2", Say("scan.page.findings", ("count", Shown.Number(result.Groups.Count))));
        foreach (var group in result.Groups) One(group);
    }

    private void One(FindingGroup group)
    {
        var shown = group.Head;
        var mark = Mark(shown.Finding);
        _html.Append(CultureInfo.InvariantCulture, $"<article class='{mark}'><h3><span class='mark'>{HtmlText.Of(Say($"scan.mark.{mark}"))}</span> {HtmlText.Of(_summary.Title(group))}</h3>\n");
        if (group.IsOne && shown.What.Length > 0) _html.Element("p", shown.What);
        _html.Append("<dl>");
        Row("scan.page.since", Shown.Span(shown.Finding.First, shown.Finding.Last, result.Zone));
        Row("scan.page.sure", Say($"scan.confidence.{Word(shown.Finding.Confidence)}"));
        if (group.IsOne) Whence(shown);
        Row("scan.page.class", $"{shown.Finding.Kind}{(shown.Finding.Attack.IsEmpty ? "" : " · " + string.Join(", ", shown.Finding.Attack))} · {shown.Finding.Rule}");
        _html.Append("</dl>");
        if (shown.Advice.Count > 0)
        {
            _html.Element("h4", Say("scan.page.now")).Append("<ol>");
            foreach (var advice in shown.Advice) _html.Element("li", advice);
            _html.Append("</ol>");
        }
        if (shown.Reporting.Length > 0) _html.Element("h4", Say("scan.page.report")).Element("p", shown.Reporting);
        if (group.IsOne) AllSources(shown.Finding);
        if (group.IsOne) ProvingLines(shown);
        else Members(group);
        _html.Append("</article>\n");
    }

    private void Whence(ShownFinding shown)
    {
        var finding = shown.Finding;
        if (!finding.Sources.IsEmpty) Row("scan.page.from", Several(finding.Sources.Select(Shown.Text), finding.SourceCount));
        if (shown.Target.Length > 0) Row("scan.page.to", shown.Target);
        if (shown.Accounts.Any()) Row("scan.page.accounts", Several(shown.Accounts, finding.AccountCount));
    }

    /// <summary>The sources behind the first few, to be opened.</summary>
    private void AllSources(Finding finding)
    {
        if (finding.Sources.Length <= MostNames) return;
        _html.Append("<details><summary>").Append(HtmlText.Of(Say("scan.page.all-sources", ("count", Shown.Number(finding.SourceCount))))).Append("</summary>");
        _html.Element("p", string.Join(", ", finding.Sources.Take(MostSources).Select(Shown.Text)), "class='place'");
        if (finding.SourceCount > MostSources) _html.Element("p", Say("scan.page.more", ("count", Shown.Number(finding.SourceCount - MostSources))));
        _html.Append("</details>");
    }

    /// <summary>The first of many names, and how many more there are.</summary>
    private static string Several(IEnumerable<string> names, int count)
    {
        var named = names.Take(MostNames).ToArray();
        return string.Join(", ", named) + (count > named.Length ? $" (+{Shown.Number(count - named.Length)})" : "");
    }

    /// <summary>Those of a group one by one, each to be opened; what worked lies open already.</summary>
    private void Members(FindingGroup group)
    {
        _html.Append(group.Head.Finding.HasSucceeded ? "<details open><summary>" : "<details><summary>").Append(HtmlText.Of(Say("scan.page.members", ("count", Shown.Number(group.Members.Count))))).Append("</summary>\n");
        foreach (var member in group.Members.Take(MostMembers))
        {
            _html.Append("<details class='member'><summary>").Append(HtmlText.Of(_summary.Where(member))).Append("<span class='when'>");
            _html.Append(HtmlText.Of($"{Shown.Span(member.Finding.First, member.Finding.Last, result.Zone)}  {_summary.Times(member)}".TrimEnd())).Append("</span></summary>\n");
            if (member.What.Length > 0) _html.Element("p", member.What);
            if (member.Finding.AccountCount > 1 && member.Accounts.Any()) _html.Element("p", $"{Say("scan.page.accounts")}: {Several(member.Accounts, member.Finding.AccountCount)}");
            AllSources(member.Finding);
            Lines(member);
            _html.Append("</details>");
        }
        if (group.Members.Count > MostMembers) _html.Element("p", Say("scan.page.more", ("count", Shown.Number(group.Members.Count - MostMembers))));
        _html.Append("</details>");
    }

    private void ProvingLines(ShownFinding shown)
    {
        if (shown.Lines.Count == 0) return;
        _html.Append("<details><summary>").Append(HtmlText.Of(Say("scan.page.proof", ("count", Shown.Number(shown.Lines.Count))))).Append("</summary>");
        Lines(shown);
        _html.Append("</details>");
    }

    private void Lines(ShownFinding shown)
    {
        foreach (var line in shown.Lines)
        {
            _html.Element("p", $"{Shown.Text(line.File)}:{line.Number.ToString(CultureInfo.InvariantCulture)}  SHA-256 {line.Hash ?? "—"}", "class='place'");
            _html.Element("pre", Masking.Line(line.Text, shown.Finding));
        }
    }

    private void Limits()
    {
        _html.Element("h2", Say("scan.page.limits")).Append("<ul>");
        foreach (var blind in BlindSpots.Of(result)) _html.Element("li", Say(blind));
        foreach (var note in result.Notes) _html.Element("li", note);
        if (result.Unread > 0) _html.Element("li", Say("scan.unread", ("count", Shown.Number(result.Unread))));
        _html.Element("li", Say("scan.screening")).Append("</ul>\n");
    }

    private void Read()
    {
        _html.Element("h2", Say("scan.page.read")).Append("<table><thead><tr>").Element("th", Say("scan.page.file")).Element("th", Say("scan.page.size"), "class='number'").Element("th", Say("scan.page.count"), "class='number'").Append("</tr></thead><tbody>");
        foreach (var file in result.Files)
            _html.Append("<tr><td>").Append(HtmlText.Of(Shown.Text(file.Name))).Append(file.Hash is null ? "" : $"<br><span class='place'>SHA-256 {file.Hash}</span>").Append("</td>").Element("td", Shown.Size(file.Bytes), "class='number'").Element("td", Shown.Number(file.Lines), "class='number'").Append("</tr>");
        _html.Append("</tbody></table>");
        var formats = string.Join(", ", result.Formats.Where(f => f.Key.Length > 0).OrderByDescending(f => f.Value).Select(f => $"{f.Key} {Shown.Number(f.Value)}"));
        var version = typeof(ReportPage).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";
        _html.Element("p", Say("scan.page.made", ("at", result.At.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture)), ("version", version), ("rules", result.Rules.Value), ("formats", formats)), "class='place'");
    }

    private static string Mark(Finding finding) => finding.HasSucceeded ? "succeeded" : Word(finding.Severity);

    private static string Word<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();

    private string Say(string key, params ReadOnlySpan<(string, string)> values) => Wording.Smooth(terminal.Say(key, values), terminal.Language);

    private static string Style()
    {
        using var style = typeof(ReportPage).Assembly.GetManifestResourceStream("report.css") ?? throw new InvalidOperationException("report.css");
        using var reader = new StreamReader(style);
        return reader.ReadToEnd();
    }
}
