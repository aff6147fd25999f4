using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Noroshi.Sensor.Rules;

/// <summary>A literal that may be necessary.</summary>
/// <param name="Field">The field it must occur in; null for the event's texts.</param>
/// <param name="Bytes">The bytes, ASCII letters in lower case.</param>
internal readonly record struct LiteralNeed(string? Field, byte[] Bytes);

/// <summary>
/// Literals of which at least one must occur for a rule to fire: of several parts joined by "and" those of the best part, of parts joined by "or" those of all of them, of "not" none.
/// </summary>
internal static class RequiredLiterals
{
    // Shorter literals occur in too many lines to be worth looking for.
    private const int MinLength = 3;

    // A condition may name the same thousand values again and again; a rule with that many is looked at on every line instead.
    private const int MaxNeeds = 100_000;

    /// <summary>The literals, or null when the rule can fire without any.</summary>
    internal static List<LiteralNeed>? Of(SigmaRule rule)
    {
        var selections = rule.Selections.Select(s => Of(s, [])).ToArray();
        return Of(rule.Condition, selections);
    }

    private static List<LiteralNeed>? Of(Clause clause, List<LiteralNeed>?[] selections) => clause switch
    {
        Clause.Selected selected => selections[selected.Index],
        Clause.All all => Best(all.Parts.Select(p => Of(p, selections))),
        Clause.Any any => Together(any.Parts, selections),
        Clause.Field field => Of(field.Test, field.Name),
        Clause.Keyword keyword => Of(keyword.Test, null),
        _ => null,
    };

    private static List<LiteralNeed>? Best(IEnumerable<List<LiteralNeed>?> sets) =>
        sets.Where(s => s is not null).OrderByDescending(s => s!.Count == 0 ? int.MaxValue : Math.Min(8, s.Min(n => n.Bytes.Length))).ThenBy(s => s!.Count).FirstOrDefault();

    private static List<LiteralNeed>? Together(ImmutableArray<Clause> parts, List<LiteralNeed>?[] selections)
    {
        List<LiteralNeed> together = [];
        foreach (var part in parts)
        {
            if (Of(part, selections) is not { } set) return null;
            together.AddRange(set);
            if (together.Count > MaxNeeds) return null;
        }
        return together;
    }

    private static List<LiteralNeed>? Of(ValueTest test, string? field)
    {
        var literals = test switch
        {
            TextPattern pattern => Longest(pattern) is { } longest ? [longest] : null,
            RegexTest regex => RegexLiterals.Of(regex.Pattern, regex.Options.HasFlag(RegexOptions.IgnoreCase)),
            _ => null,
        };
        if (literals is null || literals.Any(l => l.Length < MinLength)) return null;
        return [.. literals.Select(l => new LiteralNeed(field, [.. l.Select(FoldedText.Lower)]))];
    }

    private static byte[]? Longest(TextPattern pattern)
    {
        byte[]? longest = null;
        foreach (var literal in pattern.Literals)
        {
            // Characters beyond ASCII may be written in another case, which is other bytes.
            foreach (var run in pattern.IsCased || pattern.IsBinary ? [literal] : AsciiRuns(literal))
            {
                if (run.Length > (longest?.Length ?? 0)) longest = run;
            }
        }
        return longest;
    }

    private static List<byte[]> AsciiRuns(byte[] bytes)
    {
        List<byte[]> runs = [];
        for (var i = 0; i < bytes.Length; i++)
        {
            var begin = i;
            while (i < bytes.Length && bytes[i] < 0x80) i++;
            if (i > begin) runs.Add(bytes[begin..i]);
        }
        return runs;
    }
}
