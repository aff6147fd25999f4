using System.Text.Json.Nodes;

namespace Noroshi.Core.Vocabulary.Records;

/// <summary>An account may act in a role for an organisation.</summary>
/// <param name="Subject">The account.</param>
/// <param name="Organization">The organisation.</param>
/// <param name="Role">The role.</param>
public sealed record RoleGranted(Guid Subject, Guid Organization, Role Role) : Happened(Subject)
{
    /// <inheritdoc/>
    public override JsonObject Body() => new() { ["organization"] = Organization.ToString(), ["role"] = Role.ToString().ToLowerInvariant() };
}
