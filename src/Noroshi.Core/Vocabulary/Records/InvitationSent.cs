using System.Text.Json.Nodes;

namespace Noroshi.Core.Vocabulary.Records;

/// <summary>Somebody was invited to act for an organisation.</summary>
/// <param name="Subject">The invitation.</param>
/// <param name="Organization">The organisation.</param>
/// <param name="Roles">The roles offered, separated by spaces.</param>
public sealed record InvitationSent(Guid Subject, Guid Organization, string Roles) : Happened(Subject)
{
    /// <inheritdoc/>
    public override JsonObject Body() => new() { ["organization"] = Organization.ToString(), ["roles"] = Roles };
}
