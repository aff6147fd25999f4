using System.Collections.Immutable;

namespace Noroshi.Sensor.Rules;

/// <summary>Clauses to steps; names of fields to slots. Used once.</summary>
internal sealed class RuleCompiler
{
    private readonly List<RuleNode> _nodes = [];
    private readonly List<int> _children = [];
    private readonly Dictionary<string, int> _slots = new(StringComparer.Ordinal);

    internal RuleProgram Program => new([.. _nodes], [.. _children]);

    internal FieldTable Fields => new(_slots.OrderBy(s => s.Value).Select(s => s.Key));

    internal int SlotOf(string name)
    {
        if (_slots.TryGetValue(name, out var slot)) return slot;
        _slots.Add(name, _slots.Count);
        return _slots.Count - 1;
    }

    /// <summary>The step a rule begins with, narrowed by the filters that apply to it.</summary>
    internal int Add(SigmaRule rule, ImmutableArray<FilterRule> filters)
    {
        List<int> parts = [Add(rule.Condition, [.. rule.Selections.Select(s => Add(s, []))])];
        foreach (var filter in filters.Where(f => f.AppliesTo(rule))) parts.Add(Add(filter.Condition, [.. filter.Selections.Select(s => Add(s, []))]));
        return parts.Count == 1 ? parts[0] : Group(RuleStep.All, parts);
    }

    private int Add(Clause clause, int[] selections) => clause switch
    {
        Clause.Selected selected => selections[selected.Index],
        Clause.All all => Group(RuleStep.All, all.Parts.OrderBy(Cost).Select(p => Add(p, selections))),
        Clause.Any any => Group(RuleStep.Any, any.Parts.OrderBy(Cost).Select(p => Add(p, selections))),
        Clause.Not not => Node(new(RuleStep.Not, Add(not.Part, selections))),
        Clause.Field field => Node(new(RuleStep.Field, SlotOf(field.Name), Test: field.Test)),
        Clause.Null isNull => Node(new(RuleStep.Null, SlotOf(isNull.Name))),
        Clause.Exists exists => Node(new(RuleStep.Exists, SlotOf(exists.Name))),
        Clause.Reference r => Node(new(RuleStep.Reference, SlotOf(r.Name), SlotOf(r.Other), null, r.Fit, r.IsCased)),
        Clause.Keyword keyword => Node(new(RuleStep.Keyword, 0, Test: keyword.Test)),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private int Group(RuleStep step, IEnumerable<int> parts)
    {
        int[] children = [.. parts];
        if (children.Length == 1) return children[0];
        _children.AddRange(children);
        return Node(new(step, _children.Count - children.Length, children.Length));
    }

    private int Node(RuleNode node)
    {
        _nodes.Add(node);
        return _nodes.Count - 1;
    }

    // Dear questions last: the answer of a group does not depend on its order, and most events are settled by the cheap ones.
    private static int Cost(Clause clause) => clause switch
    {
        Clause.Field { Test: RegexTest } => 3,
        Clause.Keyword { Test: RegexTest } => 4,
        Clause.Keyword => 2,
        Clause.All or Clause.Any or Clause.Not or Clause.Selected => 1,
        _ => 0,
    };
}
