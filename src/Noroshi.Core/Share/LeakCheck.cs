using System.Collections.Immutable;

namespace Noroshi.Core.Share;

/// <summary>
/// Searches outgoing texts for whatever identifies a source or an affected body. Any finding blocks: what has left cannot be called back.
/// </summary>
/// <remarks>
/// design.md section 6; seed 002, 官民の連絡・連携体制 §4(1)イ. Texts and terms are folded alike (width, kana, case) and separators are left out, so that
/// <c>minato[.]bank</c>, <c>ＭＩＮＡＴＯ　ＢＡＮＫ</c> and <c>みなと･バンク</c> are found. Short Latin words count only as whole words.
/// </remarks>
public static class LeakCheck
{
    private const int ShortLatin = 5;

    /// <summary>Every place in every text, in order of texts and places.</summary>
    /// <param name="passages">The outgoing texts with their paths.</param>
    /// <param name="terms">What must not be in them, from <see cref="LeakTerms"/>.</param>
    public static ImmutableArray<LeakFinding> Find(IEnumerable<(string Path, string Text)> passages, IEnumerable<LeakTerm> terms)
    {
        var needles = terms.Select(t => (t.Kind, Folded: FoldedText.Of(t.Text).Text)).Where(n => n.Folded.Length >= Least(n.Folded)).Distinct().ToArray();
        return [.. passages.SelectMany(p => In(p.Path, FoldedText.Of(p.Text), needles))];
    }

    private static IEnumerable<LeakFinding> In(string path, FoldedText text, (LeakKind Kind, string Folded)[] needles)
    {
        var found = new List<LeakFinding>();
        foreach (var (kind, needle) in needles)
        {
            for (var at = text.Text.IndexOf(needle, StringComparison.Ordinal); at >= 0; at = text.Text.IndexOf(needle, at + 1, StringComparison.Ordinal))
            {
                var (start, length) = text.Place(at, needle.Length);
                if (IsWholeWord(text.Original, start, length, needle)) found.Add(new(path, start, length, kind));
            }
        }

        // One mark for one place: the longest term that covers it.
        return found.Where(f => !found.Any(o => o.Length > f.Length && o.Start <= f.Start && o.Start + o.Length >= f.Start + f.Length)).DistinctBy(f => (f.Start, f.Length)).OrderBy(f => f.Start);
    }

    private static bool IsWholeWord(string original, int start, int length, string needle)
    {
        if (needle.Length > ShortLatin || !needle.All(char.IsAsciiLetterOrDigit)) return true;
        return (start == 0 || !IsLatin(original[start - 1])) && (start + length == original.Length || !IsLatin(original[start + length]));
    }

    private static bool IsLatin(char c) => char.IsAsciiLetterOrDigit(c) || c is (>= 'Ａ' and <= 'Ｚ') or (>= 'ａ' and <= 'ｚ');

    // Two ideographs or kana can name somebody; two Latin letters cannot be told from a word.
    private static int Least(string folded) => folded.All(char.IsAsciiLetterOrDigit) ? 3 : 2;
}
