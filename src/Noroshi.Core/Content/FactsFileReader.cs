using System.Collections.Immutable;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Core.Content;

/// <summary>The shape of <c>facts.yaml</c>. Examples: <c>input: { fact, value }</c>, <c>expected</c> the value as kept, or the codes of its faults.</summary>
internal static class FactsFileReader
{
    private static readonly (string Word, FactType Type)[] Types = [.. Enum.GetValues<FactType>().Select(t => (FactParsing.TypeName(t), t))];

    internal static ImmutableArray<FactDefinition> Read(FieldReader fields, IReadOnlyDictionary<string, Taxonomy> taxonomies)
    {
        var definitions = fields.Items("facts").Select(f => Definition(f, taxonomies)).OfType<FactDefinition>().ToImmutableArray();
        ExampleRunner.RefuseDuplicates(fields, "facts", definitions.Select(d => d.Path.Text));
        var vocabulary = new FactVocabulary([.. definitions.DistinctBy(d => d.Path)]);
        ExampleRunner.Run(fields, input => Example(input, vocabulary));
        return vocabulary.Definitions;
    }

    private static string Example(FieldReader input, FactVocabulary vocabulary)
    {
        List<Fault> faults = [];
        var (name, value) = (input.Text("fact"), input.Text("value"));
        if (vocabulary.Find(name) is not { } definition) return "NRS-C017";
        var parsed = FactParsing.Parse(definition, value, faults);
        return parsed?.ToString() ?? string.Join(',', faults.Select(f => f.Code));
    }

    private static FactDefinition? Definition(FieldReader fields, IReadOnlyDictionary<string, Taxonomy> taxonomies)
    {
        var name = fields.Text("path");
        var isPath = FactPath.TryParse(name, out var path);
        if (!isPath) fields.Faults.Add(fields.Bad("NRS-C022", "path").With("value", name).With("expected", "incident.noticedAt"));
        if (!fields.Has("type")) fields.Missing("type");
        var type = fields.Choice("type", Types) ?? FactType.Text;
        var plain = new FactDefinition { Path = path, Type = type, Label = fields.Localized("label") };
        var definition = plain with
        {
            Hint = fields.OptionalLocalized("hint"),
            Unit = fields.OptionalLocalized("unit"),
            Choices = Choices(fields, taxonomies),
            MaxLength = (int)(fields.Number("max-length") ?? (type is FactType.Paragraph ? 4000 : 200)),
            Min = fields.Number("min") ?? plain.Min,
            Max = fields.Number("max") ?? plain.Max,
            IsSearched = fields.YesNo("searched"),
            IsCounted = fields.YesNo("counted"),
            IsRetired = fields.YesNo("retired"),
            Mappings = Mappings(fields.Within("mappings")),
        };
        if (type is FactType.Choice or FactType.Choices == definition.Choices.IsEmpty) fields.Faults.Add(fields.Bad("NRS-C028", "type"));
        fields.End();
        return isPath ? definition : null;
    }

    private static ImmutableArray<FactChoice> Choices(FieldReader fields, IReadOnlyDictionary<string, Taxonomy> taxonomies)
    {
        if (fields.OptionalText("taxonomy") is not { } id) return Own(fields);
        if (taxonomies.TryGetValue(id, out var taxonomy)) return [.. taxonomy.Values.Select(v => new FactChoice(v.Id, v.Label, v.Group))];
        fields.Faults.Add(fields.Bad("NRS-C017", "taxonomy").With("kind", "taxonomy").With("value", id));
        return [new(id, new(id, id))];
    }

    private static ImmutableArray<FactChoice> Own(FieldReader fields)
    {
        var choices = fields.Items("choices").Select(Choice).ToImmutableArray();
        ExampleRunner.RefuseDuplicates(fields, "choices", choices.Select(c => c.Id));
        return choices;
    }

    private static FactChoice Choice(FieldReader fields)
    {
        FactChoice choice = new(fields.Text("id"), fields.Localized("label"));
        if (!ContentHeaderReader.IsId(choice.Id)) fields.Faults.Add(fields.Bad("NRS-C022", "id").With("value", choice.Id).With("expected", "a-z 0-9 - + ."));
        fields.End();
        return choice;
    }

    private static ImmutableArray<KeyValuePair<string, string>> Mappings(FieldReader? fields)
    {
        if (fields is null) return [];
        string[] standards = ["stix", "rsit", "iodef", "veris"];
        var mappings = standards.Where(fields.Has).Select(s => new KeyValuePair<string, string>(s, fields.Text(s))).ToImmutableArray();
        fields.End();
        return mappings;
    }
}
