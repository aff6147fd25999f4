using System.Collections.Immutable;
using System.Numerics;
using Noroshi.Sensor.Rules.Correlations;
using Noroshi.Sensor.Rules.Lines;

namespace Noroshi.Sensor.Rules;

/// <summary>
/// All rules compiled together. For each event only those rules are evaluated that can fire at all: one look for literals over the fields and texts rules name, then the rules those literals belong to,
/// and the rules that need no literal. Immutable, for any number of threads, each with its own <see cref="RuleScratch"/>; <see cref="Match"/> allocates nothing.
/// </summary>
/// <remarks>
/// <code>
/// RuleBook ─ Compile ─► fields (slots) · steps · literals (by field) ─ Match(event) ─► candidates ─► fired
/// </code>
/// </remarks>
public sealed class RuleSet
{
    private readonly RuleProgram _program;
    private readonly int[] _roots;
    private readonly RulePrefilter _prefilter;
    private readonly ImmutableArray<int> _timeSlots;
    private readonly bool[] _isCounted;
    private readonly bool[] _reportsRules;
    private readonly bool[] _reportsCorrelations;

    private RuleSet(RuleBook book, RuleCompiler compiler, int[] roots)
    {
        Rules = book.Rules;
        Correlations = book.Correlations;
        _roots = roots;
        _program = compiler.Program;
        _prefilter = new(book, compiler.SlotOf);
        CountedSlots = [.. CorrelationFields(book).Distinct(StringComparer.Ordinal).Select(compiler.SlotOf)];
        _isCounted = [.. book.Rules.Select(r => book.Correlations.Any(c => c.Rules.Any(r.Header.IsCalled)))];
        _reportsRules = [.. book.Rules.Select(r => Reports(r.Header))];
        _reportsCorrelations = [.. book.Correlations.Select(c => Reports(c.Header))];
        foreach (var name in LineKind.Fields) compiler.SlotOf(name);
        _timeSlots = book.Correlations.IsEmpty ? [] : [.. EventTime.Names.Select(compiler.SlotOf)];
        Fields = compiler.Fields;
    }

    /// <summary>The rules; a rule's place is its number.</summary>
    public ImmutableArray<SigmaRule> Rules { get; }

    /// <summary>The correlations over them.</summary>
    public ImmutableArray<CorrelationRule> Correlations { get; }

    /// <summary>The fields an event is asked for.</summary>
    public FieldTable Fields { get; }

    /// <summary>The fields correlations keep of an event.</summary>
    internal ImmutableArray<int> CountedSlots { get; }

    /// <summary>Compiles everything that was read.</summary>
    public static RuleSet Compile(RuleBook book)
    {
        var compiler = new RuleCompiler();
        int[] roots = [.. book.Rules.Select(r => compiler.Add(r, book.Filters))];
        return new(book, compiler, roots);
    }

    /// <summary>Working memory for one thread.</summary>
    public RuleScratch NewScratch() => new(_roots.Length, _prefilter.NewHits());

    /// <summary>Finds the rules that fire at an event.</summary>
    /// <param name="e">The event.</param>
    /// <param name="scratch">Receives the result.</param>
    public void Match<TEvent>(scoped ref TEvent e, RuleScratch scratch) where TEvent : IRuleEvent, allows ref struct => MatchAmong(ref e, scratch, _prefilter.All);

    /// <summary>The same, for some of the rules only.</summary>
    /// <param name="e">The event.</param>
    /// <param name="scratch">Receives the result.</param>
    /// <param name="among">The rules that may fire.</param>
    internal void MatchAmong<TEvent>(scoped ref TEvent e, RuleScratch scratch, RuleSubset among) where TEvent : IRuleEvent, allows ref struct
    {
        scratch.Clear();
        _prefilter.Mark(ref e, scratch, among);
        var candidates = scratch.Candidates;
        for (var word = 0; word < candidates.Length; word++)
        {
            for (var bits = candidates[word]; bits != 0; bits &= bits - 1) Evaluate(ref e, word * 64 + BitOperations.TrailingZeroCount(bits), scratch);
        }
    }

    /// <summary>The same, evaluating every rule: slower, and the measure <see cref="Match"/> is checked against.</summary>
    /// <param name="e">The event.</param>
    /// <param name="scratch">Receives the result.</param>
    public void MatchEvery<TEvent>(scoped ref TEvent e, RuleScratch scratch) where TEvent : IRuleEvent, allows ref struct
    {
        scratch.Clear();
        for (var rule = 0; rule < _roots.Length; rule++) Evaluate(ref e, rule, scratch);
    }

    /// <summary>When an event happened, by the fields logs write it in; null when it does not say, or no correlation asks.</summary>
    /// <param name="e">The event.</param>
    public DateTimeOffset? TimeOf<TEvent>(scoped ref TEvent e) where TEvent : IRuleEvent, allows ref struct => EventTime.Read(ref e, _timeSlots);

    /// <summary>Whether a rule reports on its own: no correlation rests on it, or one that does says so (<c>generate</c>).</summary>
    /// <param name="rule">Its place in <see cref="Rules"/>.</param>
    public bool ReportsRule(int rule) => _reportsRules[rule];

    /// <summary>The same for a correlation that others rest on.</summary>
    /// <param name="correlation">Its place in <see cref="Correlations"/>.</param>
    public bool ReportsCorrelation(int correlation) => _reportsCorrelations[correlation];

    /// <summary>Some of the rules; null for none.</summary>
    /// <param name="rules">Their numbers.</param>
    internal RuleSubset? Among(IEnumerable<int> rules)
    {
        var bits = new ulong[(Rules.Length + 63) / 64];
        foreach (var rule in rules) bits[rule >> 6] |= 1UL << (rule & 63);
        return bits.All(word => word == 0) ? null : _prefilter.Among(bits);
    }

    /// <summary>Whether a correlation counts one of some rules.</summary>
    internal bool IsCounted(ReadOnlySpan<int> rules)
    {
        foreach (var rule in rules)
        {
            if (_isCounted[rule]) return true;
        }
        return false;
    }

    private void Evaluate<TEvent>(scoped ref TEvent e, int rule, RuleScratch scratch) where TEvent : IRuleEvent, allows ref struct
    {
        scratch.Evaluated++;
        if (_program.Holds(ref e, _roots[rule])) scratch.Fire(rule);
    }

    private bool Reports(RuleHeader header)
    {
        var above = Correlations.Where(c => c.Rules.Any(header.IsCalled)).ToArray();
        return above.Length == 0 || above.Any(c => c.Generates);
    }

    private static IEnumerable<string> CorrelationFields(RuleBook book) =>
        book.Correlations.SelectMany(c => c.GroupBy.Concat(c.Fields).Concat(c.Aliases.Select(a => a.Field)));
}
