using System.Collections.Immutable;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Core.Content;

/// <summary>
/// A <see cref="Condition"/> from YAML:
/// <code>
/// condition = { all: [condition…] } | { any: [condition…] } | { not: condition } | { fact: PATH, OPERATOR: value }
/// OPERATOR  = is | is-not | in | contains | at-least | at-most | before | after | known
/// </code>
/// A value is read as the fact's own type, so that a condition that can never hold is a fault of the file.
/// </summary>
public static class ConditionReader
{
    private static readonly (string Word, Operator Operator)[] Operators =
    [
        ("is", Operator.Is), ("is-not", Operator.IsNot), ("in", Operator.In), ("contains", Operator.Contains), ("at-least", Operator.AtLeast),
        ("at-most", Operator.AtMost), ("before", Operator.Before), ("after", Operator.After), ("known", Operator.Known),
    ];

    /// <summary>Reads one condition.</summary>
    /// <param name="node">The node.</param>
    /// <param name="path">Where it stands, for faults.</param>
    /// <param name="vocabulary">The facts a condition may name.</param>
    /// <param name="faults">Receives what is wrong.</param>
    public static Condition? Read(YamlNode node, string path, FactVocabulary vocabulary, ICollection<Fault> faults)
    {
        if (FieldReader.Of(node, path, faults) is not { } fields) return null;
        var word = fields.Keys.FirstOrDefault(k => k is "all" or "any" or "not" or "fact");
        Condition? condition = word switch
        {
            "all" => Parts(fields, "all", vocabulary) is { } parts ? new Condition.All(parts) : null,
            "any" => Parts(fields, "any", vocabulary) is { } parts ? new Condition.Any(parts) : null,
            "not" => fields.Node("not") is { } part && Read(part, YamlReader.Join(path, "not"), vocabulary, faults) is { } negated ? new Condition.Not(negated) : null,
            "fact" => Test(fields, vocabulary),
            _ => null,
        };
        if (word is null) faults.Add(fields.Bad("NRS-C025"));
        else fields.End();
        return condition;
    }

    private static ImmutableArray<Condition>? Parts(FieldReader fields, string key, FactVocabulary vocabulary)
    {
        if (fields.Node(key) is not YamlNode.Sequence list)
        {
            fields.Faults.Add(fields.Bad("NRS-C012", key).With("expected", "sequence"));
            return null;
        }
        var parts = list.Items.Select((item, i) => Read(item, $"{YamlReader.Join(fields.Path, key)}[{i}]", vocabulary, fields.Faults)).ToArray();
        return parts.Contains(null) ? null : [.. parts!];
    }

    private static Condition.Test? Test(FieldReader fields, FactVocabulary vocabulary)
    {
        var name = fields.Text("fact");
        if (vocabulary.Find(name) is not { } definition)
        {
            fields.Faults.Add(fields.Bad("NRS-C017", "fact").With("kind", "fact").With("value", name));
            foreach (var key in fields.Keys.ToArray()) fields.Node(key);
            return null;
        }
        if (Operators.Where(o => fields.Has(o.Word)).ToArray() is not [var (word, op)])
        {
            fields.Faults.Add(fields.Bad("NRS-C025"));
            foreach (var key in fields.Keys.ToArray()) fields.Node(key);
            return null;
        }
        var texts = fields.Words(word);
        if (!Suits(op, definition.Type) || (op is not Operator.In && texts.Length != 1) || texts.IsEmpty)
        {
            fields.Faults.Add(fields.Bad("NRS-C026", word).With("operator", word).With("type", FactParsing.TypeName(definition.Type)));
            return null;
        }
        return Values(fields, word, op, definition, texts) is { } values ? new(definition.Path, op, values) : null;
    }

    private static ImmutableArray<FactValue>? Values(FieldReader fields, string word, Operator op, FactDefinition definition, ImmutableArray<string> texts)
    {
        var one = definition with
        {
            Type = op is Operator.Known ? FactType.YesNo : definition.Type switch
            {
                FactType.Choices => FactType.Choice,
                FactType.Email or FactType.Telephone => FactType.Text,
                _ => definition.Type,
            },
        };
        List<Fault> wrong = [];
        var values = texts.Select(t => FactParsing.Parse(one, t, wrong)).OfType<FactValue>().ToImmutableArray();
        if (wrong.Count == 0) return values;
        fields.Faults.Add(fields.Bad("NRS-C013", word).With("value", string.Join(", ", texts)).With("allowed", one.Choices.IsEmpty ? FactParsing.TypeName(one.Type) : string.Join(", ", one.Choices.Select(c => c.Id))));
        return null;
    }

    private static bool Suits(Operator op, FactType type) => op switch
    {
        Operator.AtLeast or Operator.AtMost => type is FactType.Number,
        Operator.Before or Operator.After => type is FactType.Instant,
        Operator.Contains => type is FactType.Choices or FactType.Text or FactType.Paragraph or FactType.Telephone or FactType.Email,
        _ => true,
    };
}
