using System.Text.Json.Nodes;

namespace Noroshi.Core.Vocabulary.Records;

/// <summary>A reaction could not digest an entry and set it aside; somebody must look.</summary>
/// <param name="Subject">The entry's subject.</param>
/// <param name="Reaction">The reaction's name.</param>
/// <param name="Position">The entry's place in the ledger.</param>
public sealed record StepParked(Guid Subject, string Reaction, long Position) : Happened(Subject)
{
    /// <inheritdoc/>
    public override JsonObject Body() => new() { ["position"] = Position, ["reaction"] = Reaction };
}
