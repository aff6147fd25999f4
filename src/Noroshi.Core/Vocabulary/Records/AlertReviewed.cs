using System.Text.Json.Nodes;

namespace Noroshi.Core.Vocabulary.Records;

/// <summary>Somebody other than the issuer looked at an alert that was issued alone, and closed the review.</summary>
/// <param name="Subject">The alert.</param>
/// <param name="Review">The review.</param>
/// <param name="IsUpheld">Whether issuing alone was right.</param>
public sealed record AlertReviewed(Guid Subject, Guid Review, bool IsUpheld) : Happened(Subject)
{
    /// <inheritdoc/>
    public override JsonObject Body() => new() { ["review"] = Review.ToString("D"), ["upheld"] = IsUpheld };
}
