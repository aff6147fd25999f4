using System.Text.Json.Nodes;

namespace Noroshi.Core.Vocabulary.Records;

/// <summary>An invitation was withdrawn before it was used.</summary>
/// <param name="Subject">The invitation.</param>
public sealed record InvitationWithdrawn(Guid Subject) : Happened(Subject)
{
    /// <inheritdoc/>
    public override JsonObject Body() => [];
}
