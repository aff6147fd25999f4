using System.Text.Json.Nodes;

namespace Noroshi.Core.Vocabulary.Records;

/// <summary>An approver sent an alert back to its author (差し戻し).</summary>
/// <param name="Subject">The alert.</param>
/// <param name="Version">Which version, from 1.</param>
public sealed record AlertReturned(Guid Subject, int Version) : Happened(Subject)
{
    /// <inheritdoc/>
    public override JsonObject Body() => new() { ["version"] = Version };
}
