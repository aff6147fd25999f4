using System.Collections.Immutable;
using Noroshi.Core.Vocabulary;
using Noroshi.Sensor.Rules;

namespace Noroshi.Core.Content.Sigma;

/// <summary>What documents say of each other: ids and names stand for one rule, correlations name rules that exist, and none rests on itself.</summary>
internal static class SigmaReferences
{
    internal static ImmutableArray<CorrelationRule> Check(List<SigmaRule> rules, List<CorrelationRule> correlations, List<Fault> faults)
    {
        Unique(rules.Select(r => r.Header).Concat(correlations.Select(c => c.Header)), faults);
        var good = correlations.ToList();
        // A correlation that falls takes those with it that rest on it.
        while (good.RemoveAll(c => !IsSound(c, rules, good, faults)) > 0) { }
        foreach (var circle in good.Where(c => RestsOn(c, c, good, 0)).ToArray())
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

    private static bool RestsOn(CorrelationRule from, CorrelationRule to, List<CorrelationRule> all, int depth) =>
        depth <= all.Count && from.Rules.SelectMany(r => all.Where(c => c.Header.IsCalled(r))).Any(c => c == to || RestsOn(c, to, all, depth + 1));

    private static void Unique(IEnumerable<RuleHeader> headers, List<Fault> faults)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var header in headers)
        {
            foreach (var word in new[] { header.Id, header.Name }.OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase))
            {
                if (!seen.Add(word)) faults.Add(Bad("NRS-D035", header).With("name", word));
            }
        }
    }

    private static Fault Bad(string code, RuleHeader header) => new(code) { At = new(header.File, header.Line, 1) };
}
