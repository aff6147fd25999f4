using Noroshi.Core.Vocabulary;

namespace Noroshi.Core.Content;

/// <summary>The shape of a <c>texts.yaml</c> file.</summary>
internal static class TextsFile
{
    internal static void Read(YamlNode root, Dictionary<string, LocalizedText> texts, ICollection<Fault> faults)
    {
        if (root is not YamlNode.Mapping map)
        {
            if (root is not YamlNode.Scalar { IsEmpty: true }) faults.Add(new Fault("NRS-C012") { At = root.At }.With("expected", "mapping"));
            return;
        }
        foreach (var entry in map.Entries)
        {
            if (Localized(entry.Value, entry.Key, faults) is not { } text) continue;
            if (!PlacesOf(text.Ja).SetEquals(PlacesOf(text.En))) faults.Add(new Fault("NRS-C021", entry.Key) { At = entry.At });
            if (!texts.TryAdd(entry.Key, text)) faults.Add(new Fault("NRS-C007", entry.Key) { At = entry.At }.With("key", entry.Key));
        }
    }

    /// <summary>A mapping with exactly <c>ja</c> and <c>en</c>, both not empty.</summary>
    internal static LocalizedText? Localized(YamlNode node, string path, ICollection<Fault> faults)
    {
        if (node is not YamlNode.Mapping map)
        {
            faults.Add(new Fault("NRS-C012", path) { At = node.At }.With("expected", "mapping"));
            return null;
        }
        foreach (var other in map.Entries.Where(e => e.Key is not ("ja" or "en"))) faults.Add(new Fault("NRS-C010", YamlReader.Join(path, other.Key)) { At = other.At }.With("key", other.Key));
        var ja = Language("ja");
        var en = Language("en");
        return ja is null || en is null ? null : new(ja, en);

        string? Language(string key)
        {
            if (map[key] is YamlNode.Scalar { Text: var text } && !string.IsNullOrWhiteSpace(text)) return text;
            faults.Add(new Fault("NRS-C020", YamlReader.Join(path, key)) { At = map[key]?.At ?? map.At }.With("language", key));
            return null;
        }
    }

    private static HashSet<string> PlacesOf(string text)
    {
        HashSet<string> places = new(StringComparer.Ordinal);
        for (var i = text.IndexOf('{', StringComparison.Ordinal); i >= 0; i = text.IndexOf('{', i + 1))
        {
            if (i + 1 < text.Length && text[i + 1] == '{') i++;
            else if (text.IndexOf('}', i) is var end and > 0) places.Add(text[(i + 1)..end]);
        }
        return places;
    }
}
