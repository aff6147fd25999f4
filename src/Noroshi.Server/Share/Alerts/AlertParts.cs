using System.Text.Json.Nodes;

namespace Noroshi.Server.Share.Alerts;

/// <summary>Two documents of one alert compared part by part.</summary>
internal static class AlertParts
{
    /// <summary>The parts whose text differs, with what they say now; a list counts as one part.</summary>
    internal static IEnumerable<(string Path, string Now)> Changed(string before, string after)
    {
        Dictionary<string, string> old = Parts(JsonNode.Parse(before)!, "").ToDictionary();
        Dictionary<string, string> now = Parts(JsonNode.Parse(after)!, "").ToDictionary();
        return old.Keys.Union(now.Keys).Where(path => old.GetValueOrDefault(path) != now.GetValueOrDefault(path))
            .Order(StringComparer.Ordinal).Select(path => (path, now.GetValueOrDefault(path) ?? "—"));
    }

    private static IEnumerable<KeyValuePair<string, string>> Parts(JsonNode node, string path) => node switch
    {
        JsonObject members => members.SelectMany(m => m.Value is null ? [] : Parts(m.Value, path.Length == 0 ? m.Key : $"{path}.{m.Key}")),
        JsonArray items => [new(path, string.Join(" / ", items.Select(i => i?.ToString())))],
        _ => [new(path, node.ToString())],
    };
}
