using System.Text;

namespace Noroshi.Core.Collect;

/// <summary>
/// What the search index holds of a text, and what it is asked for: single characters and pairs of Japanese, beginnings of words of everything else. Without positions;
/// a hit is therefore checked against the text itself by <see cref="SearchQuery.Matches"/>.
/// </summary>
/// <remarks>Pairs because a phrase of single characters would need positions, of which PostgreSQL keeps only 255 for each; singles so that 一字 finds too. Beginnings, of some lengths, because an index asked for "all words that begin so" gathers every place of every such word
/// before it gives out the first.</remarks>
public static class SearchTokens
{
    /// <summary>Lengths of the beginnings kept of a word, in characters. A shorter word is kept whole; what is longer is told apart by the check against the text.</summary>
    private static readonly int[] Beginnings = [3, 4, 5, 6, 8, 10, 12];

    /// <summary>Most tokens of one text, so that a hostile one cannot fill an index.</summary>
    public const int Most = 20_000;

    /// <summary>All tokens of a folded text, each once, in no particular order.</summary>
    public static IReadOnlyCollection<string> OfText(string folded)
    {
        var tokens = new HashSet<string>(StringComparer.Ordinal);
        foreach (var run in Runs(folded))
        {
            if (tokens.Count >= Most) break;
            Add(tokens, run);
        }
        return tokens;
    }

    /// <summary>The runs of a folded text: of characters written without spaces, or of a word.</summary>
    internal static IEnumerable<Run> Runs(string folded)
    {
        var runes = new List<Rune>();
        bool? isSolid = null;
        foreach (var rune in folded.EnumerateRunes())
        {
            bool? kind = SearchText.IsSolid(rune) ? true : SearchText.IsWord(rune) ? false : null;
            if (kind != isSolid && runes.Count > 0)
            {
                yield return new([.. runes], isSolid!.Value);
                runes.Clear();
            }
            isSolid = kind;
            if (kind is not null) runes.Add(rune);
        }
        if (runes.Count > 0) yield return new([.. runes], isSolid!.Value);
    }

    /// <summary>A run of characters of one kind.</summary>
    internal readonly record struct Run(Rune[] Runes, bool IsSolid)
    {
        /// <summary>The longest beginning the index keeps of a word, or all of a short one.</summary>
        internal string LongestBeginning => Begin(Beginnings.LastOrDefault(IsWithin, Runes.Length));

        /// <summary>Everything the index keeps of a word.</summary>
        internal IEnumerable<string> AllBeginnings => Runes.Length < Beginnings[0] ? [Begin(Runes.Length)] : Beginnings.Where(IsWithin).Select(Begin);

        internal IEnumerable<string> Pairs => Runes.Zip(Runes.Skip(1), (a, b) => a.ToString() + b.ToString());

        private bool IsWithin(int length) => length <= Runes.Length;

        private string Begin(int length) => string.Concat(Runes.Take(length).Select(r => r.ToString()));
    }

    private static void Add(HashSet<string> tokens, Run run)
    {
        if (!run.IsSolid)
        {
            tokens.UnionWith(run.AllBeginnings);
            return;
        }
        foreach (var rune in run.Runes) tokens.Add(rune.ToString());
        foreach (var pair in run.Pairs) tokens.Add(pair);
    }
}
