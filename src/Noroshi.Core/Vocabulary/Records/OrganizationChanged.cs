using System.Text.Json.Nodes;

namespace Noroshi.Core.Vocabulary.Records;

/// <summary>An organisation's kind, name or sectors changed.</summary>
/// <param name="Subject">The organisation.</param>
public sealed record OrganizationChanged(Guid Subject) : Happened(Subject)
{
    /// <inheritdoc/>
    public override JsonObject Body() => [];
}
