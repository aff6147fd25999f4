using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Noroshi.Core.Collect;
using Noroshi.Core.Content;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Web.Time;

namespace Noroshi.Server.Collect.Editing;

/// <summary>A report as it was typed into the form: texts by field name, whatever is wrong with them, so that nothing typed is ever lost.</summary>
/// <remarks>A fact's field is <c>facts.{path}</c>, its certainty <c>facts.{path}.certainty</c>, the boxes of an instant <c>facts.{path}.year</c> and so on.</remarks>
public sealed class TypedReport(IReadOnlyDictionary<string, string[]> fields)
{
    /// <summary>The texts by field.</summary>
    internal IReadOnlyDictionary<string, string[]> Fields => fields;

    /// <summary>Nothing typed.</summary>
    public static TypedReport Empty { get; } = new(new Dictionary<string, string[]>());

    /// <summary>What a form sent.</summary>
    internal static TypedReport Of(IFormCollection form) => new(form.ToDictionary(f => f.Key, f => f.Value.Select(v => v ?? "").ToArray(), StringComparer.Ordinal));

    /// <summary>What a document says, to go on from.</summary>
    internal static TypedReport Of(ReportDocument document, Catalog catalog)
    {
        var fields = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (Fact fact in document.Facts)
        {
            string name = NameOf(fact.Path);
            fields[$"{name}.certainty"] = [ReportWords.Of(fact.Certainty)];
            Fill(fields, name, fact.Value, catalog.Facts.Find(fact.Path)?.Type);
        }

        foreach (Consent consent in document.Consents)
        {
            fields[$"consents.{ReportWords.Of(consent)}"] = ["true"];
        }

        return new(fields);
    }

    /// <summary>The field of a fact.</summary>
    public static string NameOf(FactPath path) => $"facts.{path}";

    /// <summary>The text of a field; empty when there is none.</summary>
    public string Text(string name) => fields.GetValueOrDefault(name) is [var text, ..] ? text : "";

    /// <summary>All texts of a field: the answers ticked.</summary>
    public IReadOnlyCollection<string> Texts(string name) => fields.GetValueOrDefault(name) ?? [];

    /// <summary>How sure one is of a fact; unknown unless said.</summary>
    public Certainty Certainty(FactPath path) => ReportWords.CertaintyOf(Text($"{NameOf(path)}.certainty")) ?? Core.Vocabulary.Certainty.Unknown;

    /// <summary>The boxes of an instant.</summary>
    public DateBoxes Boxes(string name) => new(Text($"{name}.year"), Text($"{name}.month"), Text($"{name}.day"), Text($"{name}.hour"), Text($"{name}.minute"));

    /// <summary>Whether a consent is ticked.</summary>
    public bool Consents(Consent consent) => Text($"consents.{ReportWords.Of(consent)}") == "true";

    /// <summary>Whether anything is said of a fact.</summary>
    public bool Says(FactDefinition fact) => fact.Type is FactType.Instant ? !Boxes(NameOf(fact.Path)).IsEmpty : Texts(NameOf(fact.Path)).Any(t => t.Length > 0);

    /// <summary>The document the form means. What cannot be read stays as text, and the reader of documents says what is wrong with it.</summary>
    internal JsonObject ToJson(Form form, ReportStage stage, Catalog catalog)
    {
        var facts = new JsonObject();
        foreach (FactDefinition fact in form.Sections.SelectMany(s => s.Questions).Select(q => catalog.Facts.Find(q.Fact)).OfType<FactDefinition>())
        {
            if (Said(fact) is { } said)
            {
                facts[fact.Path.Text] = said;
            }
        }

        // The form as it stood when its page was opened: a page left open over an upgrade is told, and keeps what was typed.
        string version = Text("formVersion");
        return new()
        {
            ["form"] = form.Id,
            ["formVersion"] = version.Length == 0 ? null : version,
            ["stage"] = ReportWords.Of(stage),
            ["facts"] = facts,
            ["consents"] = new JsonObject(Enum.GetValues<Consent>().Select(c => KeyValuePair.Create(ReportWords.Of(c), (JsonNode?)Consents(c)))),
        };
    }

    private JsonObject? Said(FactDefinition fact)
    {
        Certainty certainty = Certainty(fact.Path);
        if (!Says(fact))
        {
            return certainty is Core.Vocabulary.Certainty.Unknown ? null : new() { ["certainty"] = ReportWords.Of(certainty) };
        }

        // Somebody who writes an answer and leaves the certainty alone does not mean "unknown". Who to call is never in doubt.
        certainty = EditorPageModel.IsContact(fact) ? Core.Vocabulary.Certainty.Confirmed : certainty is Core.Vocabulary.Certainty.Unknown ? Core.Vocabulary.Certainty.Tentative : certainty;
        return new() { ["value"] = Value(fact), ["certainty"] = ReportWords.Of(certainty) };
    }

    private JsonNode Value(FactDefinition fact)
    {
        string name = NameOf(fact.Path);
        return fact.Type switch
        {
            FactType.Choices => new JsonArray([.. Texts(name).Where(t => t.Length > 0).Select(t => (JsonNode?)t)]),
            FactType.Instant => Boxes(name).ToInstant() is { } at ? at.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture) : "—",
            FactType.Number => Digits(Text(name)),
            // Browsers send line ends as CR LF; a report holds what was meant.
            FactType.Paragraph => Text(name).ReplaceLineEndings("\n"),
            _ => Text(name),
        };
    }

    // 「１２，０００」 is twelve thousand.
    private static string Digits(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormKC).Replace(",", "", StringComparison.Ordinal).Trim();
        }
        catch (ArgumentException)
        {
            return text;
        }
    }

    private static void Fill(Dictionary<string, string[]> fields, string name, FactValue? value, FactType? type)
    {
        if (value is FactValue.Instant instant)
        {
            DateBoxes boxes = DateBoxes.Of(instant.Value);
            (fields[$"{name}.year"], fields[$"{name}.month"], fields[$"{name}.day"]) = ([boxes.Year], [boxes.Month], [boxes.Day]);
            (fields[$"{name}.hour"], fields[$"{name}.minute"]) = ([boxes.Hour], [boxes.Minute]);
        }
        else if (value is FactValue.Choices choices)
        {
            fields[name] = [.. choices.Values];
        }
        else if (value is not null && type is not null)
        {
            fields[name] = [value.ToString()];
        }
    }
}
