using System.Text.Json.Nodes;

namespace Noroshi.Core.Vocabulary.Records;

/// <summary>A file (attachment) was taken in.</summary>
/// <param name="Subject">The file's id.</param>
/// <param name="Commitment">SHA-256(salt ‖ content), lower-case hexadecimal.</param>
public sealed record FileStored(Guid Subject, string Commitment) : Happened(Subject)
{
    /// <inheritdoc/>
    public override JsonObject Body() => new() { ["commitment"] = Commitment };
}
