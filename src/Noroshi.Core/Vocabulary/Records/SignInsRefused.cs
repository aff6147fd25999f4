using System.Text.Json.Nodes;

namespace Noroshi.Core.Vocabulary.Records;

/// <summary>Many sign-ins were refused in a short time, for whatever accounts.</summary>
/// <param name="Subject">Empty: it is about no single account.</param>
/// <param name="Count">Refused sign-ins in the window.</param>
public sealed record SignInsRefused(Guid Subject, int Count) : Happened(Subject)
{
    /// <inheritdoc/>
    public override JsonObject Body() => new() { ["count"] = Count };
}
