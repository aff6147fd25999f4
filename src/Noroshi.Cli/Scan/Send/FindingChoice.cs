using System.Globalization;

namespace Noroshi.Cli.Scan.Send;

/// <summary>Which findings are meant: <c>all</c>, <c>succeeded</c>, ids, or numbers of a list as shown.</summary>
internal static class FindingChoice
{
    /// <summary>The findings meant; null when a part names none, which <paramref name="unknown"/> then holds.</summary>
    /// <param name="choice">What was typed.</param>
    /// <param name="findings">All there are.</param>
    /// <param name="hasNumbers">Whether they were shown with numbers.</param>
    /// <param name="unknown">The part that names none.</param>
    /// <param name="listed">Places of those that <c>all</c> and <c>succeeded</c> are about; null for all.</param>
    internal static IReadOnlyList<ShownFinding>? Of(string choice, IReadOnlyList<ShownFinding> findings, bool hasNumbers, out string unknown, IReadOnlyList<int>? listed = null)
    {
        unknown = "";
        HashSet<int> chosen = [];
        foreach (var part in choice.Split([',', ' ', '、', '，', '\u3000'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (TryPart(part, findings, hasNumbers, listed ?? [.. Enumerable.Range(0, findings.Count)], chosen)) continue;
            unknown = part;
            return null;
        }
        return [.. chosen.Order().Select(i => findings[i])];
    }

    private static bool TryPart(string part, IReadOnlyList<ShownFinding> findings, bool hasNumbers, IReadOnlyList<int> listed, HashSet<int> chosen)
    {
        if (part is "all" or "succeeded")
        {
            chosen.UnionWith(listed.Where(i => part == "all" || findings[i].Finding.HasSucceeded));
            return true;
        }
        for (var i = 0; i < findings.Count; i++)
        {
            if (findings[i].Finding.Id == part) return chosen.Add(i) || true;
        }
        return hasNumbers && TryNumbers(Narrow(part), findings.Count, chosen);
    }

    /// <summary>Full-width figures and signs, as a Japanese keyboard gives them, as the usual ones.</summary>
    internal static string Narrow(string text) => string.Concat(text.Select(c => c is >= '！' and <= '～' ? (char)(c - '！' + '!') : c is 'ー' or '−' ? '-' : c));

    /// <summary><c>3</c> or <c>2-5</c>, from 1.</summary>
    private static bool TryNumbers(string part, int count, HashSet<int> chosen)
    {
        var dash = part.IndexOf('-', StringComparison.Ordinal);
        if (!TryNumber(dash < 0 ? part : part[..dash], out var from) || !TryNumber(dash < 0 ? part : part[(dash + 1)..], out var to)) return false;
        if (from < 1 || to > count || from > to) return false;
        chosen.UnionWith(Enumerable.Range(from - 1, to - from + 1));
        return true;
    }

    private static bool TryNumber(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
