using System.Text.Json.Nodes;

namespace Noroshi.Core.Vocabulary.Records;

/// <summary>Sessions of an account were ended by somebody, not by time.</summary>
/// <param name="Subject">The account.</param>
/// <param name="Count">How many.</param>
public sealed record SessionsEnded(Guid Subject, int Count) : Happened(Subject)
{
    /// <inheritdoc/>
    public override JsonObject Body() => new() { ["count"] = Count };
}
