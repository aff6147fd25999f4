using System.Text.Json.Nodes;
using Noroshi.Formats.Rfc3339;
using Noroshi.Sensor.Logs;

namespace Noroshi.Cli.Scan;

/// <summary>A finding as one JSON object on one line.</summary>
internal static class FindingJson
{
    /// <param name="shown">The finding.</param>
    /// <param name="withText">Whether the proving lines' texts go along. They hold what users typed, so only when asked for.</param>
    internal static JsonObject Of(ShownFinding shown, bool withText)
    {
        var finding = shown.Finding;
        var node = new JsonObject
        {
            ["id"] = finding.Id,
            ["rule"] = finding.Rule,
            ["title"] = shown.Title,
            ["kind"] = finding.Kind,
            ["attack"] = new JsonArray([.. finding.Attack.Select(a => (JsonNode)a)]),
            ["confidence"] = Word(finding.Confidence),
            ["severity"] = Word(finding.Severity),
            ["succeeded"] = finding.HasSucceeded,
            ["source"] = new JsonObject
            {
                ["ip"] = finding.Sources.IsEmpty ? null : Shown.Text(finding.Sources[0]),
                ["ips"] = new JsonArray([.. finding.Sources.Select(s => (JsonNode)Shown.Text(s))]),
                ["count"] = finding.SourceCount,
                ["networks"] = finding.NetworkCount,
            },
            ["target"] = new JsonObject
            {
                ["host"] = TextOrNull(finding.Target.Host),
                ["service"] = TextOrNull(finding.Target.Service),
                ["url"] = TextOrNull(finding.Target.Url),
            },
            ["account"] = shown.Accounts.FirstOrDefault(),
            ["accounts"] = new JsonArray([.. shown.Accounts.Select(a => (JsonNode)a)]),
            ["first"] = Instant(finding.First),
            ["last"] = Instant(finding.Last),
            ["count"] = finding.Count,
            ["lines"] = new JsonArray([.. shown.Lines.Select(l => (JsonNode)Line(l, withText))]),
        };
        // Whoever looks for all sources of a finding of many need not know where else they stand.
        if (finding.Sources.Length > 1) node["sources"] = node["source"]!["ips"]!.DeepClone();
        return node;
    }

    private static JsonObject Line(ProvingLine line, bool withText)
    {
        var node = new JsonObject { ["file"] = line.File, ["number"] = line.Number, ["hash"] = line.Hash };
        if (withText) node["text"] = Shown.Text(line.Text);
        return node;
    }

    private static JsonNode? Instant(long unixMs) => LogTime.IsRepresentable(unixMs) ? Rfc3339Text.Of(DateTimeOffset.FromUnixTimeMilliseconds(unixMs), 3) : null;

    private static JsonNode? TextOrNull(string text) => text.Length == 0 ? null : Shown.Text(text);

    private static string Word<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}
