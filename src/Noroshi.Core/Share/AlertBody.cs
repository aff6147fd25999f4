using System.Collections.Immutable;

namespace Noroshi.Core.Share;

/// <summary>What an alert says, in one language. Empty parts are not shown.</summary>
public sealed record AlertBody
{
    /// <summary>One line; the mail's subject.</summary>
    public string Title { get; init; } = "";

    /// <summary>概要: what happens, to whom, how bad it is.</summary>
    public string Summary { get; init; } = "";

    /// <summary>対象: products, versions, systems concerned.</summary>
    public string Affected { get; init; } = "";

    /// <summary>お願いする対応: what the recipient is asked to do, in order.</summary>
    public ImmutableArray<string> Actions { get; init; } = [];

    /// <summary>参考情報: where to read more.</summary>
    public ImmutableArray<string> References { get; init; } = [];

    /// <summary>Whether nothing was written.</summary>
    public bool IsEmpty => Passages("").All(p => p.Text.Length == 0);

    /// <summary>Every text with its path under <paramref name="path"/>, in reading order.</summary>
    public IEnumerable<(string Path, string Text)> Passages(string path)
    {
        yield return ($"{path}.title", Title);
        yield return ($"{path}.summary", Summary);
        yield return ($"{path}.affected", Affected);
        for (var i = 0; i < Actions.Length; i++)
        {
            yield return ($"{path}.actions[{i}]", Actions[i]);
        }

        for (var i = 0; i < References.Length; i++)
        {
            yield return ($"{path}.references[{i}]", References[i]);
        }
    }

    /// <inheritdoc/>
    public bool Equals(AlertBody? other) =>
        other is not null && Title == other.Title && Summary == other.Summary && Affected == other.Affected
        && Actions.SequenceEqual(other.Actions, StringComparer.Ordinal) && References.SequenceEqual(other.References, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Title, Summary, Affected, Actions.Length, References.Length);
}
