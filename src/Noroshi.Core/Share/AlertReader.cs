using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Core.Share;

/// <summary>Reads one document and collects what is wrong.</summary>
internal sealed class AlertReader
{
    internal List<Fault> Faults { get; } = [];

    internal AlertDocument Document(JsonNode? node)
    {
        if (Members(node, "", "kind", "tlp", "urgent", "audience", "acknowledgeBy", "basedOn", "bodies") is not { } root) return new();
        var audience = root["audience"] is { } a ? Members(a, "audience", "sectors", "organizations") : null;
        var bodies = root["bodies"] is { } b ? Members(b, "bodies", "ja", "en") : null;
        return new()
        {
            Kind = Word(root["kind"], "kind", AlertWords.Kinds) ?? AlertKind.Caution,
            Tlp = Word(root["tlp"], "tlp", AlertWords.Tlps) ?? Tlp.Amber,
            IsUrgent = Flag(root["urgent"], "urgent"),
            Sectors = Lines(audience?["sectors"], "audience.sectors", AlertDocument.MaxItems, isSet: true),
            Organizations = Lines(audience?["organizations"], "audience.organizations", AlertDocument.MaxOrganizations, isSet: true),
            AcknowledgeBy = When(root["acknowledgeBy"], "acknowledgeBy"),
            BasedOn = Numbers(Lines(root["basedOn"], "basedOn", AlertDocument.MaxItems, isSet: true)),
            Ja = Body(bodies?["ja"], "bodies.ja"),
            En = Body(bodies?["en"], "bodies.en"),
        };
    }

    private AlertBody? Body(JsonNode? node, string path)
    {
        if (node is null || Members(node, path, "title", "summary", "affected", "actions", "references") is not { } body) return null;
        AlertBody read = new()
        {
            Title = Text(body["title"], $"{path}.title", AlertDocument.MaxTitle, isOneLine: true),
            Summary = Text(body["summary"], $"{path}.summary", AlertDocument.MaxText),
            Affected = Text(body["affected"], $"{path}.affected", AlertDocument.MaxText),
            Actions = Lines(body["actions"], $"{path}.actions", AlertDocument.MaxItems),
            References = Lines(body["references"], $"{path}.references", AlertDocument.MaxItems),
        };
        return read.IsEmpty ? null : read;
    }

    private JsonObject? Members(JsonNode? node, string path, params ReadOnlySpan<string> known)
    {
        if (node is not JsonObject members)
        {
            Faults.Add(new Fault("NRS-S001", path));
            return null;
        }

        foreach (var (name, _) in members)
        {
            if (!known.Contains(name)) Faults.Add(new Fault("NRS-S002", Join(path, Shorten(name))).With("name", Shorten(name)).With("allowed", string.Join(", ", known.ToArray())));
        }

        return members;
    }

    private T? Word<T>(JsonNode? node, string path, IReadOnlyList<(string Word, T Value)> words) where T : struct
    {
        if (node is null) return null;
        if (Plain(node, path) is not { } word) return null;
        if (AlertWords.Find(words, word) is { } value) return value;
        Faults.Add(new Fault("NRS-S004", path).With("value", Shorten(word)).With("allowed", string.Join(", ", words.Select(w => w.Word))));
        return null;
    }

    private bool Flag(JsonNode? node, string path)
    {
        if (node is null) return false;
        if (node is JsonValue value && value.TryGetValue(out bool flag)) return flag;
        Faults.Add(new Fault("NRS-S003", path).With("expected", "true, false"));
        return false;
    }

    private DateTimeOffset? When(JsonNode? node, string path)
    {
        if (node is null || Plain(node, path) is not { } text) return null;
        // RFC 3339 with an offset: an instant without a zone means something else to every reader.
        string[] shapes = ["yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'"];
        if (DateTimeOffset.TryParseExact(text, shapes, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) && at.Year is >= 2000 and <= 9000) return at.ToUniversalTime();
        Faults.Add(new Fault("NRS-S010", path).With("value", Shorten(text)));
        return null;
    }

    private ImmutableArray<string> Lines(JsonNode? node, string path, int most, bool isSet = false)
    {
        if (node is null) return [];
        if (node is not JsonArray array)
        {
            Faults.Add(new Fault("NRS-S003", path).With("expected", "array"));
            return [];
        }

        if (array.Count > most)
        {
            Faults.Add(new Fault("NRS-S014", path).With("limit", most.ToString(CultureInfo.InvariantCulture)));
            return [];
        }

        var lines = array.Select((item, i) => Text(item, $"{path}[{i}]", AlertDocument.MaxLine).Trim()).Where(l => l.Length > 0);
        return isSet ? [.. lines.Distinct(StringComparer.Ordinal)] : [.. lines];
    }

    private ImmutableArray<string> Numbers(ImmutableArray<string> typed)
    {
        var numbers = ImmutableArray.CreateBuilder<string>();
        for (var i = 0; i < typed.Length; i++)
        {
            if (SpeakableNumber.TryParse(typed[i], out var number) && number.Text[0] == SpeakableNumber.Report) numbers.Add(number.Text);
            else Faults.Add(new Fault("NRS-S015", $"basedOn[{i}]").With("value", Shorten(typed[i])));
        }

        return numbers.ToImmutable();
    }

    private string Text(JsonNode? node, string path, int limit, bool isOneLine = false)
    {
        if (node is null || Plain(node, path) is not { } given) return "";
        var text = given.ReplaceLineEndings("\n").Trim();
        if (text.Length > limit)
        {
            Faults.Add(new Fault("NRS-S005", path).With("limit", limit.ToString(CultureInfo.InvariantCulture)).With("length", text.Length.ToString(CultureInfo.InvariantCulture)));
        }

        if (text.Any(c => char.IsControl(c) && (isOneLine || c is not ('\n' or '\t'))) || text.Any(IsReordering)) Faults.Add(new Fault("NRS-S006", path));
        return text;
    }

    // Marks that make text read otherwise than it stands have no place in a warning: Unicode Bidirectional Algorithm's explicit embeddings, overrides and isolates.
    private static bool IsReordering(char c) => c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private string? Plain(JsonNode node, string path)
    {
        if (node.GetValueKind() is JsonValueKind.String) return node.GetValue<string>();
        Faults.Add(new Fault("NRS-S003", path).With("expected", "string"));
        return null;
    }

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static string Shorten(string text) => text.Length <= 80 ? text : $"{text[..80]}…";
}
