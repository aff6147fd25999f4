using System.Collections.Immutable;
using Noroshi.Benchmarks.Logs;
using Noroshi.Sensor.Detectors;

namespace Noroshi.Tests.Sensor.Detectors;

/// <summary>A generated log, what was planted in it, and what the watch found.</summary>
internal sealed class GeneratedLog
{
    private GeneratedLog(Labels labels, long lines, ImmutableArray<Finding> findings)
    {
        Labels = labels;
        LineCount = lines;
        Findings = findings;
        Flagged = [.. findings.Where(f => f.Severity > Severity.Info).SelectMany(f => f.Sources)];
    }

    internal Labels Labels { get; }

    internal long LineCount { get; }

    internal ImmutableArray<Finding> Findings { get; }

    /// <summary>Sources that a finding above mere information names.</summary>
    internal HashSet<string> Flagged { get; }

    internal static GeneratedLog Of(string kind, int bytes, ulong seed)
    {
        using MemoryStream file = new();
        var (labels, lines) = LogsProgram.Write(kind, bytes, seed, file);
        Watch watch = new(Watched.Settings);
        Watched.Take(watch, Watched.Settings, file.ToArray());
        return new(labels, lines, watch.Findings());
    }

    /// <summary>How many sources of a kind there are, and how many of them are named.</summary>
    internal (int Flagged, int All) Of(params string[] kinds)
    {
        var all = Labels.Sources.Where(s => kinds.Contains(s.Value)).Select(s => s.Key).ToList();
        return (all.Count(Flagged.Contains), all.Count);
    }

    /// <summary>The same of break-ins: named by a finding that says it worked.</summary>
    internal (int Flagged, int All) BreakIns()
    {
        var named = Findings.Where(f => f.HasSucceeded || f.Rule == "login.success-after-failures").SelectMany(f => f.Sources).ToHashSet();
        var all = Labels.Lines.Where(l => l.Kind == "break-in").Select(l => l.Source).Distinct().ToList();
        return (all.Count(named.Contains), all.Count);
    }

    internal string Summary() => string.Join('\n', Findings.GroupBy(f => f.Rule).Select(g => $"{g.Key} {g.Count()} findings, {g.Sum(f => f.SourceCount)} sources, worst {g.Max(f => f.Severity)}"));
}
