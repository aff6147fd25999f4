namespace Noroshi.Core.Content;

/// <summary>Where a content file takes what it says from.</summary>
/// <param name="Document">The document: <c>seed 002</c>, a law, a standard, an address.</param>
/// <param name="Clause">The clause, section or page.</param>
public sealed record Citation(string Document, string Clause)
{
    /// <inheritdoc/>
    public override string ToString() => Clause.Length == 0 ? Document : $"{Document} {Clause}";
}
