namespace Noroshi.Sensor.Rules;

/// <summary>All rules as one array of steps. Generic over the event so that a ref struct can be asked without boxing; the steps are data, not virtual generic calls, which would be slow.</summary>
internal sealed class RuleProgram
{
    private readonly RuleNode[] _nodes;
    private readonly int[] _children;

    internal RuleProgram(RuleNode[] nodes, int[] children)
    {
        _nodes = nodes;
        _children = children;
    }

    internal bool Holds<TEvent>(scoped ref TEvent e, int node) where TEvent : IRuleEvent, allows ref struct
    {
        ref readonly var n = ref _nodes[node];
        return n.Step switch
        {
            RuleStep.All => All(ref e, n.A, n.B),
            RuleStep.Any => Any(ref e, n.A, n.B),
            RuleStep.Not => !Holds(ref e, n.A),
            RuleStep.Field => FieldHolds(ref e, n.A, n.Test!),
            RuleStep.Null => IsNull(ref e, n.A),
            RuleStep.Exists => e.ValueCount(n.A) > 0,
            RuleStep.Reference => ReferenceHolds(ref e, n),
            _ => KeywordHolds(ref e, n.Test!),
        };
    }

    private bool All<TEvent>(scoped ref TEvent e, int first, int count) where TEvent : IRuleEvent, allows ref struct
    {
        for (var i = first; i < first + count; i++)
        {
            if (!Holds(ref e, _children[i])) return false;
        }
        return true;
    }

    private bool Any<TEvent>(scoped ref TEvent e, int first, int count) where TEvent : IRuleEvent, allows ref struct
    {
        for (var i = first; i < first + count; i++)
        {
            if (Holds(ref e, _children[i])) return true;
        }
        return false;
    }

    private static bool FieldHolds<TEvent>(scoped ref TEvent e, int slot, ValueTest test) where TEvent : IRuleEvent, allows ref struct
    {
        for (int i = 0, count = e.ValueCount(slot); i < count; i++)
        {
            var kind = e.Value(slot, i, out var text);
            if (test.Holds(text, kind)) return true;
        }
        return false;
    }

    private static bool IsNull<TEvent>(scoped ref TEvent e, int slot) where TEvent : IRuleEvent, allows ref struct
    {
        var count = e.ValueCount(slot);
        for (var i = 0; i < count; i++)
        {
            if (e.Value(slot, i, out _) is EventValueKind.Null) return true;
        }
        return count == 0;
    }

    private static bool KeywordHolds<TEvent>(scoped ref TEvent e, ValueTest test) where TEvent : IRuleEvent, allows ref struct
    {
        for (int i = 0, count = e.TextCount; i < count; i++)
        {
            if (test.Holds(e.Text(i), EventValueKind.Text)) return true;
        }
        return false;
    }

    private static bool ReferenceHolds<TEvent>(scoped ref TEvent e, in RuleNode n) where TEvent : IRuleEvent, allows ref struct
    {
        for (int i = 0, count = e.ValueCount(n.A); i < count; i++)
        {
            if (e.Value(n.A, i, out var value) is EventValueKind.Null or EventValueKind.Composite) continue;
            for (int j = 0, others = e.ValueCount(n.B); j < others; j++)
            {
                if (e.Value(n.B, j, out var other) is EventValueKind.Null or EventValueKind.Composite) continue;
                if (FittingText.Holds(value, other, n.Fit, n.IsCased)) return true;
            }
        }
        return false;
    }
}
