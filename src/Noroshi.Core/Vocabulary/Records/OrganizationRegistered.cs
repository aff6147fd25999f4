using System.Text.Json.Nodes;

namespace Noroshi.Core.Vocabulary.Records;

/// <summary>An organisation joined the network.</summary>
/// <param name="Subject">The organisation.</param>
/// <param name="Key">Its key.</param>
/// <param name="OrganizationKind">What it is.</param>
public sealed record OrganizationRegistered(Guid Subject, string Key, OrganizationKind OrganizationKind) : Happened(Subject)
{
    /// <inheritdoc/>
    public override JsonObject Body() => new() { ["key"] = Key, ["organizationKind"] = OrganizationKind.ToString().ToLowerInvariant() };
}
