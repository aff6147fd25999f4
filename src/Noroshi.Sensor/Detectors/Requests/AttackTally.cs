using System.Collections.Immutable;
using System.Numerics;
using Noroshi.Sensor.Detectors.Web;
using Noroshi.Sensor.Logs;

namespace Noroshi.Sensor.Detectors.Requests;

/// <summary>The attacks of one source on web servers. Bounded.</summary>
internal sealed class AttackTally
{
    private const int MostWords = 5;
    private const int MostSuspects = 64;
    private const int MostShown = 6;

    private readonly int[] _classes = new int[17];
    private readonly List<string> _rules = [];
    private readonly List<string> _targets = [];
    private readonly List<(SuspectAnswer Answer, int Count)> _suspects = [];
    private readonly List<LineRef> _decisive = [];
    private readonly Evidence _evidence = new();
    private int _unkept;
    private DistinctCount _distinct;

    /// <summary>Flagged lines.</summary>
    internal int Count { get; private set; }

    /// <summary>Of them, those of the high tier.</summary>
    internal int High { get; private set; }

    /// <summary>Of the high tier, those whose answer was that of a success, as judged last.</summary>
    internal int Successes { get; private set; }

    internal int Targets => _distinct.Estimate;

    internal IReadOnlyList<string> Rules => _rules;

    internal IReadOnlyList<string> Examples => _targets;

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
        _evidence.Add(texts.Line(in sighting));
        if (sighting.Tier == Tier.High) High++;
    }

    /// <summary>Keeps an answer that suggests a success. Answers of one size at one path are kept once, with their number.</summary>
    internal void Suspect(in SuspectAnswer answer)
    {
        for (var i = 0; i < _suspects.Count; i++)
        {
            var (known, count) = _suspects[i];
            if (known.Page != answer.Page || known.Bytes != answer.Bytes) continue;
            _suspects[i] = (known, count + 1);
            return;
        }
        if (_suspects.Count < MostSuspects) _suspects.Add((answer, 1));
        else _unkept++;
    }

    /// <summary>Judges the answers kept by all that was seen until now. Of more than are kept, as many have worked as of those.</summary>
    internal void Judge(RequestBook book)
    {
        _decisive.Clear();
        var (worked, kept) = (0, 0);
        foreach (var (answer, count) in _suspects)
        {
            kept += count;
            if (!book.HasLikelyWorked(answer)) continue;
            worked += count;
            _decisive.Add(answer.Line);
        }
        Successes = worked + (kept == 0 ? 0 : (int)((long)_unkept * worked / kept));
    }

    /// <summary>The lines that show it, those that may have worked among them.</summary>
    internal ImmutableArray<LineRef> Lines() => Evidence.InOrder([.. _evidence.Lines(), .. _decisive.Take(MostShown)]);

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
