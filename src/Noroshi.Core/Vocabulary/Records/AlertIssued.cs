using System.Text.Json.Nodes;

namespace Noroshi.Core.Vocabulary.Records;

/// <summary>An alert left its issuer (発出): deliveries follow from this.</summary>
/// <param name="Subject">The alert.</param>
/// <param name="Version">Which version, from 1.</param>
/// <param name="Plan">Hash of the share plan under which it left.</param>
/// <param name="IsAlone">Whether one person issued it, because nobody else answered in time.</param>
public sealed record AlertIssued(Guid Subject, int Version, string Plan, bool IsAlone) : Happened(Subject)
{
    /// <inheritdoc/>
    public override JsonObject Body() => new() { ["alone"] = IsAlone, ["plan"] = Plan, ["version"] = Version };
}
