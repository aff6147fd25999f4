using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Noroshi.Core.Content;
using Noroshi.Core.Vocabulary;
using Noroshi.Formats.Json;

namespace Noroshi.Core.Collect;

/// <summary>Reads report documents: strictly from outside, all faults at once; trustingly from the store.</summary>
public sealed class ReportReader
{
    /// <summary>The largest document, in bytes.</summary>
    public const int MaxBytes = 512 * 1024;

    private static readonly StrictJsonOptions Limits = new() { MaxBytes = MaxBytes, MaxDepth = 8 };
    private static readonly string[] Members = ["form", "formVersion", "stage", "facts", "consents"];

    private readonly Catalog _catalog;
    private readonly ICollection<Fault> _faults;

    private ReportReader(Catalog catalog, ICollection<Fault> faults)
    {
        _catalog = catalog;
        _faults = faults;
    }

    /// <summary>Reads a document and checks it against its form.</summary>
    /// <param name="json">The text.</param>
    /// <param name="catalog">The facts and forms there are.</param>
    /// <param name="faults">Receives everything wrong, with paths such as <c>facts.incident.summary</c>: NRS-F001 to F007 for the text, NRS-R001 to R031 for what it says.</param>
    /// <returns>The document, or null when there are faults.</returns>
    public static ReportDocument? Read(ReadOnlySpan<byte> json, Catalog catalog, ICollection<Fault> faults)
    {
        if (StrictJson.Parse(json, Limits, out var node) is { } refusal)
        {
            faults.Add(refusal.ToFault());
            return null;
        }
        return Read(node, catalog, faults);
    }

    /// <summary>The same from JSON that has been read already.</summary>
    /// <inheritdoc cref="Read(ReadOnlySpan{byte}, Catalog, ICollection{Fault})"/>
    public static ReportDocument? Read(JsonNode? json, Catalog catalog, ICollection<Fault> faults)
    {
        var before = faults.Count;
        var document = new ReportReader(catalog, faults).Document(json);
        return faults.Count == before ? document : null;
    }

    /// <summary>Reads a document the store kept. What the vocabulary no longer knows is left out, so that old reports stay readable.</summary>
    /// <exception cref="FormatException">It was never a report document.</exception>
    public static ReportDocument Kept(string json, Catalog catalog)
    {
        var reader = new ReportReader(catalog, []);
        var root = JsonNode.Parse(json) as JsonObject ?? throw new FormatException("A stored report is no object.");
        return new((string?)root["form"] ?? "", ReportWords.StageOf((string?)root["stage"]) ?? ReportStage.Initial, reader.Facts(root["facts"]), reader.Consents(root["consents"]));
    }

