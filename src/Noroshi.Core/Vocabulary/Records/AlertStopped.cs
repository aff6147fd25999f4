using System.Text.Json.Nodes;

namespace Noroshi.Core.Vocabulary.Records;

/// <summary>An issue in progress was stopped (発出停止): nothing more is sent.</summary>
/// <param name="Subject">The alert.</param>
/// <param name="Unsent">Deliveries that were not sent and now never will be.</param>
public sealed record AlertStopped(Guid Subject, int Unsent) : Happened(Subject)
{
    /// <inheritdoc/>
    public override JsonObject Body() => new() { ["unsent"] = Unsent };
}
