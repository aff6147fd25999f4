using System.Collections.Immutable;
using Noroshi.Sensor.Detectors;

namespace Noroshi.Sensor.Rules.Correlations;

/// <summary>
/// Evaluates the correlations of a rule set over events in the order they come. A condition that more events can only make true is decided at the event that does so, and again after it
/// was false; one that more events can make false (<c>lt</c>, <c>lte</c>, <c>neq</c>, "not") when its window ends. Memory is bounded, and so is how deep correlations rest on each other; events that match no correlated rule cost nothing.
/// Not for several threads.
/// </summary>
/// <remarks>
/// Sigma correlation rules specification 2.1.0.
/// <code>
/// event ─ RuleSet.Match ─► fired rules ─► group ─► window ─► firing ─► correlations above it
/// </code>
/// </remarks>
public sealed class Correlator
{
    private const int MaxFiringsPerEvent = GroupStore.MaxGroups;
    private const int MaxDepth = 32;

    private readonly ImmutableArray<int> _slots;
    private readonly ImmutableArray<CorrelationPlan> _plans;
    private readonly ImmutableArray<(int Plan, int Rule)>[] _aboveRules;
    private readonly ImmutableArray<(int Plan, int Rule)>[] _aboveCorrelations;
    private readonly GroupStore _groups = new();
    private readonly List<CorrelationFiring> _fired = [];
    private readonly List<(int Plan, int Rule)> _matched = [];
    private long _now;

    /// <summary>A correlator with nothing seen yet.</summary>
    /// <param name="set">The rules whose matches it is given.</param>
    public Correlator(RuleSet set)
    {
        _slots = set.CountedSlots;
        var names = _slots.Select(s => set.Fields.Names[s]).ToList();
        RuleHeader[] headers = [.. set.Rules.Select(r => r.Header), .. set.Correlations.Select(c => c.Header)];
        _plans = [.. set.Correlations.Select((c, i) => new CorrelationPlan(i, c, names.IndexOf, n => headers.FirstOrDefault(h => h.IsCalled(n))))];
        _aboveRules = [.. set.Rules.Select(r => Above(r.Header))];
        _aboveCorrelations = [.. set.Correlations.Select(c => Above(c.Header))];
    }

    /// <summary>The correlations that fired at the last event, in the order they did.</summary>
    public IReadOnlyList<CorrelationFiring> Fired => _fired;

    internal GroupStore Groups => _groups;

    /// <summary>Takes the next event; <see cref="Fired"/> has the result.</summary>
    /// <param name="e">The event.</param>
    /// <param name="rules">The rules that fired at it: places in <see cref="RuleSet.Rules"/>.</param>
    /// <param name="time">When it happened; null when it does not say: then it counts as simultaneous with the event before.</param>
    public void Observe<TEvent>(scoped ref TEvent e, ReadOnlySpan<int> rules, DateTimeOffset? time) where TEvent : IRuleEvent, allows ref struct
    {
        var isCounted = false;
        foreach (var rule in rules) isCounted |= !_aboveRules[rule].IsEmpty;
        Observe(isCounted ? FieldValues.Of(ref e, _slots) : null, rules, time, LineRef.None);
    }

    /// <summary>The same for an event that is gone, by what it left.</summary>
    /// <param name="values">Its fields; null when no correlation counts any of the rules.</param>
    /// <param name="rules">The rules that fired at it.</param>
    /// <param name="time">When it happened, or null.</param>
    /// <param name="line">Where it stands.</param>
    internal void Observe(FieldValues? values, ReadOnlySpan<int> rules, DateTimeOffset? time, LineRef line)
    {
        _fired.Clear();
        if (time is { } said) _now = said.UtcTicks;
        EndWindows(_now);
        _matched.Clear();
        foreach (var rule in rules) _matched.AddRange(_aboveRules[rule]);
        if (_matched.Count == 0 || values is null) return;
        // The later place first, so that one event is not two steps of a sequence.
        _matched.Sort(static (a, b) => b.Rule != a.Rule ? b.Rule.CompareTo(a.Rule) : a.Plan.CompareTo(b.Plan));
        foreach (var (plan, rule) in _matched) Add(plan, rule, _now, values, line, 0);
    }

    /// <summary>There are no more events: decides the windows that are open; <see cref="Fired"/> has the result.</summary>
    public void Complete()
    {
        _fired.Clear();
        EndWindows(long.MaxValue);
    }

    private void EndWindows(long time)
    {
        while (_groups.NextEnded(time) is { } group) Fire(group, FieldValues.None(_slots.Length), LineRef.None, 0);
    }

    private void Add(int plan, int rule, long time, FieldValues values, LineRef line, int depth)
    {
        if (_plans[plan].Group(rule, values) is not { } group) return;
        foreach (var sample in _plans[plan].Samples(rule, time, values))
        {
            if (_groups.Add(_plans[plan], group, sample, line) is { } fired) Fire(fired, values, line, depth);
        }
    }

    private void Fire(CorrelationGroup group, FieldValues values, LineRef line, int depth)
    {
        if (_fired.Count >= MaxFiringsPerEvent) return;
        var plan = group.Plan;
        _fired.Add(new(plan.Index, group.Values, Instant(group.Oldest), Instant(group.Newest), group.Lines));
        if (_aboveCorrelations[plan.Index].IsEmpty || depth == MaxDepth) return;
        var given = values.With(plan.GroupNames, group.Values);
        foreach (var (above, rule) in _aboveCorrelations[plan.Index]) Add(above, rule, group.Newest, given, line, depth + 1);
    }

    private static DateTimeOffset Instant(long ticks) => new(Math.Clamp(ticks, 0, DateTimeOffset.MaxValue.Ticks), TimeSpan.Zero);

    private ImmutableArray<(int Plan, int Rule)> Above(RuleHeader header) =>
        [.. _plans.SelectMany(p => p.Rule.Rules.Select((name, at) => (p.Index, at, name))).Where(r => header.IsCalled(r.name)).Select(r => (r.Index, r.at))];
}
