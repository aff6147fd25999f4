using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Noroshi.Cli.Scan.Report;
using Noroshi.Sensor.Logs;

namespace Noroshi.Cli.Scan.Send;

/// <summary>Findings as an unsent report of the form <c>liaison</c>: everything tentative, with the places and hashes of the lines that prove it, and no line's text unless it was picked.</summary>
/// <param name="terminal">The words and their language.</param>
/// <param name="zone">Zone of times in sentences.</param>
/// <param name="noticedAt">When it was found.</param>
internal sealed class DraftDocument(Terminal terminal, TimeZoneInfo zone, DateTimeOffset noticedAt)
{
    private const int LongestTitle = 120;
    private const int LongestText = 200;
    private const int LongestParagraph = 4000;
    private const int MostSources = 100;
    private const int ShortestMasked = 3;

    internal JsonObject Of(IReadOnlyList<ShownFinding> findings, SendingTerms terms)
    {
        var facts = new JsonObject();
        Add(facts, "incident.title", Title(findings), LongestTitle);
        Add(facts, "incident.summary", Lines(findings.Select(Told)), LongestParagraph);
        Add(facts, "incident.classification", findings.Any(f => f.Finding.HasSucceeded) ? "damage" : "detection", LongestText);
        Add(facts, "incident.attackTypes", Joined(findings.Select(f => AttackTypes.Of(f.Finding.Kind))), LongestText);
        Add(facts, "incident.rsit", Joined(findings.Select(f => f.Finding.Kind)), LongestText);
        Add(facts, "incident.noticedAt", Instant(noticedAt), LongestText);
        if (findings.Select(f => f.Finding.First).Where(LogTime.IsRepresentable).DefaultIfEmpty(LogRecord.NoTime).Min() is var first && first != LogRecord.NoTime)
            Add(facts, "incident.occurredAt", Instant(DateTimeOffset.FromUnixTimeMilliseconds(first)), LongestText);
        Add(facts, "incident.noticedBy", "monitoring", LongestText);
        Add(facts, "system.name", Joined(findings.SelectMany(f => new[] { f.Finding.Target.Host, f.Finding.Target.Service }).Where(t => t.Length > 0).Select(Shown.Text), " "), LongestText);
        Add(facts, "technical.sources", Lines(findings.SelectMany(f => f.Finding.Sources).Distinct().Take(MostSources).Select(Shown.Text)), LongestParagraph);
        Add(facts, "technical.indicators", Joined(findings.SelectMany(f => f.Finding.Attack), ", "), LongestParagraph);
        Add(facts, "other.notes", Notes(findings, terms), LongestParagraph);
        return new() { ["form"] = "liaison", ["stage"] = "initial", ["facts"] = facts, [Drafts.Found] = Found(findings) };
    }

    /// <summary>What the server needs to name the draft in the reader's language and to put the gravest first.</summary>
    private JsonObject Found(IReadOnlyList<ShownFinding> findings)
    {
        var gravest = findings.Select(f => f.Finding).MaxBy(f => f.Rank)!;
        return new()
        {
            ["title"] = Cut(Title(findings), LongestTitle),
            ["rule"] = findings[0].Finding.Rule,
            ["count"] = findings.Count,
            ["severity"] = gravest.Severity.ToString().ToLowerInvariant(),
            ["confidence"] = gravest.Confidence.ToString().ToLowerInvariant(),
            ["succeeded"] = gravest.HasSucceeded,
        };
    }

    private static void Add(JsonObject facts, string path, string value, int longest)
    {
        if (value.Length > 0) facts[path] = new JsonObject { ["value"] = Cut(value, longest), ["certainty"] = "tentative" };
    }

    /// <summary>As much as there is room for, never half a character.</summary>
    internal static string Cut(string text, int longest)
    {
        if (text.Length <= longest) return text;
        var end = longest - 1;
        if (char.IsHighSurrogate(text[end - 1])) end--;
        return text[..end] + "…";
    }

    private string Title(IReadOnlyList<ShownFinding> findings) =>
        findings.Count == 1 ? findings[0].Title : terminal.Say("scan.draft.title", ("first", findings[0].Title), ("more", Shown.Number(findings.Count - 1)));

    private string Told(ShownFinding shown)
    {
        var finding = shown.Finding;
        var span = LogTime.IsRepresentable(finding.First) ? $"{Shown.Span(finding.First, finding.Last, zone)} {Shown.Zone(zone, finding.First)}" : "";
        var accounts = string.Join(", ", shown.Accounts);
        return string.Join(' ', new[]
        {
            $"{terminal.Say(finding.HasSucceeded ? "scan.mark.succeeded" : $"scan.mark.{finding.Severity.ToString().ToLowerInvariant()}")}: {shown.Title}.", Masked(shown.What, shown), span,
            accounts.Length > 0 ? terminal.Say("scan.account", ("name", accounts)) : "", $"[{finding.Id}]",
        }.Where(t => t.Length > 0));
    }

    private string Notes(IReadOnlyList<ShownFinding> findings, SendingTerms terms)
    {
        List<string> lines = [];
        if (terms.Basis is { } basis) lines.Add(terminal.Say("scan.draft.basis", ("basis", terminal.Say($"scan.basis.{basis}")), ("note", Shown.Text(terms.BasisNote))));
        lines.Add(terminal.Say("scan.draft.proof"));
        foreach (var shown in findings)
        {
            foreach (var line in shown.Lines) Proof(lines, line, shown, terms);
        }
        return Lines(lines);
    }

    private static void Proof(List<string> lines, ProvingLine line, ShownFinding shown, SendingTerms terms)
    {
        lines.Add($"{Shown.Text(SendingTerms.Place(line))} SHA-256 {line.Hash ?? "—"}");
        if (terms.HasText(line)) lines.Add($"  | {Masking.Line(line.Text, shown.Finding)}");
    }

    /// <summary>The sentence without names not known to exist (too short a name would mask parts of words), and without the values a user's correlation groups by: they are text of lines.</summary>
    private static string Masked(string text, ShownFinding shown)
    {
        if (shown.Finding.Sigma is not null && shown.Finding.Facts.FirstOrDefault(f => f.Key == "group").Value is { Length: > 0 } group) text = text.Replace(Shown.Text(group), "…", StringComparison.Ordinal);
        foreach (var account in shown.Finding.Accounts)
        {
            if (!account.IsKnown && account.Name.Length >= ShortestMasked) text = text.Replace(Shown.Text(account.Name), Shown.Masked(account.Name), StringComparison.Ordinal);
        }
        return text;
    }

    private static string Joined(IEnumerable<string> values, string by = ",") => string.Join(by, values.Distinct(StringComparer.Ordinal));

    private static string Lines(IEnumerable<string> lines)
    {
        var text = new StringBuilder();
        foreach (var line in lines) text.Append(text.Length == 0 ? "" : "\n").Append(line);
        return text.ToString();
    }

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
