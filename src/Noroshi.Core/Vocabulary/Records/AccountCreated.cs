using System.Text.Json.Nodes;

namespace Noroshi.Core.Vocabulary.Records;

/// <summary>Somebody got an account.</summary>
/// <param name="Subject">The account.</param>
public sealed record AccountCreated(Guid Subject) : Happened(Subject)
{
    /// <inheritdoc/>
    public override JsonObject Body() => [];
}
