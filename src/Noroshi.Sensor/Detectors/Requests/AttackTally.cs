using System.Numerics;
using Noroshi.Sensor.Detectors.Web;
using Noroshi.Sensor.Logs;

namespace Noroshi.Sensor.Detectors.Requests;

/// <summary>The attacks of one source on web servers. Bounded.</summary>
internal sealed class AttackTally
{
    private const int MostWords = 5;

    private readonly int[] _classes = new int[17];
    private readonly List<string> _rules = [];
    private readonly List<string> _targets = [];
    private DistinctCount _distinct;

    /// <summary>Flagged lines.</summary>
    internal int Count { get; private set; }

    /// <summary>Of them, those of the high tier.</summary>
    internal int High { get; private set; }

    /// <summary>Of the high tier, those whose answer was that of a success.</summary>
    internal int Successes { get; private set; }

    /// <summary>Classes of those that seem to have succeeded.</summary>
    internal WebAttack SucceededClasses { get; private set; }

    internal int Targets => _distinct.Estimate;

    internal IReadOnlyList<string> Rules => _rules;

    internal IReadOnlyList<string> Examples => _targets;

    internal Evidence Evidence { get; } = new();

    internal long First { get; private set; }

    internal long Last { get; private set; }

    internal void Add(in Sighting sighting, string rule, in SightingTexts texts)
    {
        // Servers log a request when it has been answered: the order of lines is not always that of their times.
        if (Count++ == 0 || (sighting.Time != LogRecord.NoTime && sighting.Time < First)) First = sighting.Time;
        Last = Count == 1 ? sighting.Time : Math.Max(Last, sighting.Time);
        for (var bits = (uint)sighting.Classes; bits != 0; bits &= bits - 1) _classes[BitOperations.TrailingZeroCount(bits)]++;
        _distinct.Add(sighting.Target);
        if (_rules.Count < MostWords && !_rules.Contains(rule)) _rules.Add(rule);
        if (_targets.Count < MostWords && Count <= 64 && texts.String(sighting.TargetText) is var target && !_targets.Contains(target)) _targets.Add(target);
        Evidence.Add(texts.Line(in sighting));
        if (sighting.Tier != Tier.High) return;
        High++;
        if ((sighting.Flags & SightingFlags.LikelySucceeded) == 0) return;
        Successes++;
        SucceededClasses |= sighting.Classes;
        Evidence.AddDecisive(texts.Line(in sighting));
    }

    /// <summary>The classes with their counts, the most frequent first.</summary>
    internal IEnumerable<AttackCount> Classes()
    {
        List<AttackCount> counts = [];
        for (var bit = 0; bit < _classes.Length; bit++)
        {
            if (_classes[bit] > 0) counts.Add(new((WebAttack)(1 << bit), _classes[bit]));
        }
        return counts.OrderByDescending(c => c.Count);
    }

    /// <summary>The classes of many with their counts, the most frequent first.</summary>
    internal static IEnumerable<AttackCount> Classes(IEnumerable<AttackTally> tallies)
    {
        List<AttackCount> counts = [];
        foreach (var one in tallies.SelectMany(t => t.Classes()))
        {
            var at = counts.FindIndex(c => c.Class == one.Class);
            if (at < 0) counts.Add(one);
            else counts[at] = one with { Count = counts[at].Count + one.Count };
        }
        return counts.OrderByDescending(c => c.Count);
    }
}

/// <summary>How often a kind of attack was seen.</summary>
internal sealed record AttackCount(WebAttack Class, int Count);
