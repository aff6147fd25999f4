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
    public static IReadOnlySet<string> OfText(string folded)
    {
        var tokens = new HashSet<string>(StringComparer.Ordinal);
        var kept = tokens.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var run in Runs(folded))
        {
            if (tokens.Count >= Most) break;
            run.AddTo(kept);
        }
        return tokens;
    }

    /// <summary>The runs of a folded text: of characters written without spaces, or of a word.</summary>
    internal static IEnumerable<Run> Runs(string folded)
    {
        var from = 0;
        bool? isSolid = null;
        for (int at = 0, length; at < folded.Length; at += length)
        {
            Rune.DecodeFromUtf16(folded.AsSpan(at), out var rune, out length);
            bool? kind = SearchText.IsSolid(rune) ? true : SearchText.IsWord(rune) ? false : null;
            if (kind == isSolid) continue;
            if (isSolid is { } was) yield return new(folded.AsMemory(from, at - from), was);
            (from, isSolid) = (at, kind);
        }
        if (isSolid is { } last) yield return new(folded.AsMemory(from), last);
    }

    /// <summary>A run of characters of one kind.</summary>
    internal readonly record struct Run(ReadOnlyMemory<char> Text, bool IsSolid)
    {
        /// <summary>What the index is asked for: the pairs, or the one character; of a word the longest beginning that is kept, or all of a short one.</summary>
        internal IEnumerable<string> Asked => IsSolid ? Pairs() : [LongestBeginning()];

        /// <summary>Adds everything the index keeps.</summary>
        internal void AddTo(HashSet<string>.AlternateLookup<ReadOnlySpan<char>> tokens)
        {
            var text = Text.Span;
            for (int at = 0, before = 0, count = 1; at < text.Length; count++)
            {
                var end = at + LengthAt(text, at);
                if (IsSolid)
                {
                    tokens.Add(text[at..end]);
                    if (at > 0) tokens.Add(text[before..end]);
                }
                else if (Beginnings.Contains(count) || (end == text.Length && count < Beginnings[0]))
                {
                    tokens.Add(text[..end]);
                }
                (before, at) = (at, end);
            }
        }

        private List<string> Pairs()
        {
            List<string> pairs = [];
            var text = Text.Span;
            for (int before = 0, at = LengthAt(text, 0); at < text.Length;)
            {
                var end = at + LengthAt(text, at);
                pairs.Add(new(text[before..end]));
                (before, at) = (at, end);
            }
            return pairs.Count > 0 ? pairs : [new(text)];
        }

        private string LongestBeginning()
        {
            var text = Text.Span;
            int longest = 0, at = 0;
            for (var count = 1; at < text.Length; count++)
            {
                at += LengthAt(text, at);
                if (Beginnings.Contains(count)) longest = at;
            }
            return new(longest > 0 ? text[..longest] : text);
        }

        private static int LengthAt(ReadOnlySpan<char> text, int at) => char.IsHighSurrogate(text[at]) ? 2 : 1;
    }
}
