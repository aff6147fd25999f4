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

    private readonly StringBuilder _html = new();

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
        var findings = result.Findings;
        var state = findings.Any(f => f.Finding.HasSucceeded) ? "bad" : findings.Any(f => f.Finding.Severity >= Severity.High) ? "warn" : findings.Count > 0 ? "some" : "good";
        _html.Element("p", Say("scan.page.title"), "class='kicker'");
        _html.Element("h1", new SummaryText(terminal, isColored: false).Verdict(result), $"class='{state}'");
        if (findings.Count > 0)
        {
            var top = findings[0];
            _html.Append("<dl class='first'>");
            Row("scan.page.what", top.Title);
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
        var (lines, notable) = TimePlot.Tops(result.Timeline);
        _html.Element("h2", Say("scan.page.time")).Append("<figure>").Append(TimePlot.Svg(result.Timeline, result.Zone, Say("scan.page.time")));
        _html.Append("<figcaption><span class='key all'></span>").Append(HtmlText.Of(Say("scan.page.lines", ("top", Shown.Number(lines)))));
        _html.Append(" <span class='key failure'></span>").Append(HtmlText.Of(Say("scan.page.failures", ("top", Shown.Number(notable)))));
        _html.Append(" <span class='key attack'></span>").Append(HtmlText.Of(Say("scan.page.attacks", ("top", Shown.Number(notable))))).Append("</figcaption></figure>\n");
        _html.Append("<div class='pair'>");
        Bars("scan.page.sources", result.Findings.Where(f => !f.Finding.Sources.IsEmpty).GroupBy(f => f.Finding.Sources[0]));
        Bars("scan.page.targets", result.Findings.GroupBy(f => Target(f.Finding)).Where(g => g.Key.Length > 0));
        _html.Append("</div>\n");
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
        if (result.Findings.Count == 0) return;
        _html.Element("h2", Say("scan.page.findings", ("count", Shown.Number(result.Findings.Count))));
        foreach (var shown in result.Findings) One(shown);
    }

    private void One(ShownFinding shown)
    {
        var finding = shown.Finding;
        var mark = finding.HasSucceeded ? "succeeded" : Word(finding.Severity);
        _html.Append(CultureInfo.InvariantCulture, $"<article class='{mark}'><h3><span class='mark'>{HtmlText.Of(Say($"scan.mark.{mark}"))}</span> {HtmlText.Of(shown.Title)}</h3>\n");
        if (shown.What.Length > 0) _html.Element("p", shown.What);
        _html.Append("<dl>");
        Row("scan.page.since", Shown.Span(finding.First, finding.Last, result.Zone));
        Row("scan.page.sure", Say($"scan.confidence.{Word(finding.Confidence)}"));
        if (!finding.Sources.IsEmpty) Row("scan.page.from", string.Join(", ", finding.Sources.Select(Shown.Text)) + (finding.SourceCount > finding.Sources.Length ? $" (+{Shown.Number(finding.SourceCount - finding.Sources.Length)})" : ""));
        if (Target(finding) is { Length: > 0 } target) Row("scan.page.to", Shown.Text(target));
        if (shown.Accounts.Any()) Row("scan.page.accounts", string.Join(", ", shown.Accounts) + (finding.AccountCount > finding.Accounts.Length ? $" (+{Shown.Number(finding.AccountCount - finding.Accounts.Length)})" : ""));
        Row("scan.page.class", $"{finding.Kind}{(finding.Attack.IsEmpty ? "" : " · " + string.Join(", ", finding.Attack))} · {finding.Rule}");
        _html.Append("</dl>");
        if (shown.Advice.Count > 0)
        {
            _html.Element("h4", Say("scan.page.now")).Append("<ol>");
            foreach (var advice in shown.Advice) _html.Element("li", advice);
            _html.Append("</ol>");
        }
        if (shown.Reporting.Length > 0) _html.Element("h4", Say("scan.page.report")).Element("p", shown.Reporting);
        ProvingLines(shown);
        _html.Append("</article>\n");
    }

    private void ProvingLines(ShownFinding shown)
    {
        if (shown.Lines.Count == 0) return;
        _html.Append("<details><summary>").Append(HtmlText.Of(Say("scan.page.proof", ("count", Shown.Number(shown.Lines.Count))))).Append("</summary>");
        foreach (var line in shown.Lines)
        {
            _html.Element("p", $"{Shown.Text(line.File)}:{line.Number.ToString(CultureInfo.InvariantCulture)}  SHA-256 {line.Hash ?? "—"}", "class='place'");
            _html.Element("pre", Masking.Line(line.Text, shown.Finding));
        }
        _html.Append("</details>");
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
        _html.Element("p", Say("scan.page.made", ("at", result.At.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture)), ("version", version), ("rules", result.Rules), ("formats", formats)), "class='place'");
    }

    private static string Target(Finding finding) => string.Join(' ', new[] { finding.Target.Service, finding.Target.Host, finding.Target.Url }.Where(t => t.Length > 0));

    private static string Word<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();

    private string Say(string key, params ReadOnlySpan<(string, string)> values) => terminal.Say(key, values);

    private static string Style()
    {
        using var style = typeof(ReportPage).Assembly.GetManifestResourceStream("report.css") ?? throw new InvalidOperationException("report.css");
        using var reader = new StreamReader(style);
        return reader.ReadToEnd();
    }
}
