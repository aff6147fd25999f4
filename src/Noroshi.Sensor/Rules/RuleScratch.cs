namespace Noroshi.Sensor.Rules;

/// <summary>Working memory and the result of one look at an event; made by <see cref="RuleSet.NewScratch"/>, one per thread, reused.</summary>
public sealed class RuleScratch
{
    private readonly int[] _fired;
    private int _count;

    internal RuleScratch(int rules, LiteralHits hits)
    {
        _fired = new int[rules];
        Candidates = new ulong[(rules + 63) / 64];
        Hits = hits;
    }

    /// <summary>The rules that fired at the last event: places in <see cref="RuleSet.Rules"/>, ascending.</summary>
    public ReadOnlySpan<int> Fired => _fired.AsSpan(0, _count);

    /// <summary>How many rules were evaluated at the last event.</summary>
    public int Evaluated { get; internal set; }

    internal ulong[] Candidates { get; }

    internal LiteralHits Hits { get; }

    internal void Clear()
    {
        _count = 0;
        Evaluated = 0;
    }

    internal void Fire(int rule) => _fired[_count++] = rule;
}
