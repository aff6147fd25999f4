using System.Collections.Immutable;

namespace Noroshi.Core.Trust;

/// <summary>How much of a subject is seen: everything, named fields, a reduced text, or nothing.</summary>
/// <param name="Kind">Which of the four.</param>
/// <param name="Fields">For <see cref="ViewKind.Fields"/>: the fact paths seen (<c>system.*</c> for everything below); otherwise empty.</param>
public sealed record AccessView(ViewKind Kind, ImmutableArray<string> Fields)
{
    /// <summary>The whole subject.</summary>
    public static AccessView Everything { get; } = new(ViewKind.Everything, []);

    /// <summary>Only the text written for those who may not see the subject itself.</summary>
    public static AccessView Reduced { get; } = new(ViewKind.Reduced, []);

    /// <summary>Not even that it exists.</summary>
    public static AccessView Nothing { get; } = new(ViewKind.Nothing, []);

    /// <summary>Only the facts at these paths.</summary>
    public static AccessView Of(params ImmutableArray<string> fields) => new(ViewKind.Fields, fields);

    /// <inheritdoc/>
    public bool Equals(AccessView? other) => other is not null && Kind == other.Kind && Fields.SequenceEqual(other.Fields, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => Fields.Aggregate((int)Kind, HashCode.Combine);
}
