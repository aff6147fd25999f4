using System.Text.Json.Nodes;

namespace Noroshi.Core.Vocabulary.Records;

/// <summary>An invitation was used; its link opens nothing any more.</summary>
/// <param name="Subject">The invitation.</param>
/// <param name="Account">The account it gave roles to.</param>
public sealed record InvitationAccepted(Guid Subject, Guid Account) : Happened(Subject)
{
    /// <inheritdoc/>
    public override JsonObject Body() => new() { ["account"] = Account.ToString() };
}
