using System.Text.Json.Nodes;

namespace Noroshi.Core.Vocabulary.Records;

/// <summary>An alert was put before a second person (承認依頼).</summary>
/// <param name="Subject">The alert.</param>
/// <param name="Version">Which version, from 1.</param>
/// <param name="Plan">Hash of the share plan as it stood.</param>
public sealed record AlertSubmitted(Guid Subject, int Version, string Plan) : Happened(Subject)
{
    /// <inheritdoc/>
    public override JsonObject Body() => new() { ["plan"] = Plan, ["version"] = Version };
}
