using System.Collections.Immutable;
using Noroshi.Core.Vocabulary;
using Noroshi.Sensor.Rules;

namespace Noroshi.Core.Content.Sigma;

/// <summary>What documents say of each other: ids and names stand for one rule, correlations name rules that exist, and none rests on itself.</summary>
internal static class SigmaReferences
{
    internal static ImmutableArray<CorrelationRule> Check(List<SigmaRule> rules, List<CorrelationRule> correlations, List<Fault> faults)
    {
        var twice = Twice(rules.Select(r => r.Header).Concat(correlations.Select(c => c.Header)), faults);
        rules.RemoveAll(r => twice.Contains(r.Header));
        var good = correlations.Where(c => !twice.Contains(c.Header)).ToList();
        // A correlation that falls takes those with it that rest on it.
        while (good.RemoveAll(c => !IsSound(c, rules, good, faults)) > 0) { }
        var called = good.SelectMany(c => new[] { c.Header.Id, c.Header.Name }.OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase), (c, word) => (c, word)).ToLookup(x => x.word, x => x.c, StringComparer.OrdinalIgnoreCase);
        foreach (var circle in good.Where(c => RestsOnItself(c, called)).ToArray())
        {
            faults.Add(Bad("NRS-D033", circle.Header).With("name", circle.Header.Key));
            good.Remove(circle);
        }
        return [.. good];
    }

    private static bool IsSound(CorrelationRule correlation, List<SigmaRule> rules, List<CorrelationRule> correlations, List<Fault> faults)
    {
        var unknown = correlation.Rules.Where(r => !rules.Any(x => x.Header.IsCalled(r)) && !correlations.Any(x => x.Header.IsCalled(r))).ToArray();
        foreach (var name in unknown) faults.Add(Bad("NRS-D034", correlation.Header).With("name", name));
        return unknown.Length == 0;
    }

    private static bool RestsOnItself(CorrelationRule correlation, ILookup<string, CorrelationRule> called)
    {
        var seen = new HashSet<CorrelationRule>(ReferenceEqualityComparer.Instance);
        var open = new Stack<CorrelationRule>([correlation]);
        while (open.TryPop(out var one))
        {
            foreach (var below in one.Rules.SelectMany(r => called[r].Where(c => c.Header.IsCalled(r))))
            {
                if (ReferenceEquals(below, correlation)) return true;
                if (seen.Add(below)) open.Push(below);
            }
        }
        return false;
    }

    /// <summary>Those whose id or name another has that came before.</summary>
    private static HashSet<RuleHeader> Twice(IEnumerable<RuleHeader> headers, List<Fault> faults)
    {
        var twice = new HashSet<RuleHeader>(ReferenceEqualityComparer.Instance);
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var header in headers)
        {
            foreach (var word in new[] { header.Id, header.Name }.OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase))
            {
                if (seen.Add(word)) continue;
                faults.Add(Bad("NRS-D035", header).With("name", word));
                twice.Add(header);
            }
        }
        return twice;
    }

    private static Fault Bad(string code, RuleHeader header) => new(code) { At = new(header.File, header.Line, 1) };
}
