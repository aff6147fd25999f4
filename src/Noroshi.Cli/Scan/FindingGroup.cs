using System.Collections.Immutable;
using System.Globalization;
using Noroshi.Sensor.Detectors;
using Noroshi.Sensor.Logs;

namespace Noroshi.Cli.Scan;

/// <summary>What a person reads as one finding: one, or many of the same rule that say the same of other sources. The JSON and what is sent know nothing of it: there each stands alone.</summary>
/// <param name="Head">The finding, or what all members have in common; its lines are those of the worst.</param>
/// <param name="Members">The findings, the worst first; at least one.</param>
internal sealed record FindingGroup(ShownFinding Head, IReadOnlyList<ShownFinding> Members)
{
    /// <summary>So many successes of one rule stay alone, each with its own sentence.</summary>
    private const int MostSuccessesAlone = 3;

    private const int MostNamed = 3;

    internal bool IsOne => Members.Count == 1;

    /// <summary>Joins findings of one rule; what worked never stands with what did not.</summary>
    /// <param name="findings">The findings, most important first.</param>
    /// <param name="show">A joined finding in words.</param>
    internal static List<FindingGroup> Of(IReadOnlyList<ShownFinding> findings, Func<Finding, IReadOnlyList<ProvingLine>, ShownFinding> show)
    {
        List<FindingGroup> groups = [];
        foreach (var members in findings.GroupBy(f => f.Finding.HasSucceeded ? $"{f.Finding.Rule} succeeded" : f.Finding.Rule, StringComparer.Ordinal).Select(g => g.ToArray()))
        {
            if (members.Length == 1 || (members[0].Finding.HasSucceeded && members.Length <= MostSuccessesAlone)) groups.AddRange(members.Select(m => new FindingGroup(m, [m])));
            else groups.Add(new(show(Join([.. members.Select(m => m.Finding)]), members[0].Lines), members));
        }
        return groups;
    }

    private static Finding Join(Finding[] members) => members[0] with
    {
        Severity = members.Max(m => m.Severity),
        Confidence = members.Max(m => m.Confidence),
        Sources = [.. members.SelectMany(m => m.Sources).Distinct()],
        SourceCount = members.All(m => m.SourceCount == m.Sources.Length) ? members.SelectMany(m => m.Sources).Distinct().Count() : members.Sum(m => m.SourceCount),
        Accounts = [.. members.SelectMany(m => m.Accounts).Distinct()],
        AccountCount = Math.Max(members.Max(m => m.AccountCount), members.SelectMany(m => m.Accounts).Distinct().Count()),
        Target = new(Named(members.Select(m => m.Target.Host)), Named(members.Select(m => m.Target.Service)), Named(members.Select(m => m.Target.Url))),
        First = members.Select(m => m.First).Where(t => t != LogRecord.NoTime).DefaultIfEmpty(LogRecord.NoTime).Min(),
        Last = members.Max(m => m.Last),
        Count = members.Sum(m => m.Count),
        Facts = [.. members.SelectMany(m => m.Facts).GroupBy(f => f.Key, StringComparer.Ordinal).Select(Fact)],
    };

    /// <summary>Of numbers the largest, of words the first few.</summary>
    private static KeyValuePair<string, string> Fact(IGrouping<string, KeyValuePair<string, string>> of)
    {
        var numbers = of.Select(f => long.TryParse(f.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1).ToImmutableArray();
        return new(of.Key, numbers.All(n => n >= 0) ? numbers.Max().ToString(CultureInfo.InvariantCulture) : Named(of.Select(f => f.Value)));
    }

    private static string Named(IEnumerable<string> names)
    {
        var distinct = names.Where(n => n.Length > 0).Distinct(StringComparer.Ordinal).ToArray();
        return string.Join(", ", distinct.Take(MostNamed)) + (distinct.Length > MostNamed ? " …" : "");
    }
}
