using System.Text.Json.Nodes;

namespace Noroshi.Core.Vocabulary.Records;

/// <summary>An API token was revoked.</summary>
/// <param name="Subject">The token.</param>
public sealed record TokenRevoked(Guid Subject) : Happened(Subject)
{
    /// <inheritdoc/>
    public override JsonObject Body() => [];
}
