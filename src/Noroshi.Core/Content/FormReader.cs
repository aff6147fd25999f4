using System.Collections.Immutable;
using Noroshi.Core.Collect;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Core.Content;

/// <summary>The shape of <c>forms/*.yaml</c>. Examples: <c>input: { stage, facts: { path: value } }</c>, <c>expected</c> the codes of the faults, or <c>accepted</c>.</summary>
internal static class FormReader
{
    internal static readonly (string Word, ReportStage Stage)[] Stages = [("initial", ReportStage.Initial), ("follow-up", ReportStage.FollowUp), ("final", ReportStage.Final)];

    internal static Form Read(FieldReader fields, ContentHeader header, FactVocabulary vocabulary)
    {
        if (!fields.Has("version")) fields.Missing("version");
        var version = (int)(fields.Number("version") ?? 1);
        var sections = fields.Items("sections").Select(s => Section(s, vocabulary)).ToImmutableArray();
        var requirements = fields.Items("requires").Select(r => Requirement(r, vocabulary)).ToImmutableArray();
        var form = new Form(header, version, sections, requirements);
        ExampleRunner.RefuseDuplicates(fields, "sections", sections.Select(s => s.Id));
        ExampleRunner.RefuseDuplicates(fields, "sections", sections.SelectMany(s => s.Questions).Select(q => q.Fact.Text));
        ExampleRunner.Run(fields, input => Example(input, form, vocabulary));
        return form;
    }

    private static FormSection Section(FieldReader fields, FactVocabulary vocabulary)
    {
        FormSection section = new(fields.Text("id"), fields.Localized("label"), fields.OptionalLocalized("hint"), [.. fields.Items("asks").Select(q => Question(q, vocabulary)).OfType<FormQuestion>()]);
        fields.End();
        return section;
    }

    private static FormQuestion? Question(FieldReader fields, FactVocabulary vocabulary)
    {
        var path = Known(fields, "fact", fields.Text("fact"), vocabulary);
        var hint = fields.OptionalLocalized("hint");
        var when = When(fields, vocabulary);
        fields.End();
        return path is { } fact ? new(fact, when, hint) : null;
    }

    private static FormRequirement Requirement(FieldReader fields, FactVocabulary vocabulary)
    {
        var facts = fields.Words("facts").Select(f => Known(fields, "facts", f, vocabulary)).OfType<FactPath>().ToImmutableArray();
        if (facts.IsEmpty) fields.Missing("facts");
        var atLeast = (int)(fields.Number("at-least") ?? facts.Length);
        var stages = fields.Words("stages").Select(s => Stage(fields, s)).OfType<ReportStage>().ToImmutableArray();
        var when = When(fields, vocabulary);
        fields.End();
        return new(facts, atLeast, stages, when);
    }

    private static ReportStage? Stage(FieldReader fields, string word)
    {
        foreach (var (name, stage) in Stages)
        {
            if (name == word) return stage;
        }
        fields.Faults.Add(fields.Bad("NRS-C013", "stages").With("value", word).With("allowed", string.Join(", ", Stages.Select(s => s.Word))));
        return null;
    }

    private static Condition? When(FieldReader fields, FactVocabulary vocabulary) =>
        fields.Node("when") is { } node ? ConditionReader.Read(node, YamlReader.Join(fields.Path, "when"), vocabulary, fields.Faults) : null;

    private static FactPath? Known(FieldReader fields, string key, string name, FactVocabulary vocabulary)
    {
        if (vocabulary.Find(name) is { IsRetired: false } definition) return definition.Path;
        fields.Faults.Add(fields.Bad("NRS-C017", key).With("kind", "fact").With("value", name));
        return null;
    }

    private static string Example(FieldReader input, Form form, FactVocabulary vocabulary)
    {
        List<Fault> faults = [];
        var stage = input.Choice("stage", Stages) ?? ReportStage.Initial;
        List<Fact> facts = [];
        if (input.Within("facts") is { } given)
        {
            foreach (var key in given.Keys.ToArray())
            {
                var text = given.Text(key);
                if (vocabulary.Find(key) is not { } definition) faults.Add(new("NRS-R010", key));
                else if (FactParsing.Parse(definition, text, faults) is { } value) facts.Add(new(definition.Path, value, Certainty.Confirmed));
            }
        }
        FormCheck.Check(form, stage, facts, faults);
        return faults.Count == 0 ? "accepted" : string.Join(',', faults.Select(f => f.Code));
    }
}
