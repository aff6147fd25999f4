using System.Text.Json.Nodes;

namespace Noroshi.Core.Vocabulary.Records;

/// <summary>A contact point's means changed. The addresses are not in it: they can be a person's.</summary>
/// <param name="Subject">The organisation.</param>
/// <param name="Desk">The desk's key.</param>
/// <param name="Channels">How many means it has now; 0 when the desk is gone.</param>
public sealed record DeskChanged(Guid Subject, string Desk, int Channels) : Happened(Subject)
{
    /// <inheritdoc/>
    public override JsonObject Body() => new() { ["channels"] = Channels, ["desk"] = Desk };
}
