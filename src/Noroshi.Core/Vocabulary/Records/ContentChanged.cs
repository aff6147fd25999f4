using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Noroshi.Core.Vocabulary.Records;

/// <summary>Content texts came into use that were not used before: forms, rules, sectors, a new release or the site's own.</summary>
/// <param name="Subject">Always <see cref="Guid.Empty"/>: content belongs to the installation.</param>
/// <param name="Hashes">SHA-256 of each text.</param>
public sealed record ContentChanged(Guid Subject, ImmutableArray<string> Hashes) : Happened(Subject)
{
    /// <inheritdoc/>
    public override JsonObject Body() => new() { ["hashes"] = new JsonArray([.. Hashes.Select(h => (JsonNode?)h)]) };
}
