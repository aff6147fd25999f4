using System.Text.Json.Nodes;

namespace Noroshi.Core.Vocabulary.Records;

/// <summary>A first report (速報) was received: from now on it cannot be said that nobody was told.</summary>
/// <param name="Subject">The report.</param>
/// <param name="Organization">Who reports.</param>
/// <param name="FormHash">The form's text that was filled in, by hash.</param>
/// <param name="Stage">The stage's word: <c>initial</c>, or <c>final</c> for a matter that was over before it was reported.</param>
/// <param name="Version">Always 1.</param>
/// <param name="Content">Commitment to the document's canonical text.</param>
public sealed record ReportReceived(Guid Subject, Guid Organization, string FormHash, string Stage, int Version, Commitment Content) : Happened(Subject)
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
