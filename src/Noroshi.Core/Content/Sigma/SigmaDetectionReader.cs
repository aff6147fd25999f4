using System.Collections.Immutable;
using System.Globalization;
using Noroshi.Core.Vocabulary;
using Noroshi.Sensor.Rules;
using Noroshi.Sensor.Rules.Modifiers;

namespace Noroshi.Core.Content.Sigma;

/// <summary>Selections with the condition over them.</summary>
internal sealed record SigmaDetection(ImmutableArray<string> Names, ImmutableArray<Clause> Selections, Clause Condition);

/// <summary>The mapping under <c>detection</c> or <c>filter</c>. Used once.</summary>
internal sealed class SigmaDetectionReader(FieldReader fields, Placeholders placeholders, bool mayBacktrack)
{
    internal SigmaDetection? Read(string[] otherKeys)
    {
        ImmutableArray<string> names = [.. fields.Keys.Where(k => !otherKeys.Contains(k))];
        if (names.IsEmpty) fields.Faults.Add(fields.Bad("NRS-D004"));
        var selections = names.Select(name => fields.Node(name) is { } node ? Selection(node, YamlReader.Join(fields.Path, name)) : Refuse(fields.Bad("NRS-D017", name))).ToImmutableArray();
        var conditions = fields.Words("condition");
        if (conditions.IsEmpty) fields.Missing("condition");
        var parts = conditions.Select(text => Condition(text, names)).ToImmutableArray();
        if (names.IsEmpty || parts.IsEmpty || selections.Contains(null) || parts.Contains(null)) return null;
        return new(names, selections!, parts.Length == 1 ? parts[0]! : new Clause.Any(parts!));
    }

    private Clause? Condition(string text, ImmutableArray<string> names)
    {
        var clause = Noroshi.Sensor.Rules.ConditionReader.Read(text, names, out var refusal);
        if (refusal is not null) fields.Faults.Add(FaultOf(refusal, fields.Bad(refusal.Code, "condition")));
        return clause;
    }

    private Clause? Selection(YamlNode node, string path) => node switch
    {
        YamlNode.Mapping map => Together(map.Entries.Select(e => Item(e, path)), isAll: true),
        YamlNode.Sequence { Items.IsEmpty: false } list => Together(list.Items.Select((item, i) => Selection(item, $"{path}[{i}]")), isAll: false),
        YamlNode.Scalar scalar => Item("", [scalar], node.At, path),
        _ => Refuse(new Fault("NRS-D017", path) { At = node.At }),
    };

    private static Clause? Together(IEnumerable<Clause?> clauses, bool isAll)
    {
        // All are built before one decides, so that every fault is told.
        var parts = clauses.ToImmutableArray();
        if (parts.Contains(null)) return null;
        return parts.Length == 1 ? parts[0] : isAll ? new Clause.All(parts!) : new Clause.Any(parts!);
    }

    private Clause? Item(YamlNode.Entry entry, string path)
    {
        var below = YamlReader.Join(path, entry.Key);
        return entry.Value switch
        {
            YamlNode.Scalar scalar => Item(entry.Key, [scalar], entry.At, below),
            YamlNode.Sequence { Items.IsEmpty: false } list when list.Items.All(i => i is YamlNode.Scalar) => Item(entry.Key, [.. list.Items.Cast<YamlNode.Scalar>()], entry.At, below),
            _ => Refuse(new Fault("NRS-D017", below) { At = entry.Value.At }),
        };
    }

    private Clause? Item(string key, IReadOnlyList<YamlNode.Scalar> values, SourcePosition at, string path)
    {
        List<RuleRefusal> refusals = [];
        var clause = SigmaItem.Build(key, [.. values.Select(Value)], placeholders, refusals);
        if (!mayBacktrack && clause is not null && Backtracking(clause) is { } expression) refusals.Add(RuleRefusal.Of("NRS-D018", ("expression", expression)));
        foreach (var refusal in refusals) fields.Faults.Add(FaultOf(refusal, new(refusal.Code, path) { At = at }));
        return clause;
    }

    private static string? Backtracking(Clause clause) => clause switch
    {
        Clause.Field { Test: RegexTest { IsLinear: false } test } => test.Pattern,
        Clause.Keyword { Test: RegexTest { IsLinear: false } test } => test.Pattern,
        Clause.Not not => Backtracking(not.Part),
        Clause.Any any => any.Parts.Select(Backtracking).FirstOrDefault(e => e is not null),
        Clause.All all => all.Parts.Select(Backtracking).FirstOrDefault(e => e is not null),
        _ => null,
    };

    private Clause? Refuse(Fault fault)
    {
        fields.Faults.Add(fault);
        return null;
    }

    private static Fault FaultOf(RuleRefusal refusal, Fault fault) => fault with { Values = refusal.Values };

    /// <summary>A scalar as YAML 1.2's core schema has it; a hexadecimal number keeps its text too, since logs write it so.</summary>
    internal static SigmaValue Value(YamlNode.Scalar scalar)
    {
        var text = scalar.Text;
        if (scalar.IsQuoted) return new SigmaValue.Text(text);
        if (text is "" or "~" or "null" or "Null" or "NULL") return new SigmaValue.Null();
        if (text is "true" or "True" or "TRUE" or "false" or "False" or "FALSE") return new SigmaValue.Boolean(text[0] is 't' or 'T');
        if (text.StartsWith("0x", StringComparison.Ordinal) && long.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hex)) return new SigmaValue.Number(hex, text);
        const NumberStyles styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return decimal.TryParse(text, styles, CultureInfo.InvariantCulture, out var number) ? new SigmaValue.Number(number, text) : new SigmaValue.Text(text);
    }
}
