using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Noroshi.Core.Vocabulary;
using Noroshi.Sensor.Logs;
using Noroshi.Sensor.Logs.Json;

namespace Noroshi.Core.Content;

/// <summary>
/// The shape of <c>logs/*.yaml</c>: what the members of a product's JSON lines mean. Examples: <c>input: { line: '{...}' }</c>, <c>expected</c> what a record of it says, as <c>[kind=login, outcome=failure, source=192.0.2.1]</c>.
/// </summary>
internal static class LogMapReader
{
    private static readonly (string Word, RecordKind Value)[] Kinds = Words<RecordKind>();
    private static readonly (string Word, Outcome Value)[] Outcomes = Words<Outcome>();
    private static readonly (string Word, FailureReason Value)[] Reasons = Words<FailureReason>();
    private static readonly (string Word, LogField Value)[] Fields = Words<LogField>();
    private static readonly (string Word, LogMapOperator Value)[] Operators = Words<LogMapOperator>();

    internal static LogMap Read(FieldReader fields, ContentHeader header)
    {
        var map = Map(fields, header.Id);
        ExampleRunner.Run(fields, input => string.Join(',', LogMapExample.Said(map, input.Text("line"))));
        return map;
    }

    /// <summary>The map of a file that was checked before: its examples are not executed again.</summary>
    internal static LogMap? ReadUnchecked(ContentFile file, ICollection<Fault> faults) =>
        file.Root(faults) is { } root && FieldReader.Of(root, "", faults) is { } fields ? Map(fields, fields.Text("id")) : null;

    private static LogMap Map(FieldReader fields, string name)
    {
        var when = Tests(fields);
        if (when.IsEmpty) fields.Missing("when");
        var always = Case(fields, []);
        var cases = fields.Items("cases").Select(c =>
        {
            var one = Case(c, Tests(c));
            c.End();
            return one;
        }).ToImmutableArray();
        return new(name, when, always, cases, fields.YesNo("needs-case"));
    }

    private static LogMapCase Case(FieldReader fields, ImmutableArray<LogMapTest> when) =>
        new(when, fields.Choice("kind", Kinds), fields.Choice("outcome", Outcomes), fields.Choice("reason", Reasons), fields.YesNo("envelope"), FieldsOf(fields));

    private static ImmutableArray<LogMapField> FieldsOf(FieldReader fields)
    {
        if (fields.Within("fields") is not { } within) return [];
        List<LogMapField> all = [];
        foreach (var (word, field) in Fields.Where(f => within.Has(f.Word)).OrderBy(f => f.Value)) all.Add(Field(within, word, field));
        within.End();
        return [.. all];
    }

    private static LogMapField Field(FieldReader fields, string word, LogField field)
    {
        if (fields.Node(word) is not YamlNode.Mapping) return new(field, Paths(fields.Words(word)), null, null);
        var within = fields.Within(word)!;
        var text = within.OptionalText("text");
        var pattern = within.OptionalText("pattern") is { } given ? LogMapPattern.Parse(given) ?? NoPattern(within, given) : null;
        LogMapField result = new(field, Paths(within.Words("path")), text is null ? null : Bytes(text), pattern);
        if (result.Paths.IsEmpty && text is null) within.Missing("path");
        within.End();
        return result;
    }

    private static LogMapPattern? NoPattern(FieldReader fields, string given)
    {
        fields.Faults.Add(fields.Bad("NRS-C013", "pattern").With("value", given).With("allowed", "before*after, before*?after"));
        return null;
    }

    private static ImmutableArray<LogMapTest> Tests(FieldReader fields) => [.. fields.Items("when").Select(Test).OfType<LogMapTest>()];

    private static LogMapTest? Test(FieldReader fields)
    {
        var paths = Paths(fields.Words("path"));
        if (paths.IsEmpty) fields.Missing("path");
        LogMapTest? test = null;
        foreach (var (word, value) in Operators.Where(o => fields.Has(o.Word)))
        {
            var isQuestion = value is LogMapOperator.Exists or LogMapOperator.Missing;
            if (isQuestion) fields.YesNo(word);
            test = new(paths, value, isQuestion ? [] : [.. fields.Words(word).Select(Bytes)]);
        }
        fields.End();
        return test ?? new(paths, LogMapOperator.Exists, []);
    }

    private static ImmutableArray<JsonPath> Paths(ImmutableArray<string> texts) => [.. texts.Select(t => new JsonPath(t))];

    private static ImmutableArray<byte> Bytes(string text) => [.. Encoding.UTF8.GetBytes(text)];

    private static (string Word, T Value)[] Words<T>() where T : struct, Enum =>
        [.. Enum.GetValues<T>().Select(v => (JsonNamingPolicy.KebabCaseLower.ConvertName(v.ToString()), v))];
}
