using System.Collections.Immutable;

namespace Noroshi.Core.Collect;

/// <summary>What somebody looks for: words separated by spaces, all of which must occur. Words of Latin letters also find what begins with them.</summary>
/// <param name="Terms">The words, folded; each must occur in the text.</param>
/// <param name="Tokens">What the index is asked for: all of these.</param>
public sealed record SearchQuery(ImmutableArray<string> Terms, ImmutableArray<SearchToken> Tokens)
{
    /// <summary>The longest query that is looked at, in characters.</summary>
    public const int MaxLength = 200;

    /// <summary>Shorter words are looked for whole: as beginnings they would find half of everything.</summary>
    private const int ShortestPrefix = 3;

    /// <summary>Whether there is nothing to look for.</summary>
    public bool IsEmpty => Tokens.IsEmpty;

    /// <summary>Reads what was typed.</summary>
    public static SearchQuery Parse(string? text)
    {
        var folded = SearchText.Fold(text is { Length: > MaxLength } ? text[..MaxLength] : text ?? "");
        ImmutableArray<string> terms = [.. folded.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct()];
        ImmutableArray<SearchToken> tokens = [.. terms.SelectMany(SearchTokens.Runs).SelectMany(OfRun).Distinct()];
        return new(terms, tokens);
    }

    /// <summary>Whether a folded text holds every word. The index knows no order of characters; this does.</summary>
    public bool Matches(string folded) => Terms.All(t => folded.Contains(t, StringComparison.Ordinal));

    private static IEnumerable<SearchToken> OfRun(SearchTokens.Run run)
    {
        if (!run.IsSolid) return [new(run.Word, run.Runes.Length is >= ShortestPrefix and <= SearchTokens.WordLength)];
        return run.Runes.Length == 1 ? [new(run.Runes[0].ToString(), false)] : run.Pairs.Select(p => new SearchToken(p, false));
    }
}

/// <summary>One token the index is asked for.</summary>
/// <param name="Text">The token.</param>
/// <param name="IsPrefix">Whether tokens that begin with it count too.</param>
public readonly record struct SearchToken(string Text, bool IsPrefix);
