using System.Collections.Immutable;
using System.Globalization;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Core.Content;

/// <summary>
/// One mapping read field by field: what is missing, of the wrong shape or unknown becomes a fault at its place. Ask for every field, then call <see cref="End"/>.
/// Not for several threads.
/// </summary>
public sealed class FieldReader
{
    private readonly YamlNode.Mapping _map;
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    /// <summary>A reader of one mapping.</summary>
    /// <param name="map">The mapping.</param>
    /// <param name="path">Where it stands in its file.</param>
    /// <param name="faults">Receives what is wrong.</param>
    public FieldReader(YamlNode.Mapping map, string path, ICollection<Fault> faults)
    {
        _map = map;
        Path = path;
        Faults = faults;
    }

    /// <summary>Where the mapping stands in its file.</summary>
    public string Path { get; }

    /// <summary>Receives what is wrong.</summary>
    public ICollection<Fault> Faults { get; }

    /// <summary>A reader for a node that ought to be a mapping; a fault and null when it is not.</summary>
    public static FieldReader? Of(YamlNode node, string path, ICollection<Fault> faults)
    {
        if (node is YamlNode.Mapping map) return new(map, path, faults);
        faults.Add(new Fault("NRS-C012", path) { At = node.At }.With("expected", "mapping"));
        return null;
    }

    /// <summary>A fault at one field, or at the mapping itself for an empty key.</summary>
    public Fault Bad(string code, string key = "") =>
        new(code, key.Length == 0 ? Path : YamlReader.Join(Path, key)) { At = (key.Length == 0 ? null : _map.Entries.FirstOrDefault(e => e.Key == key)?.At) ?? _map.At };

    /// <summary>Whether a field was given, and not left empty.</summary>
    public bool Has(string key) => _map[key] is { } node and not YamlNode.Scalar { IsEmpty: true };

    /// <summary>A field's node, or null when it was not given.</summary>
    public YamlNode? Node(string key)
    {
        _asked.Add(key);
        return Has(key) ? _map[key] : null;
    }

    /// <summary>A text that must be there; empty with a fault when it is not.</summary>
    public string Text(string key) => OptionalText(key) ?? Missing(key);

    /// <summary>A text, or null.</summary>
    public string? OptionalText(string key) => Node(key) switch
    {
        null => null,
        YamlNode.Scalar scalar => scalar.Text,
        _ => Wrong<string>(key, "NRS-C012", "text"),
    };

    /// <summary>A text in both languages that must be there.</summary>
    public LocalizedText Localized(string key)
    {
        if (OptionalLocalized(key) is { } text) return text;
        if (!Has(key)) Missing(key);
        return new("", "");
    }

    /// <summary>A text in both languages, or null.</summary>
    public LocalizedText? OptionalLocalized(string key) => Node(key) is { } node ? TextsFile.Localized(node, YamlReader.Join(Path, key), Faults) : null;

    /// <summary>Yes or no, with the answer when nothing is given.</summary>
    public bool YesNo(string key, bool otherwise = false) => OptionalText(key) switch
    {
        null => otherwise,
        "yes" or "true" => true,
        "no" or "false" => false,
        _ => Wrong<object>(key, "NRS-C016", "yes, no") is not null,
    };

    /// <summary>A whole number, or null.</summary>
    public long? Number(string key)
    {
        if (OptionalText(key) is not { } text) return null;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) return number;
        Wrong<object>(key, "NRS-C014", "number");
        return null;
    }

    /// <summary>A day <c>yyyy-MM-dd</c>, or null.</summary>
    public DateOnly? Day(string key)
    {
        if (OptionalText(key) is not { } text) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        Wrong<object>(key, "NRS-C015", "yyyy-MM-dd");
        return null;
    }

    /// <summary>One of several words, or null when nothing or something else is given.</summary>
    public T? Choice<T>(string key, IReadOnlyList<(string Word, T Value)> words) where T : struct
    {
        if (OptionalText(key) is not { } text) return null;
        foreach (var (word, value) in words)
        {
            if (word == text) return value;
        }
        Faults.Add(Bad("NRS-C013", key).With("value", text).With("allowed", string.Join(", ", words.Select(w => w.Word))));
        return null;
    }

    /// <summary>A list of texts; empty when nothing is given. A single text stands for a list of one.</summary>
    public ImmutableArray<string> Words(string key)
    {
        if (Node(key) is not { } node) return [];
        if (node is YamlNode.Scalar one) return [one.Text];
        if (node is not YamlNode.Sequence list)
        {
            Wrong<object>(key, "NRS-C012", "sequence");
            return [];
        }
        foreach (var (item, i) in list.Items.Select((item, i) => (item, i)).Where(x => x.item is not YamlNode.Scalar)) Faults.Add(new Fault("NRS-C012", $"{YamlReader.Join(Path, key)}[{i}]") { At = item.At }.With("expected", "text"));
        return [.. list.Items.OfType<YamlNode.Scalar>().Select(s => s.Text)];
    }

    /// <summary>Readers for a list of mappings; empty when nothing is given.</summary>
    public IEnumerable<FieldReader> Items(string key)
    {
        if (Node(key) is not { } node) return [];
        if (node is YamlNode.Sequence list) return list.Items.Select((item, i) => Of(item, $"{YamlReader.Join(Path, key)}[{i}]", Faults)).OfType<FieldReader>();
        Wrong<object>(key, "NRS-C012", "sequence");
        return [];
    }

    /// <summary>A reader for a mapping within, or null when nothing is given.</summary>
    public FieldReader? Within(string key) => Node(key) is { } node ? Of(node, YamlReader.Join(Path, key), Faults) : null;

    /// <summary>The keys that were given, in order.</summary>
    public IEnumerable<string> Keys => _map.Entries.Select(e => e.Key);

    /// <summary>Says that a field must be there and is not.</summary>
    public string Missing(string key)
    {
        Faults.Add(Bad("NRS-C011", key).With("key", key));
        return "";
    }

    /// <summary>Refuses every field that was not asked for.</summary>
    public void End()
    {
        foreach (var entry in _map.Entries.Where(e => !_asked.Contains(e.Key))) Faults.Add(Bad("NRS-C010", entry.Key).With("key", entry.Key));
    }

    private T? Wrong<T>(string key, string code, string expected) where T : class
    {
        Faults.Add(Bad(code, key).With("expected", expected));
        return null;
    }
}
