using System.Collections.Immutable;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Core.Content;

/// <summary>The shape of <c>taxonomies/*.yaml</c>. Examples: <c>input</c> a word somebody writes, <c>expected</c> the id it means, or <c>none</c>.</summary>
internal static class TaxonomyReader
{
    internal static Taxonomy Read(FieldReader fields, ContentHeader header)
    {
        var version = fields.Text("version");
        var groups = fields.Items("groups").Select(g => Value(g, [])).ToImmutableArray();
        var values = fields.Items("values").Select(v => Value(v, groups)).ToImmutableArray();
        if (values.IsEmpty) fields.Missing("values");
        ExampleRunner.RefuseDuplicates(fields, "values", values.Select(v => v.Id));
        var taxonomy = new Taxonomy(header, version, groups, values);
        ExampleRunner.Run(fields, input => taxonomy.Find(input.Text("word"))?.Id ?? "none");
        return taxonomy;
    }

    private static TaxonomyValue Value(FieldReader fields, ImmutableArray<TaxonomyValue> groups)
    {
        var group = fields.OptionalText("group");
        if (group is not null && groups.All(g => g.Id != group)) fields.Faults.Add(fields.Bad("NRS-C017", "group").With("kind", "group").With("value", group));
        TaxonomyValue value = new(fields.Text("id"), fields.Localized("label"), fields.OptionalLocalized("description"), group, fields.Words("aliases"));
        if (!ContentHeaderReader.IsId(value.Id)) fields.Faults.Add(fields.Bad("NRS-C022", "id").With("value", value.Id).With("expected", "a-z 0-9 - + ."));
        fields.End();
        return value;
    }
}
