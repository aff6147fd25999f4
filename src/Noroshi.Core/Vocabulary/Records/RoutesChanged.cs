using System.Text.Json.Nodes;

namespace Noroshi.Core.Vocabulary.Records;

/// <summary>The ways on which an organisation sends changed.</summary>
/// <param name="Subject">The organisation that sends.</param>
/// <param name="Routes">How many routes begin there now.</param>
public sealed record RoutesChanged(Guid Subject, int Routes) : Happened(Subject)
{
    /// <inheritdoc/>
    public override JsonObject Body() => new() { ["routes"] = Routes };
}
