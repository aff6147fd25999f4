using System.Collections.Immutable;

namespace Noroshi.Core.Collect;

/// <summary>What somebody looks for: words separated by spaces, all of which must occur. Words of three Latin letters or more also find what begins with them.</summary>
/// <param name="Terms">The words, folded; each must occur in the text.</param>
/// <param name="Tokens">What the index is asked for: all of these.</param>
public sealed record SearchQuery(ImmutableArray<string> Terms, ImmutableArray<string> Tokens)
{
    /// <summary>The longest query that is looked at, in characters.</summary>
    public const int MaxLength = 200;

    /// <summary>Whether there is nothing to look for.</summary>
    public bool IsEmpty => Tokens.IsEmpty;

    /// <summary>Reads what was typed.</summary>
    public static SearchQuery Parse(string? text)
    {
        var folded = SearchText.Fold(text is { Length: > MaxLength } ? text[..MaxLength] : text ?? "");
        ImmutableArray<string> terms = [.. folded.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct()];
        ImmutableArray<string> tokens = [.. terms.SelectMany(SearchTokens.Runs).SelectMany(r => r.Asked).Distinct()];
        return new(terms, tokens);
    }

    /// <summary>Whether a folded text holds every word. The index knows no order of characters; this does.</summary>
    public bool Matches(string folded) => Terms.All(t => folded.Contains(t, StringComparison.Ordinal));
}
