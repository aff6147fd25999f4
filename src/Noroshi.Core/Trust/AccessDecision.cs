using System.Collections.Immutable;

namespace Noroshi.Core.Trust;

/// <summary>What one organisation sees of one subject, and the rule that says so.</summary>
/// <param name="View">How much.</param>
/// <param name="RuleId">The rule that set the size: the permission, or the limit that cut it. <see cref="Closed"/> when nothing permits.</param>
/// <param name="TextHash">That rule's text, by hash; empty for <see cref="Closed"/>.</param>
/// <param name="Removed">Fact paths taken out of the view, sorted, each once.</param>
public sealed record AccessDecision(AccessView View, string RuleId, string TextHash, ImmutableArray<string> Removed)
{
    /// <summary>The rule behind every refusal: nothing is shown unless some rule permits it.</summary>
    public const string Closed = "closed";

    /// <summary>The refusal.</summary>
    public static AccessDecision Nothing { get; } = new(AccessView.Nothing, Closed, "", []);

    /// <summary>Whether a fact at this path is shown.</summary>
    public bool Shows(string path) => View.Kind switch
    {
        ViewKind.Everything => !FactPaths.Covers(Removed, path),
        ViewKind.Fields => FactPaths.Covers(View.Fields, path) && !FactPaths.Covers(Removed, path),
        _ => false,
    };

    /// <inheritdoc/>
    public bool Equals(AccessDecision? other) =>
        other is not null && View == other.View && RuleId == other.RuleId && TextHash == other.TextHash && Removed.SequenceEqual(other.Removed, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(View, RuleId, TextHash, Removed.Length);
}
