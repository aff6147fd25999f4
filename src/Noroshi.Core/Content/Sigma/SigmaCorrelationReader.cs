using System.Collections.Immutable;
using System.Globalization;
using Noroshi.Sensor.Rules;

namespace Noroshi.Core.Content.Sigma;

/// <summary>The mapping under <c>correlation</c>.</summary>
internal static class SigmaCorrelationReader
{
    private static readonly (string Word, CorrelationKind Value)[] Kinds =
    [
        ("event_count", CorrelationKind.EventCount), ("value_count", CorrelationKind.ValueCount), ("temporal", CorrelationKind.Temporal), ("temporal_ordered", CorrelationKind.TemporalOrdered),
        ("value_sum", CorrelationKind.ValueSum), ("value_avg", CorrelationKind.ValueAverage), ("value_median", CorrelationKind.ValueMedian), ("value_percentile", CorrelationKind.ValuePercentile),
    ];

    private static readonly (string Word, Comparison Value)[] Comparisons =
    [
        ("gt", Comparison.Greater), ("gte", Comparison.GreaterOrEqual), ("lt", Comparison.Less), ("lte", Comparison.LessOrEqual), ("eq", Comparison.Equal), ("neq", Comparison.NotEqual),
    ];

    internal static CorrelationRule? Read(FieldReader document, RuleHeader header)
    {
        if (document.Within("correlation") is not { } fields) return null;
        if (!fields.Has("type")) fields.Missing("type");
        if (fields.Choice("type", Kinds) is not { } kind) return null;
        var rules = fields.Words("rules");
        var (bounds, counted, percentile, expression) = Condition(fields, kind, ref rules);
        if (rules.IsEmpty) fields.Missing("rules");
        else if (rules.Length > CorrelationRule.MaxRules) fields.Faults.Add(fields.Bad("NRS-D032", "rules").With("limit", $"{CorrelationRule.MaxRules}"));
        return new()
        {
            Header = header,
            Kind = kind,
            Rules = rules,
            GroupBy = fields.Words("group-by"),
            Timespan = Timespan(fields),
            Bounds = bounds.IsEmpty && expression is null ? [new(Comparison.GreaterOrEqual, rules.Length)] : bounds,
            Fields = counted,
            Percentile = percentile,
            Expression = expression,
            Aliases = Aliases(fields),
            Generates = fields.YesNo("generate") || document.YesNo("generate"),
        };
    }

    private static (ImmutableArray<CorrelationBound> Bounds, ImmutableArray<string> Counted, int? Percentile, Clause? Expression) Condition(FieldReader fields, CorrelationKind kind, ref ImmutableArray<string> rules)
    {
        var isTemporal = kind is CorrelationKind.Temporal or CorrelationKind.TemporalOrdered;
        var node = fields.Node("condition");
        if (node is YamlNode.Scalar words && isTemporal) return ([], [], null, Expression(fields, words.Text, ref rules));
        if (node is null)
        {
            if (!isTemporal) fields.Missing("condition");
            return ([], [], null, null);
        }
        if (fields.Within("condition") is not { } within) return ([], [], null, null);
        var bounds = Comparisons.Where(c => within.Has(c.Word)).Select(c => new CorrelationBound(c.Value, Number(within, c.Word))).ToImmutableArray();
        if (bounds.IsEmpty) within.Faults.Add(within.Bad("NRS-D031"));
        var counted = within.Words("field");
        if (counted.IsEmpty && !isTemporal && kind is not CorrelationKind.EventCount) within.Missing("field");
        var percentile = within.Number("percentile");
        if (percentile is < 0 or > 100) within.Faults.Add(within.Bad("NRS-D031", "percentile"));
        within.End();
        return (bounds, counted, (int?)percentile, null);
    }

    private static Clause? Expression(FieldReader fields, string text, ref ImmutableArray<string> rules)
    {
        if (rules.IsEmpty) rules = [.. text.Split([' ', '(', ')', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries).Where(w => w.ToUpperInvariant() is not ("AND" or "OR" or "NOT")).Distinct()];
        var clause = Noroshi.Sensor.Rules.ConditionReader.Read(text, rules, out var refusal);
        if (refusal is not null) fields.Faults.Add(fields.Bad(refusal.Code, "condition") with { Values = refusal.Values });
        return clause;
    }

    private static decimal Number(FieldReader fields, string key)
    {
        if (decimal.TryParse(fields.OptionalText(key), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return number;
        fields.Faults.Add(fields.Bad("NRS-D031", key));
        return 0;
    }

    /// <summary>A number and a letter; months and years are mean ones.</summary>
    private static TimeSpan Timespan(FieldReader fields)
    {
        if (!fields.Has("timespan"))
        {
            fields.Missing("timespan");
            return default;
        }
        var text = fields.OptionalText("timespan") ?? "";
        long unit = text.Length == 0 ? 0 : text[^1] switch { 's' => 1, 'm' => 60, 'h' => 3600, 'd' => 86_400, 'w' => 604_800, 'M' => 2_629_746, 'y' => 31_556_952, _ => 0 };
        if (unit > 0 && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 && number * unit <= 31_556_952L * 100) return TimeSpan.FromSeconds(number * unit);
        fields.Faults.Add(fields.Bad("NRS-D030", "timespan").With("value", text));
        return default;
    }

    private static ImmutableArray<FieldAlias> Aliases(FieldReader fields)
    {
        if (fields.Within("aliases") is not { } aliases) return [];
        var found = ImmutableArray.CreateBuilder<FieldAlias>();
        foreach (var alias in aliases.Keys.ToArray())
        {
            if (aliases.Within(alias) is not { } byRule) continue;
            foreach (var rule in byRule.Keys.ToArray()) found.Add(new(alias, rule, byRule.Text(rule)));
        }
        return found.ToImmutable();
    }
}
