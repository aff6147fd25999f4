using System.Text.Json.Nodes;

namespace Noroshi.Core.Vocabulary.Records;

/// <summary>What organisations see of a subject was decided again, with a different answer.</summary>
/// <param name="Subject">The report or alert.</param>
/// <param name="Given">Organisations that see it now and did not.</param>
/// <param name="Changed">Organisations that see more or less of it, or because of another rule.</param>
/// <param name="Taken">Organisations that no longer see it.</param>
public sealed record GrantsChanged(Guid Subject, int Given, int Changed, int Taken) : Happened(Subject)
{
    /// <inheritdoc/>
    public override JsonObject Body() => new() { ["changed"] = Changed, ["given"] = Given, ["taken"] = Taken };
}
