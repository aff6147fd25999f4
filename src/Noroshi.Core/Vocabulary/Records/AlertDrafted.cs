using System.Text.Json.Nodes;

namespace Noroshi.Core.Vocabulary.Records;

/// <summary>A version of an alert was written; nobody outside its issuer sees it.</summary>
/// <param name="Subject">The alert.</param>
/// <param name="Version">Which version, from 1.</param>
/// <param name="Text">Commitment to the canonical document.</param>
public sealed record AlertDrafted(Guid Subject, int Version, Commitment Text) : Happened(Subject)
{
    /// <inheritdoc/>
    public override JsonObject Body() => new() { ["text"] = Text.Hash, ["version"] = Version };
}
