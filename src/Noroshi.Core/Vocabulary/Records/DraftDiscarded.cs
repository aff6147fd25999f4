using System.Text.Json.Nodes;

namespace Noroshi.Core.Vocabulary.Records;

/// <summary>A draft that nobody had sent was discarded. What it said is gone, and is not told here.</summary>
/// <param name="Subject">The organisation whose draft it was; of a follow-up's, the report.</param>
/// <param name="Draft">Which: <c>new</c> for an account's own first report, <c>follow-up</c>, or the key of what logs showed, <c>found-</c> and 32 hexadecimal digits.</param>
public sealed record DraftDiscarded(Guid Subject, string Draft) : Happened(Subject)
{
    /// <inheritdoc/>
    public override JsonObject Body() => new() { ["draft"] = Draft };
}
