using System.Text.Json.Nodes;

namespace Noroshi.Core.Vocabulary.Records;

/// <summary>A key began to sign the ledger's heads; from here on the one before it no longer does.</summary>
/// <param name="Verifier">Verifier key text: name+id+base64.</param>
public sealed record LedgerKeyIntroduced(string Verifier) : Happened(Guid.Empty)
{
    /// <inheritdoc/>
    public override JsonObject Body() => new() { ["verifier"] = Verifier };
}
