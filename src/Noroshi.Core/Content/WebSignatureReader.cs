using System.Collections.Immutable;
using System.Text;
using Noroshi.Core.Vocabulary;
using Noroshi.Sensor.Detectors.Web;
using Noroshi.Sensor.Detectors.Web.Knowledge;

namespace Noroshi.Core.Content;

/// <summary>
/// The web rules of <c>content/detectors</c> as signatures that are recognised while a request is judged, without a second look at the line. They are Sigma rules of the category <c>webserver</c> with a key
/// <c>noroshi</c>; taken is what can be said by values alone: selections of fields with <c>contains</c>, <c>startswith</c>, <c>endswith</c> or nothing, and the condition <c>1 of them</c>.
/// </summary>
public static class WebSignatureReader
{
    private static readonly Dictionary<string, WebPart> Parts = new(StringComparer.Ordinal)
    {
        ["cs-uri-stem"] = WebPart.Path,
        ["cs-uri-query"] = WebPart.Query,
        ["cs-uri"] = WebPart.Target,
        ["cs-user-agent"] = WebPart.Agent,
        ["cs-referer"] = WebPart.Referer,
    };

    private static readonly Dictionary<string, WebMatch> Matches = new(StringComparer.Ordinal)
    {
        [""] = WebMatch.Equals,
        ["contains"] = WebMatch.Contains,
        ["startswith"] = WebMatch.StartsWith,
        ["endswith"] = WebMatch.EndsWith,
    };

    /// <summary>Reads all web rules among content files; others are left alone.</summary>
    /// <param name="files">Content files; a later one of the same path replaces an earlier one.</param>
    /// <param name="faults">Receives what is wrong.</param>
    public static WebKnowledge Read(IEnumerable<ContentFile> files, ICollection<Fault> faults)
    {
        SortedDictionary<string, ContentFile> current = new(StringComparer.Ordinal);
        foreach (var file in files.Where(IsOne)) current[file.Path] = file;
        return new(current.Values.SelectMany(file => ReadFile(file, faults)));
    }

    /// <summary>Whether a content file is a web rule.</summary>
    /// <param name="file">The file.</param>
    public static bool IsOne(ContentFile file) =>
        file.Path.StartsWith("detectors/web.", StringComparison.Ordinal) && file.Bytes.AsSpan().IndexOf("\nlogsource: { category: webserver }"u8) >= 0;

    private static IEnumerable<WebSignature> ReadFile(ContentFile file, ICollection<Fault> faults)
    {
        if (YamlReader.Read(file.Path, file.Bytes, faults) is not { } root || FieldReader.Of(root, "", faults) is not { } fields) return [];
        var name = fields.Text("name");
        if (fields.Text("title").Length == 0 || fields.Within("noroshi") is not { } notes || fields.Node("detection") is not YamlNode.Mapping detection) return [];
        var (attack, tier) = (Attack(notes), notes.Text("tier") == "high" ? Tier.High : Tier.Default);
        return [.. detection.Entries.Where(e => e.Key != "condition").Select(e => Terms(e, faults)).Where(terms => !terms.IsEmpty).Select(terms => new WebSignature(name, attack, tier, terms))];
    }

    private static WebAttack Attack(FieldReader notes)
    {
        var word = notes.Text("class");
        if (Enum.TryParse<WebAttack>(word.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var attack) && attack != WebAttack.None) return attack;
        notes.Faults.Add(notes.Bad("NRS-C013", "class").With("value", word).With("allowed", "sql-injection ... evasion"));
        return WebAttack.KnownExploit;
    }

    private static ImmutableArray<WebTerm> Terms(YamlNode.Entry selection, ICollection<Fault> faults)
    {
        if (FieldReader.Of(selection.Value, selection.Key, faults) is null || selection.Value is not YamlNode.Mapping fields) return [];
        return [.. fields.Entries.Select(e => Term(e, faults)).OfType<WebTerm>()];
    }

    private static WebTerm? Term(YamlNode.Entry field, ICollection<Fault> faults)
    {
        var bar = field.Key.IndexOf('|', StringComparison.Ordinal);
        var (name, how) = bar < 0 ? (field.Key, "") : (field.Key[..bar], field.Key[(bar + 1)..]);
        ImmutableArray<YamlNode> items = field.Value is YamlNode.Sequence list ? list.Items : [field.Value];
        byte[][] values = [.. items.OfType<YamlNode.Scalar>().Where(v => v.Text.Length > 0).Select(v => Encoding.UTF8.GetBytes(v.Text.ToLowerInvariant()))];
        if (Parts.TryGetValue(name, out var part) && Matches.TryGetValue(how, out var match) && values.Length == items.Length && values.Length > 0) return new(part, match, [.. values]);
        faults.Add(new Fault("NRS-C013", field.Key) { At = field.At }.With("value", field.Key).With("allowed", string.Join(", ", Parts.Keys)));
        return null;
    }
}
