using System.Text.Json.Nodes;

namespace Noroshi.Core.Vocabulary.Records;

/// <summary>A file was added to a report.</summary>
/// <param name="Subject">The report.</param>
/// <param name="Attachment">The file's id.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Content">Commitment to its bytes.</param>
public sealed record AttachmentReceived(Guid Subject, Guid Attachment, long Bytes, Commitment Content) : Happened(Subject)
{
    /// <inheritdoc/>
    public override JsonObject Body() => new() { ["attachment"] = Attachment.ToString("D"), ["bytes"] = Bytes, ["content"] = Content.Hash };
}
