using System.Globalization;
using Noroshi.Core.Vocabulary;
using Noroshi.Sensor.Detectors;
using Noroshi.Sensor.Rules;

namespace Noroshi.Cli.Scan;

/// <summary>A finding of a Sigma rule in words: the rule's own, shown as written, and where the rule stands.</summary>
internal static class SigmaWords
{
    private const int MaxDescription = 600;

    internal static ShownFinding Show(Finding finding, RuleHeader rule, Terminal terminal, IReadOnlyList<ProvingLine> lines)
    {
        var title = rule.Notes is { } notes ? In(notes.Label, terminal) : rule.Title;
        return new(finding, OneLine(title), $"{Happened(finding, rule, terminal)} {OneLine(rule.Description)}".TrimEnd(), Advice(rule, terminal), "", lines);
    }

    private static string Happened(Finding finding, RuleHeader rule, Terminal terminal)
    {
        var facts = finding.Facts.ToDictionary(f => f.Key, f => f.Value, StringComparer.Ordinal);
        var key = !facts.TryGetValue("group", out var group) ? "scan.sigma.rule" : facts["groups"] != "1" ? "scan.sigma.groups" : group.Length > 0 ? "scan.sigma.group" : "scan.sigma.correlation";
        var place = string.Create(CultureInfo.InvariantCulture, $"{Shown.Text(rule.File)}({rule.Line})");
        return terminal.Say(key, ("count", Shown.Number(finding.Count)), ("place", place), ("group", Shown.Text(group ?? "")), ("groups", facts.GetValueOrDefault("groups", "")));
    }

    private static List<string> Advice(RuleHeader rule, Terminal terminal)
    {
        if (rule.Notes?.Advice is { } advice) return ScanContent.SentencesOf(In(advice, terminal));
        var cases = string.Join("; ", rule.FalsePositives.Where(f => f.Length > 0 && !f.Equals("unknown", StringComparison.OrdinalIgnoreCase)).Select(OneLine));
        return cases.Length == 0 ? [terminal.Say("scan.sigma.advice")] : [terminal.Say("scan.sigma.advice"), terminal.Say("scan.sigma.harmless", ("cases", cases))];
    }

    private static string In(TwoTexts text, Terminal terminal) => terminal.Language == Language.Ja ? text.Ja : text.En;

    // Rules are anybody's text: one line of it, nothing in it that acts on a terminal.
    private static string OneLine(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return Shown.Text(line.Length > MaxDescription ? line[..MaxDescription] + "…" : line);
    }
}