    /// <summary>What one text fact of a kept document says, without reading the rest of it: lists show a title and no more. Null when nothing is said.</summary>
    /// <exception cref="JsonException">It was never a document.</exception>
    public static string? KeptText(string json, string path)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        while (reader.Read())
        {
            // {"facts":{path:{"certainty":…,"value":…}}}: members at depth 1, 2 and 3.
            var isOnTheWay = reader.TokenType is not JsonTokenType.PropertyName || reader.CurrentDepth switch { 1 => reader.ValueTextEquals("facts"u8), 2 => reader.ValueTextEquals(path), _ => true };
            if (!isOnTheWay) reader.Skip();
            else if (reader.TokenType is JsonTokenType.PropertyName && reader.CurrentDepth == 3 && reader.ValueTextEquals("value"u8)) return reader.Read() && reader.TokenType is JsonTokenType.String ? reader.GetString() : null;
        }
        return null;
    }

    private ReportDocument? Document(JsonNode? json)
    {
        if (json is not JsonObject root)
        {
            _faults.Add(new("NRS-R001"));
            return null;
        }
        foreach (var unknown in root.Where(m => !Members.Contains(m.Key))) _faults.Add(new Fault("NRS-R002", FactParsing.Shorten(unknown.Key)));
        var form = Text(root["form"]) is { } id ? _catalog.Forms.GetValueOrDefault(id) : null;
        if (form is null) _faults.Add(new Fault("NRS-R003", "form").With("allowed", string.Join(", ", _catalog.Forms.Keys.Order(StringComparer.Ordinal))));
        if (form is not null) CheckVersion(form, root["formVersion"]);
        var stage = ReportWords.StageOf(Text(root["stage"]));
        if (stage is null) _faults.Add(new Fault("NRS-R004", "stage"));
        var facts = Facts(root["facts"]);
        var consents = Consents(root["consents"]);
        if (form is null || stage is null) return null;
        Check(form, stage.Value, facts);
        return new(form.Id, stage.Value, facts, consents);
    }

    // Somebody may send days later what an older form asked: better told now than half understood.
    private void CheckVersion(Form form, JsonNode? version)
    {
        if (version is null || version.ToString() == form.Version.ToString(CultureInfo.InvariantCulture)) return;
        _faults.Add(new Fault("NRS-R032", "formVersion").With("given", FactParsing.Shorten(version.ToString())).With("current", form.Version.ToString(CultureInfo.InvariantCulture)));
    }

    // A field that is there but wrong is told once, as wrong, not again as missing.
    private void Check(Form form, ReportStage stage, ImmutableArray<Fact> facts)
    {
        List<Fault> found = [];
        FormCheck.Check(form, stage, facts, found);
        var wrong = _faults.Select(f => f.Path).ToHashSet(StringComparer.Ordinal);
        foreach (var fault in found.Where(f => !wrong.Contains(f.Path))) _faults.Add(fault);
    }

    private ImmutableArray<Fact> Facts(JsonNode? json)
    {
        if (json is null) return [];
        if (json is not JsonObject members)
        {
            _faults.Add(new("NRS-R005", "facts"));
            return [];
        }
        return [.. members.Select(m => One(m.Key, m.Value)).OfType<Fact>().OrderBy(f => f.Path)];
    }

    private Fact? One(string name, JsonNode? json)
    {
        var path = $"facts.{FactParsing.Shorten(name)}";
        if (_catalog.Facts.Find(name) is not { } definition) return Refuse("NRS-R010", path);
        if (json is not JsonObject said || said.Any(m => m.Key is not ("value" or "certainty"))) return Refuse("NRS-R005", path);
        var hasValue = said["value"] is { } given && !(given is JsonValue text && text.TryGetValue<string>(out var s) && s.Length == 0);
        var value = hasValue ? Value(definition, said["value"]!, path) : null;
        if (hasValue && value is null) return null;
        var certainty = said["certainty"] is { } word ? ReportWords.CertaintyOf(Text(word)) : hasValue ? Certainty.Tentative : Certainty.Unknown;
        return (certainty, hasValue) switch
        {
            (null, _) => Refuse("NRS-R006", path),
            (Certainty.Unknown, true) => Refuse("NRS-R007", path),
            (Certainty.Tentative or Certainty.Confirmed, false) => Refuse("NRS-R008", path),
            (Certainty.Unknown, false) => null,
            _ => new(definition.Path, value, certainty.Value),
        };
    }

    private FactValue? Value(FactDefinition definition, JsonNode json, string path)
    {
        List<Fault> faults = [];
        var value = json switch
        {
            JsonArray items when items.All(i => Text(i) is not null) => FactParsing.ParseChoices(definition, [.. items.Select(i => Text(i)!)], faults),
            JsonValue when json.GetValueKind() is JsonValueKind.String => FactParsing.Parse(definition, Text(json)!, faults),
            JsonValue when json.GetValueKind() is JsonValueKind.Number && definition.Type is FactType.Number => FactParsing.Parse(definition, json.ToJsonString(), faults),
            JsonValue when json.GetValueKind() is JsonValueKind.True or JsonValueKind.False && definition.Type is FactType.YesNo => FactParsing.Parse(definition, json.ToJsonString(), faults),
            _ => null,
        };
        if (value is null && faults.Count == 0) faults.Add(new Fault("NRS-R012").With("expected", FactParsing.TypeName(definition.Type)));
        foreach (var fault in faults) _faults.Add(fault with { Path = path });
        return value;
    }

    private ImmutableArray<Consent> Consents(JsonNode? json)
    {
        if (json is null) return [];
        var given = ImmutableArray.CreateBuilder<Consent>();
        foreach (var (name, answer) in json as JsonObject ?? new JsonObject { [""] = null })
        {
            if (ReportWords.ConsentOf(name) is not { } consent || answer is not JsonValue || answer.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False)) _faults.Add(new("NRS-R009", name.Length == 0 ? "consents" : $"consents.{FactParsing.Shorten(name)}"));
            else if (answer.GetValue<bool>()) given.Add(consent);
        }
        given.Sort();
        return given.ToImmutable();
    }

    private Fact? Refuse(string code, string path)
    {
        _faults.Add(new(code, path));
        return null;
    }

    private static string? Text(JsonNode? json) => json is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
