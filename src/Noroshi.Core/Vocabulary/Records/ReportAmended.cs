using System.Text.Json.Nodes;

namespace Noroshi.Core.Vocabulary.Records;

/// <summary>A follow-up or final report (続報・終報) was received: a new version of what was said before, which stays.</summary>
/// <param name="Subject">The report.</param>
/// <param name="Organization">Who reports.</param>
/// <param name="FormHash">The form's text that was filled in, by hash.</param>
/// <param name="Stage">The stage's word: <c>follow-up</c> or <c>final</c>.</param>
/// <param name="Version">The version, from 2.</param>
/// <param name="Content">Commitment to the document's canonical text.</param>
public sealed record ReportAmended(Guid Subject, Guid Organization, string FormHash, string Stage, int Version, Commitment Content) : Happened(Subject)
{
    /// <inheritdoc/>
    public override JsonObject Body() => new()
    {
        ["content"] = Content.Hash,
        ["form"] = FormHash,
        ["organization"] = Organization.ToString("D"),
        ["stage"] = Stage,
        ["version"] = Version,
    };
}
