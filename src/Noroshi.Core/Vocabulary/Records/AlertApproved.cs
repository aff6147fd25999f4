using System.Text.Json.Nodes;

namespace Noroshi.Core.Vocabulary.Records;

/// <summary>A second person agreed to an alert and to its share plan (承認).</summary>
/// <param name="Subject">The alert.</param>
/// <param name="Version">Which version, from 1.</param>
/// <param name="Plan">Hash of the share plan that was shown.</param>
public sealed record AlertApproved(Guid Subject, int Version, string Plan) : Happened(Subject)
{
    /// <inheritdoc/>
    public override JsonObject Body() => new() { ["plan"] = Plan, ["version"] = Version };
}
