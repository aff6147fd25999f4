using System.Collections.Immutable;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Core.Collect;

/// <summary>How one fact differs between two versions of a report (第1報 → 第2報).</summary>
/// <param name="Path">Which fact.</param>
/// <param name="Before">What was said; null when nothing was.</param>
/// <param name="After">What is said now; null when it is not said any more.</param>
public sealed record FactChange(FactPath Path, Fact? Before, Fact? After)
{
    /// <summary>Every fact that differs, in value or in certainty, in order of path.</summary>
    public static ImmutableArray<FactChange> Between(ReportDocument before, ReportDocument after)
    {
        var old = before.Facts.ToDictionary(f => f.Path);
        var now = after.Facts.ToDictionary(f => f.Path);
        return
        [
            .. old.Keys.Union(now.Keys).Order()
                .Select(p => new FactChange(p, old.GetValueOrDefault(p), now.GetValueOrDefault(p)))
                .Where(c => c.Before != c.After),
        ];
    }
}
